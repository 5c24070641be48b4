/**
 * Clocks of matters on the work calendar. All times are milliseconds since 1970 UTC; days and office hours are those of
 * China's one zone, UTC+8 without summer time.
 */

/** 紧急工作时: hours day and night; 工作时: office hours; 工作日: days of eight office hours; 自然日: 24 hours. */
export const clockUnits = ['紧急工作时', '工作时', '工作日', '自然日'] as const;
export type ClockUnit = (typeof clockUnits)[number];
export interface Clock {
  amount: number;
  unit: ClockUnit;
}
/** Days that differ from the plain week (`YYYY-MM-DD`): false is a holiday, true a weekend that is worked. */
export type WorkCalendar = ReadonlyMap<string, boolean>;

const minute = 60_000;
const hour = 60 * minute;
export const dayMs = 24 * hour;
const zone = 8 * hour;
/** Office hours as milliseconds of the day: 08:30–12:00 and 13:30–18:00, eight hours. */
const shifts = [[8.5 * hour, 12 * hour], [13.5 * hour, 18 * hour]] as const;
const workdayMs = 8 * hour;

/** `YYYY-MM-DD` of the time, in UTC+8. */
export function dayOf(time: number): string {
  return new Date(time + zone).toISOString().slice(0, 10);
}
/** Midnight, in UTC+8, at which the time's day began. */
export function startOfDay(time: number): number {
  return Math.floor((time + zone) / dayMs) * dayMs - zone;
}

export function isWorkday(time: number, calendar: WorkCalendar): boolean {
  const day = Math.floor((time + zone) / dayMs);
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday.
  return exceptionsOf(calendar).get(day) ?? (weekday > 0 && weekday < 6);
}

/** The calendar by number of day, made once: text for each day that a clock crosses would cost more than the clock. */
function exceptionsOf(calendar: WorkCalendar): Map<number, boolean> {
  const known = numbered.get(calendar);
  if (known) return known;
  const made = new Map([...calendar].map(([day, isWorked]) => [Date.parse(day) / dayMs, isWorked]));
  numbered.set(calendar, made);
  return made;
}
const numbered = new WeakMap<WorkCalendar, Map<number, boolean>>();

/** The time at which the clock, started at `start`, has run out. */
export function addClock(start: number, { amount, unit }: Clock, calendar: WorkCalendar): number {
  if (unit === '紧急工作时') return start + amount * hour;
  if (unit === '自然日') return start + amount * dayMs;
  return addOfficeTime(start, amount * (unit === '工作日' ? workdayMs : hour), calendar);
}

function addOfficeTime(start: number, duration: number, calendar: WorkCalendar): number {
  let rest = duration;
  for (let day = startOfDay(start); ; day += dayMs) {
    if (!isWorkday(day, calendar)) continue;
    for (const [open, close] of shifts) {
      const from = Math.max(start, day + open);
      const available = day + close - from;
      if (available <= 0) continue;
      if (rest <= available) return from + rest;
      rest -= available;
    }
  }
}

/** Reads `2紧急工作时`, `0.5工作日` and the like. Throws an Error for anything else. */
export function parseClock(text: string): Clock {
  const [, amount, unit] = /^(\d+(?:\.\d)?)(\D+)$/.exec(text) ?? [];
  const known = clockUnits.find((one) => one === unit);
  if (!known || Number(amount) <= 0) throw new Error(`"${text}" is no clock: a number and one of ${clockUnits.join(', ')}`);
  return { amount: Number(amount), unit: known };
}
