import { expect, test } from 'vitest';
import { trendOf } from './trend.ts';

const hour = (day: string, at: number) => Date.parse(day) / 3_600_000 + at;

test('weeks run from Monday and are cut by the period', () => {
  // 2026-11-18 is a Wednesday, 2026-11-24 a Tuesday.
  const { weeks } = trendOf([[hour('2026-11-18', 8), 2], [hour('2026-11-22', 23), 1], [hour('2026-11-23', 0), 5]], '2026-11-18', '2026-11-24');
  expect(weeks).toEqual([
    { from: '2026-11-18', to: '2026-11-22', cases: 3 },
    { from: '2026-11-23', to: '2026-11-24', cases: 5 },
  ]);
});

test('an hour is counted under its weekday', () => {
  const { hours } = trendOf([[hour('2026-11-23', 0), 5], [hour('2026-11-22', 23), 1]], '2026-11-16', '2026-11-24');
  expect(hours[0]![0]).toBe(5);
  expect(hours[6]![23]).toBe(1);
  expect(hours.flat().reduce((a, b) => a + b)).toBe(6);
});

test('a period of one day has one week, and a week without cases is there with 0', () => {
  expect(trendOf([], '2026-11-22', '2026-11-22').weeks).toEqual([{ from: '2026-11-22', to: '2026-11-22', cases: 0 }]);
  expect(trendOf([], '2026-11-02', '2026-11-22').weeks.map(({ cases }) => cases)).toEqual([0, 0, 0]);
});
