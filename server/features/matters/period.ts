import { matterLimits } from '#contract/matters.ts';
import { type Refusal, refusal } from '#contract/refusals.ts';
import { dayMs, dayOf } from './clock.ts';

export interface Period {
  /** Days, `YYYY-MM-DD`, both included. */
  from: string;
  to: string;
  /** The first moment, and the one after the last. */
  start: Date;
  end: Date;
}
export type PeriodFault = { pointer: 'from' | 'to'; why: Refusal };

/** The days asked for, in China's zone; without them the 90 that end today. A fault says which of both cannot be. */
export function readPeriod(from: string | undefined, to: string | undefined, now: Date): Period | PeriodFault {
  const lastDay = to ?? (from && from > dayOf(now.getTime()) ? from : dayOf(now.getTime()));
  const end = new Date(startOf(lastDay) + dayMs);
  const firstDay = from ?? dayOf(end.getTime() - matterLimits.defaultDays * dayMs);
  const start = new Date(startOf(firstDay));
  if (start >= end) return { pointer: 'from', why: refusal('period-reversed') };
  if (end.getTime() - start.getTime() > matterLimits.periodDays * dayMs) return { pointer: 'from', why: refusal('period-too-long', { most: matterLimits.periodDays }) };
  return { from: firstDay, to: lastDay, start, end };
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}
