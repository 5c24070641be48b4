import { describe, expect, it } from 'vitest';
import { boundsOf, middleOf, shapeName, spotOf, spotOnLine } from './geometry.ts';

const square = { type: 'Polygon' as const, coordinates: [[[1, 2], [3, 2], [3, 4], [1, 4], [1, 2]]] as [number, number][][] };

describe('the box around a shape', () => {
  it('holds every position', () => expect(boundsOf(square)).toEqual([1, 2, 3, 4]));
  it('is null where there is no position', () => {
    expect(boundsOf(null)).toBeNull();
    expect(boundsOf({ type: 'Polygon', coordinates: [] })).toBeNull();
  });
  it('has its middle', () => expect(middleOf(square)).toEqual([2, 3]));
});

describe('the name of a shape', () => {
  it('is a rectangle for four corners along the axes', () => expect(shapeName(square)).toBe('rectangle'));
  it('is a polygon for a slanted ring', () => {
    expect(shapeName({ type: 'Polygon', coordinates: [[[0, 0], [2, 1], [1, 3], [-1, 2], [0, 0]]] })).toBe('polygon');
  });
});

describe('a spot on a line', () => {
  it('lies on the longest one, between two of its vertices', () => {
    expect(spotOnLine({ type: 'LineString', coordinates: [[0, 0], [2, 4]] })).toEqual([1, 2]);
    expect(spotOnLine({ type: 'MultiLineString', coordinates: [[[9, 9], [8, 8]], [[0, 0], [2, 0], [4, 2]]] })).toEqual([3, 1]);
  });
  it('is null where there is none', () => {
    for (const geometry of [null, square, { type: 'LineString' as const, coordinates: [] }]) expect(spotOnLine(geometry)).toBeNull();
  });
});

it('the spot of several points is one of them, next to the middle', () => {
  expect(spotOf({ type: 'MultiPoint', coordinates: [[0, 0], [4, 3], [10, 10]] })).toEqual([4, 3]);
  expect(spotOf({ type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] })).toEqual([1, 1]);
  expect(spotOf(null)).toBeNull();
});
