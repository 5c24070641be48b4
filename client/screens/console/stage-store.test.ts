import { expect, test } from 'vitest';
import { freePart, leastZoom, sharesHalf, widen } from './stage-store.ts';

const screen = { width: 1000, height: 500 };

test('what panels cover is no part of the free map, side by side in proportion', () => {
  expect(freePart([0, 0, 10, 5], { left: 200, right: 500, bottom: 100 }, screen)).toEqual([2, 1, 5, 5]);
});

test('without panels the whole map is free', () => {
  expect(freePart([0, 0, 10, 5], { left: 0, right: 0, bottom: 0 }, screen)).toEqual([0, 0, 10, 5]);
});

test('a box is widened to the east by so much that it lies left of what covers half of the map', () => {
  expect(widen([0, 0, 10, 5], 0.5)).toEqual([0, 0, 20, 5]);
});

test('an area is seen where half of it is, or where it fills half of the map', () => {
  expect(sharesHalf([0, 0, 10, 10], [5, 0, 100, 100])).toBe(true);
  expect(sharesHalf([0, 0, 10, 10], [6, 0, 100, 100])).toBe(false);
  expect(sharesHalf([0, 0, 100, 100], [40, 40, 60, 60])).toBe(true);
  expect(sharesHalf([0, 0, 10, 10], [20, 20, 30, 30])).toBe(false);
});

test('a found house is shown from near, or from where the map is if that is nearer; what covers ground is shown whole', () => {
  expect(leastZoom('building', 12.5)).toBe(16);
  expect(leastZoom('hazard', 18.4)).toBe(18.4);
  for (const kind of ['region', 'grid', 'street', 'estate']) expect(leastZoom(kind, 18.4)).toBe(0);
});
