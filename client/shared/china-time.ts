/**
 * The clock and the calendar of the console: China's (UTC+8, no summer time), whatever the zone of the browser. The cases
 * and borders that it shows happen there, and the files that the server prints say the same times.
 */
import type { Language } from './words/words.ts';

const offset = '+08:00';
const offsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;
const zone = { timeZone: 'Asia/Shanghai' } as const;
const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };
const day = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const longDay = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const minutes = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** A moment as date and time to the minute; the text itself where it is no moment. */
export function formatMoment(text: string, language: Language): string {
  return say(text, language, { ...day, ...minutes });
}

/** A day, from a date or a moment. */
export function formatDay(text: string, language: Language): string {
  return say(text, language, day);
}

/** Time of day to the second. */
export function formatClock(moment: Date | number, language: Language): string {
  return new Date(moment).toLocaleTimeString(locales[language], { ...minutes, second: '2-digit', ...zone });
}

/** A past day as a person says it: `2026年11月21日`; with the time to the second where a moment is meant: before and after an adoption are seconds apart. */
export function tellPast(asOf: string, language: Language): string {
  return say(asOf, language, isDay(asOf) ? longDay : { ...longDay, ...minutes, second: '2-digit' });
}

/** A date without a time is midnight in UTC to JavaScript: in China it is the same day by then. */
function say(text: string, language: Language, parts: Intl.DateTimeFormatOptions): string {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? text : moment.toLocaleString(locales[language], { ...parts, ...zone });
}

/** A moment as `<input type="datetime-local">` shows it, to the minute; '' for none. */
export function fieldOfMoment(text: string | null): string {
  return text === null ? '' : new Date(Date.parse(text) + offsetMs).toISOString().slice(0, 16);
}

/** Reads what such a field holds; null for nothing or what is no moment. */
export function momentOfField(field: string): string | null {
  const moment = new Date(`${field}${offset}`);
  return field === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

/** The day of a moment as date fields have it: `2026-11-21`. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + offsetMs).toISOString().slice(0, 10);
}

export function today(): string {
  return dayOf(new Date());
}

export function dayAfter(from: string, days = 1): string {
  return new Date(Date.parse(from) + days * dayMs).toISOString().slice(0, 10);
}

/** The same day of a later year. */
export function yearsAfter(from: string, years: number): string {
  const day = new Date(from);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return day.toISOString().slice(0, 10);
}

/** How many days a period has, both its ends included. */
export function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
}

/** The moment at which a day begins, RFC 3339. */
export function momentOfDay(from: string): string {
  return new Date(`${from}T00:00:00${offset}`).toISOString();
}

/** The day of a past that is given as a day or as a moment. */
export function dayOfPast(asOf: string): string {
  return isDay(asOf) ? asOf : dayOf(new Date(asOf));
}

/** The last moment of a past day, or the moment itself: what the grids of then are asked by. */
export function endOfPast(asOf: string): string {
  return isDay(asOf) ? new Date(Date.parse(momentOfDay(dayAfter(asOf))) - 1).toISOString() : asOf;
}

/** A moment as a link carries it: whole seconds in UTC. */
export function linkMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

function isDay(text: string): boolean {
  return text.length === 10;
}
