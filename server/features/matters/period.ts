import { matterLimits } from '#contract/matters.ts';
import { dayMs, dayOf } from './clock.ts';

export interface Period {
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** The first moment, and the one after the last. */
  start: Date;
  end: Date;
}
export type PeriodFault = { pointer: 'from' | 'to'; detail: string };

/** The days asked for, in China's zone; without them the 90 that end today. A fault says which of both cannot be. */
export function readPeriod(from: string | undefined, to: string | undefined, now: Date): Period | PeriodFault {
  const lastDay = to ?? (from && from > dayOf(now.getTime()) ? from : dayOf(now.getTime()));
  const end = new Date(startOf(lastDay) + dayMs);
  const firstDay = from ?? dayOf(end.getTime() - matterLimits.defaultDays * dayMs);
  const start = new Date(startOf(firstDay));
  if (start >= end) return { pointer: 'from', detail: 'The period ends before it begins.' };
  if (end.getTime() - start.getTime() > matterLimits.periodDays * dayMs) return { pointer: 'from', detail: `A period has ${matterLimits.periodDays} days at most.` };
  return { from: firstDay, to: lastDay, start, end };
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
