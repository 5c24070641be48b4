import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findNear } from './near-lines.ts';

const path = (...numbers: number[]) => Float64Array.from(numbers);

test('lines whose boxes meet the box of a cut are near, at a corner too; the others are not', () => {
  const cuts = [path(116.001, 36.001, 116.002, 36.001)];
  const lines = [path(116.0015, 36, 116.0015, 36.003), path(116.002, 36.001, 116.004, 36.002), path(116.0021, 36.0011, 116.004, 36.002), path(117, 37, 117.1, 37.1)];
  expect(findNear(lines, cuts)).toEqual([true, true, false, false]);
});

test('without cuts nothing is near', () => expect(findNear([path(116, 36, 116.1, 36.1)], [])).toEqual([false]));

test('the lattice finds what comparing all boxes finds, for short lines and for those over half the county', () => {
  const place = fc.tuple(fc.double({ min: 116, max: 116.02, noNaN: true }), fc.double({ min: 36, max: 36.02, noNaN: true }));
  const line = fc.oneof(
    fc.tuple(place, place).map(([a, b]) => path(...a, ...b)),
    fc.tuple(place, fc.double({ min: -0.0005, max: 0.0005, noNaN: true })).map(([[x, y], d]) => path(x, y, x + d, y - d)),
  );
  const span = (numbers: Float64Array, axis: 0 | 1) => numbers.filter((_, index) => index % 2 === axis);
  const overlaps = (a: Float64Array, b: Float64Array, axis: 0 | 1) => Math.min(...span(a, axis)) <= Math.max(...span(b, axis)) + 1e-9 && Math.min(...span(b, axis)) - 1e-9 <= Math.max(...span(a, axis));
  fc.assert(fc.property(fc.array(line, { maxLength: 15 }), fc.array(line, { maxLength: 15 }), (lines, cuts) => {
    expect(findNear(lines, cuts)).toEqual(lines.map((one) => cuts.some((cut) => overlaps(one, cut, 0) && overlaps(one, cut, 1))));
  }), { numRuns: 300, seed: 7 });
});
