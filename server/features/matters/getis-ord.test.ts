import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustForDiscoveries, type Cell, findHotCells, twoSidedP } from './getis-ord.ts';

/** Cells in a row, each next to the one before and the one after. */
function row(values: number[]): Cell[] {
  return values.map((value, index) => {
    const near = values.slice(Math.max(0, index - 1), index + 2);
    return { code: String(index), value, sum: near.reduce((a, b) => a + b, 0), size: near.length };
  });
}

test('z is what the formula gives by hand', () => {
  // n = 10, mean 1, S = √(100/10 − 1) = 3. The last cell: k = 2, sum 10: (10 − 2) / (3·√((20 − 4)/9)) = 8/4 = 2.
  // The one before it: k = 3, sum 10: 7 / (3·√(21/9)) = 1.52753. A far one: k = 3, sum 0: −3 / (3·√(21/9)) = −0.65465.
  const found = findHotCells(row([0, 0, 0, 0, 0, 0, 0, 0, 0, 10]));
  expect(found[9]!.z).toBeCloseTo(2, 10);
  expect(found[8]!.z).toBeCloseTo(1.5275252, 6);
  expect(found[4]!.z).toBeCloseTo(-0.6546537, 6);
  expect(found[0]!.z).toBeCloseTo(-2 / (3 * Math.sqrt(16 / 9)), 10);
});

test('p is that of the normal distribution', () => {
  // Tables: P(|Z| ≥ 1.96) = 0.0499958, P(|Z| ≥ 2.5758293) = 0.01, P(|Z| ≥ 0) = 1.
  expect(twoSidedP(0)).toBeCloseTo(1, 6);
  expect(twoSidedP(1.96)).toBeCloseTo(0.0499958, 6);
  expect(twoSidedP(-2.5758293)).toBeCloseTo(0.01, 7);
  expect(twoSidedP(6) / 1.973175e-9).toBeCloseTo(1, 5);
});

test('false discoveries are controlled as Benjamini and Hochberg work it out', () => {
  // Ranks 1…5 of p·5/rank: 0.005, 0.02, 0.05, 0.05, 0.6; what is smaller further on counts.
  expect(adjustForDiscoveries([0.6, 0.008, 0.04, 0.001, 0.03]).map((q) => Number(q.toFixed(6)))).toEqual([0.6, 0.02, 0.05, 0.005, 0.05]);
});

test('a strong group in a wide quiet ground is hot at 99 per cent, and quiet ground is not called cold', () => {
  const values = Array.from({ length: 60 }, (_, index) => (index >= 28 && index <= 31 ? 40 : index % 2));
  const found = findHotCells(row(values)).filter(({ level }) => level !== null);
  expect(found.map(({ code, kind }) => `${code} ${kind}`)).toEqual(expect.arrayContaining(['28 hot', '29 hot', '30 hot', '31 hot']));
  expect(found.every(({ kind }) => kind === 'hot')).toBe(true);
  expect(found.find(({ code }) => code === '29')!.level).toBe(99);
});

test('too few cells, or cells that are all alike, give no finding', () => {
  expect(findHotCells(row([1, 2, 3, 4, 5, 6, 7]))).toEqual([]);
  expect(findHotCells(row(Array.from({ length: 20 }, () => 3)))).toEqual([]);
  expect(findHotCells([])).toEqual([]);
});

test('a unit of measure changes nothing, and q never lies below p', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 40 }), fc.integer({ min: 2, max: 9 }), (values, factor) => {
      const once = findHotCells(row(values));
      const scaled = findHotCells(row(values.map((value) => value * factor)));
      expect(scaled.map(({ z }) => Number(z.toFixed(6)) + 0)).toEqual(once.map(({ z }) => Number(z.toFixed(6)) + 0));
      for (const { p, q } of once) expect(q).toBeGreaterThanOrEqual(p - 1e-12);
    }),
  );
});
