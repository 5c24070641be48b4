import { describe, expect, it } from 'vitest';
import { areaBounds, boundsOf, countPositions, middleOf, shapeName } from './geometry.ts';

const square = { type: 'Polygon' as const, coordinates: [[[1, 2], [3, 2], [3, 4], [1, 4], [1, 2]]] as [number, number][][] };

describe('the box around a shape', () => {
  it('holds every position', () => expect(boundsOf(square)).toEqual([1, 2, 3, 4]));
  it('is null where there is no position', () => {
    expect(boundsOf(null)).toBeNull();
    expect(boundsOf({ type: 'Polygon', coordinates: [] })).toBeNull();
  });
  it('has its middle', () => expect(middleOf(square)).toEqual([2, 3]));
  it('is widened by the radius of a circle', () => {
    const [west, south, east, north] = areaBounds({ geometry: { type: 'Point', coordinates: [120, 60] }, radiusMeters: 1000 }) ?? [0, 0, 0, 0];
    expect(north - south).toBeCloseTo(0.018, 3);
    expect(east - west).toBeCloseTo(0.036, 3);
  });
});

describe('the name of a shape', () => {
  it('is a rectangle for four corners along the axes', () => expect(shapeName({ geometry: square })).toBe('rectangle'));
  it('is a polygon for a slanted ring', () => {
    expect(shapeName({ geometry: { type: 'Polygon', coordinates: [[[0, 0], [2, 1], [1, 3], [-1, 2], [0, 0]]] } })).toBe('polygon');
  });
  it('is a circle for a point', () => expect(shapeName({ geometry: { type: 'Point', coordinates: [0, 0] } })).toBe('circle'));
});

it('counts the positions of all rings', () => expect(countPositions(square)).toBe(5));
