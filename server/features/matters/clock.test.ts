import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addClock, clockUnits, parseClock } from './clock.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const due = (start: string, clock: string, calendar = new Map<string, boolean>()) => new Date(addClock(at(start), parseClock(clock), calendar) + 8 * 3_600_000).toISOString().slice(0, 16);

test('emergency hours run day and night', () => {
  expect(due('2026-03-07T23:00', '2紧急工作时')).toBe('2026-03-08T01:00');
});

test('office hours stop at noon, in the evening and over the weekend', () => {
  expect(due('2026-03-06T11:30', '1工作时')).toBe('2026-03-06T14:00');
  expect(due('2026-03-06T17:00', '4工作时')).toBe('2026-03-09T11:30'); // Friday to Monday
});

test('a report at night starts its office clock in the morning', () => {
  expect(due('2026-03-03T22:10', '4工作时')).toBe('2026-03-04T14:00');
});

test('a workday is eight office hours', () => {
  expect(due('2026-03-03T10:00', '1工作日')).toBe('2026-03-04T10:00');
});

test('a holiday stops the clock and a worked weekend lets it run', () => {
  const calendar = new Map([['2026-03-09', false], ['2026-03-08', true]]);
  expect(due('2026-03-06T17:00', '2工作时', calendar)).toBe('2026-03-08T09:30');
  expect(due('2026-03-08T17:00', '2工作时', calendar)).toBe('2026-03-10T09:30');
});

test('a later start or a longer clock never ends earlier', () => {
  const calendar = new Map([['2026-02-16', false], ['2026-02-17', false], ['2026-02-14', true]]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 * 86_400 }), fc.integer({ min: 0, max: 86_400 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom(...clockUnits), (second, later, amount, unit) => {
      const start = at('2026-02-01T00:00') + second * 1000;
      const end = addClock(start, { amount, unit }, calendar);
      expect(addClock(start + later * 1000, { amount, unit }, calendar)).toBeGreaterThanOrEqual(end);
      expect(addClock(start, { amount: amount + 1, unit }, calendar)).toBeGreaterThan(end);
    }),
  );
});

test('a clock without a known unit is refused', () => {
  expect(() => parseClock('3小时')).toThrow('no clock');
  expect(() => parseClock('0工作日')).toThrow('no clock');
});
