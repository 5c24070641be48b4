import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankPlaces, type Reasons, weights } from './rank.ts';

const place = (given: Partial<Reasons>): Reasons => ({ cases: 1, relapses: 0, returns: 0, open: 0, people: 0, hazards: 0, ...given });

test('the worst in every respect has 100, and a quarter of the cases gives half of their part', () => {
  const [worst, other] = rankPlaces([place({ cases: 4 }), place({ cases: 16, relapses: 2, open: 1, people: 50, hazards: 1 })]);
  expect(worst).toMatchObject({ score: 100, parts: weights });
  expect(other).toMatchObject({ score: 20, parts: { cases: 20, recurrence: 0, open: 0, people: 0, hazards: 0 } });
});

test('a place that comes back after its repair ranks before one with as many cases that does not', () => {
  const [first] = rankPlaces([place({ cases: 6 }), place({ cases: 6, relapses: 3 })]);
  expect(first?.relapses).toBe(3);
});

test('how many people live there counts only for who may know it', () => {
  expect(rankPlaces([place({ people: null }), place({ people: 9 })])[1]?.parts.people).toBe(0);
});

test('equal places keep their order and nothing is lost', () => {
  expect(rankPlaces([]).length).toBe(0);
  expect(rankPlaces(['a', 'b', 'c'].map((name) => ({ name, ...place({}) }))).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

const reasons = fc.record({ cases: fc.integer({ min: 1, max: 500 }), relapses: fc.nat(50), returns: fc.nat(50), open: fc.nat(50), people: fc.option(fc.nat(5000)), hazards: fc.nat(20) });
test('scores fall from 100 to 0, and are the sum of their parts', () => {
  fc.assert(
    fc.property(fc.array(reasons, { minLength: 1, maxLength: 30 }), (places) => {
      const ranked = rankPlaces(places);
      for (const [index, { score, parts }] of ranked.entries()) {
        expect(score).toBeLessThanOrEqual(Math.min(100, ranked[index - 1]?.score ?? 100) + 1e-9);
        expect(Math.abs(Object.values(parts).reduce((a, b) => a + b, 0) - score)).toBeLessThan(0.06);
      }
    }),
  );
});
