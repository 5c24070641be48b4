import { expect, test } from 'vitest';
import { readPeriod } from './period.ts';

const now = new Date('2026-11-22T17:30:00Z'); // Already the 23rd in China.

test('without days it is the 90 that end today in China', () => {
  expect(readPeriod(undefined, undefined, now)).toEqual({ from: '2026-08-26', to: '2026-11-23', start: new Date('2026-08-25T16:00:00Z'), end: new Date('2026-11-23T16:00:00Z') });
});

test('both days belong to it', () => {
  expect(readPeriod('2026-11-01', '2026-11-01', now)).toMatchObject({ start: new Date('2026-10-31T16:00:00Z'), end: new Date('2026-11-01T16:00:00Z') });
});

test('one day alone is completed: to today, or 90 days back', () => {
  expect(readPeriod('2026-11-20', undefined, now)).toMatchObject({ from: '2026-11-20', to: '2026-11-23' });
  expect(readPeriod(undefined, '2026-03-31', now)).toMatchObject({ from: '2026-01-01', to: '2026-03-31' });
});

test('a period that ends before it begins, or has no end, is refused', () => {
  expect(readPeriod('2026-11-02', '2026-11-01', now)).toMatchObject({ pointer: 'from', why: { reason: 'period-reversed' } });
  expect(readPeriod('1990-01-01', '2026-11-01', now)).toMatchObject({ pointer: 'from' });
});
