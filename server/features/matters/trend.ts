/** Cases over time: by week, and by weekday and hour. Hours are counted since 1970-01-01 00:00 in China's zone. */

export interface Trend {
  weeks: { from: string; to: string; cases: number }[];
  /** Monday to Sunday, each 24 hours. */
  hours: number[][];
}

const dayMs = 86_400_000;

/** @param counts pairs of an hour and its cases; @param from and to: first and last day, `YYYY-MM-DD` */
export function trendOf(counts: readonly (readonly [hour: number, cases: number])[], from: string, to: string): Trend {
  const [firstDay, lastDay] = [Date.parse(from) / dayMs, Date.parse(to) / dayMs];
  const monday = firstDay - weekdayOf(firstDay);
  const weeks = Array.from({ length: Math.floor((lastDay - monday) / 7) + 1 }, (_, index) => ({
    from: dayText(Math.max(firstDay, monday + 7 * index)),
    to: dayText(Math.min(lastDay, monday + 7 * index + 6)),
    cases: 0,
  }));
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const [hour, cases] of counts) {
    const day = Math.floor(hour / 24);
    const week = weeks[Math.floor((day - monday) / 7)];
    if (week) week.cases += cases;
    hours[weekdayOf(day)]![hour - day * 24]! += cases;
  }
  return { weeks, hours };
}

/** Monday is 0; 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return (day + 3) % 7;
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
