/** Days of the calendar in the browser's zone, as date fields have them: `2026-11-21`. */

export function dayOf(moment: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

export function today(): string {
  return dayOf(new Date());
}

export function dayAfter(day: string, days = 1): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return dayOf(new Date(year, month - 1, date + days));
}

/** The moment at which a day begins, RFC 3339. */
export function momentOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date).toISOString();
}

/** The last moment of a past day, or the moment itself: what the grids of then are asked by. */
export function endOfPast(asOf: string): string {
  if (asOf.length > 10) return asOf;
  return new Date(new Date(momentOfDay(dayAfter(asOf))).getTime() - 1).toISOString();
}

/** A moment as a link carries it: whole seconds in UTC. */
export function linkMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** A past day as a person says it: `2026年11月21日`; with the time where a moment is meant. */
export function tellPast(asOf: string, language: 'zh' | 'en'): string {
  const isMoment = asOf.length > 10;
  const moment = new Date(isMoment ? asOf : momentOfDay(asOf));
  const day = { year: 'numeric', month: 'long', day: 'numeric' } as const;
  return moment.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB', isMoment ? { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } : day);
}
