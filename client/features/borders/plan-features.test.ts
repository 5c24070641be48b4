import { describe, expect, it } from 'vitest';
import { gridAt, planFeatures } from './plan-features.ts';

const square = (west: number, south: number, size: number) => ({
  type: 'Polygon' as const,
  coordinates: [[[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]],
});
const grid = (code: string, geometry: ReturnType<typeof square>) => ({ code, name: code, geometry, tone: 'same' as const, note: '' });

describe('the grid at a place', () => {
  const [left, right] = [grid('left', square(0, 0, 1)), grid('right', square(1, 0, 1))];
  it('is the one that holds it', () => {
    expect(gridAt([0.5, 0.5], [left, right])?.code).toBe('left');
    expect(gridAt([1.5, 0.5], [left, right])?.code).toBe('right');
    expect(gridAt([2.5, 0.5], [left, right])).toBeNull();
  });
  it('is the inner one of two that are nested', () => {
    const inner = grid('inner', square(0.4, 0.4, 0.2));
    expect(gridAt([0.5, 0.5], [left, inner])?.code).toBe('inner');
    expect(gridAt([0.1, 0.1], [inner, left])?.code).toBe('left');
  });
  it('is not the one that has a hole there', () => {
    const holed = { ...left, geometry: { ...left.geometry, coordinates: [...left.geometry.coordinates, ...square(0.4, 0.4, 0.2).coordinates] } };
    expect(gridAt([0.5, 0.5], [holed])).toBeNull();
  });
});

describe('what the map draws of a plan', () => {
  it('is a surface and a name for each grid, and marks the chosen one', () => {
    const { features } = planFeatures([grid('a', square(0, 0, 1)), grid('b', square(1, 0, 1))], [{ role: 'comment', position: [0.5, 0.5], number: '1' }], 'b');
    expect(features.map(({ properties }) => properties?.role)).toEqual(['grid', 'grid', 'name', 'name', 'comment']);
    expect(features.filter(({ properties }) => properties?.isChosen).map(({ geometry }) => geometry)).toEqual([square(1, 0, 1)]);
  });
});
