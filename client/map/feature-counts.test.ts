import { expect, test } from 'vitest';
import { countInside } from './feature-counts.ts';
import type { Bounds } from './types.ts';

const bounds: Bounds = [0, 0, 10, 10];
const at = (id: number, x: number, y: number, properties = {}) => ({ id, properties, geometry: { type: 'Point' as const, coordinates: [x, y] } });

test('a feature that two tiles carry counts once', () => {
  expect(countInside([at(1, 1, 1), at(1, 1, 1), at(2, 2, 2)], bounds)).toBe(2);
});

test('what lies in a tile but out of view does not count', () => {
  expect(countInside([at(1, 11, 5), at(2, 5, 5)], bounds)).toBe(1);
});

test('a circle with a number counts as that many', () => {
  expect(countInside([at(1, 1, 1, { count: 40 }), at(2, 2, 2, { count: 2 })], bounds)).toBe(42);
});

test('an area counts where it covers the view without a corner in it', () => {
  const geometry = { type: 'Polygon' as const, coordinates: [[[-5, -5], [20, -5], [20, 20], [-5, 20], [-5, -5]]] };
  expect(countInside([{ id: 1, properties: {}, geometry }], bounds)).toBe(1);
});
