import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjustForDiscoveries, canJudge, type Cell, fewestCases, findHotCells, twoSidedP } from './getis-ord.ts';

/** Cells in a row, each next to those that are at most so many before and after it. */
function row(values: number[], reach = 1): Cell[] {
  return values.map((value, index) => {
    const near = values.slice(Math.max(0, index - reach), index + reach + 1);
    return { code: String(index), value, sum: near.reduce((a, b) => a + b, 0), size: near.length };
  });
}

test('z is what the formula gives by hand', () => {
  // n = 10, mean 10, S = √(10000/10 − 100) = 30. The last cell: k = 2, sum 100: (100 − 20) / (30·√((20 − 4)/9)) = 80/40 = 2.
  // The one before it: k = 3, sum 100: 70 / (30·√(21/9)) = 1.52753. A far one: k = 3, sum 0: −30 / (30·√(21/9)) = −0.65465.
  const found = findHotCells(row([0, 0, 0, 0, 0, 0, 0, 0, 0, 100]));
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
  expect(findHotCells(row([10, 20, 30, 40, 50, 60, 70]))).toEqual([]);
  expect(canJudge(row([10, 20, 30, 40, 50, 60, 70]))).toBe('too-few-areas');
  expect(findHotCells(row(Array.from({ length: 20 }, () => 3)))).toEqual([]);
  expect(findHotCells([])).toEqual([]);
});

test('two cases side by side in a wide ground are too few to tell, whatever z says', () => {
  const values = Array.from({ length: 76 }, (_, index) => (index === 30 || index === 31 ? 1 : 0));
  expect(canJudge(row(values))).toBe('too-few-cases');
  expect(findHotCells(row(values))).toEqual([]);
});

test('two cases side by side are nothing beyond chance either where others lie scattered over a very wide ground', () => {
  // z of the two is near 6, one in a thousand million; that two of thirty fall into three of two thousand cells is one in a thousand, and 2000 are tried.
  const values = Array.from({ length: 2000 }, (_, index) => (index === 1000 || index % 70 === 1 ? 1 : 0));
  const total = values.reduce<number>((sum, value) => sum + value, 0);
  expect(total).toBeGreaterThanOrEqual(fewestCases);
  values[1001] = 1;
  const found = findHotCells(row(values));
  expect(found[1000]!.z).toBeGreaterThan(5);
  expect(found.filter(({ level }) => level !== null)).toEqual([]);
});

test('a cell with no case of its own, or fewer than the mean, is no hot spot beside hot ones', () => {
  for (const own of [0, 1]) {
    const values = Array.from({ length: 60 }, (_, index) => (index === 29 || index === 31 ? 40 : index === 30 ? own : 0));
    const found = findHotCells(row(values));
    expect(found[30]!.q).toBeLessThan(0.01);
    expect(found[30]!.level).toBeNull();
    expect([found[29]!.level, found[31]!.level]).toEqual([95, 95]);
  }
});

test('a cell with more cases than the mean is no cold spot among cold ones', () => {
  const values = Array.from({ length: 100 }, (_, index) => (index < 50 ? 60 : index === 75 ? 31 : 0));
  const found = findHotCells(row(values, 4));
  expect(found[75]!.q).toBeLessThan(0.1);
  expect(found[75]).toMatchObject({ kind: 'cold', level: null });
  expect(found.some(({ kind, level }) => kind === 'cold' && level !== null)).toBe(true);
});

test('a unit of measure does not change z, and q never lies below p', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 40 }).filter((values) => values.reduce((a, b) => a + b, 0) >= fewestCases), fc.integer({ min: 2, max: 9 }), (values, factor) => {
      const once = findHotCells(row(values));
      const scaled = findHotCells(row(values.map((value) => value * factor)));
      expect(scaled.map(({ z }) => Number(z.toFixed(6)) + 0)).toEqual(once.map(({ z }) => Number(z.toFixed(6)) + 0));
      for (const { p, q } of once) expect(q).toBeGreaterThanOrEqual(p - 1e-12);
    }),
  );
});
