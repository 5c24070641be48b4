import { expect, test } from 'vitest';
import { areaSquareMeters, circleRing, crossesItself, distanceMeters } from './geodesy.ts';

test('a degree of latitude is 111 kilometres', () => {
  expect(distanceMeters([116, 36], [116, 37])).toBeCloseTo(111_195, -1);
});

test('every point of a circle is its radius away from the centre', () => {
  for (const point of circleRing([116, 36], 800)) expect(distanceMeters([116, 36], point)).toBeCloseTo(800, 3);
});

test('an outline of fewer than three corners has no area', () => {
  expect(areaSquareMeters([])).toBe(0);
  expect(areaSquareMeters([[116, 36], [117, 36]])).toBe(0);
});

test('a bow tie crosses itself, a square and a triangle do not', () => {
  expect(crossesItself([[0, 0], [1, 1], [1, 0], [0, 1]])).toBe(true);
  expect(crossesItself([[0, 0], [1, 0], [1, 1], [0, 1]])).toBe(false);
  expect(crossesItself([[0, 0], [1, 0], [1, 1]])).toBe(false);
});
