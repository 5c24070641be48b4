import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binomialUpperTail } from './binomial.ts';

test('it is what is worked out by hand', () => {
  // Ten throws of a coin: P(≥ 8) = (45 + 10 + 1) / 1024; two cases, a thirteenth of the ground: P(both) = 1/169.
  expect(binomialUpperTail(8, 10, 0.5)).toBeCloseTo(56 / 1024, 10);
  expect(binomialUpperTail(2, 2, 1 / 13)).toBeCloseTo(1 / 169, 10);
  expect(binomialUpperTail(1, 30, 0.01)).toBeCloseTo(1 - 0.99 ** 30, 10);
  expect([binomialUpperTail(0, 5, 0.2), binomialUpperTail(6, 5, 0.2), binomialUpperTail(1, 5, 0), binomialUpperTail(5, 5, 1)]).toEqual([1, 0, 0, 1]);
});

test('it falls with the count, and both sides make one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (trials, probability) => {
      const tails = Array.from({ length: trials + 1 }, (_, count) => binomialUpperTail(count, trials, probability));
      for (const [count, tail] of tails.entries()) {
        expect(tail).toBeLessThanOrEqual((tails[count - 1] ?? 1) + 1e-9);
        expect(tail + binomialUpperTail(trials - count + 1, trials, 1 - probability)).toBeCloseTo(1, 8);
      }
    }),
    { numRuns: 40 },
  );
});
