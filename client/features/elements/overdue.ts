import type { ProfileRecord } from '#contract/elements.ts';
import { countDays } from '../../shared/china-time.ts';

/**
 * How many days a hazard should have been put right by now; null where it is, or is not due yet.
 * @param today the day in China, `2026-11-30`
 */
export function overdueDays({ name, fields }: ProfileRecord, today: string): number | null {
  if (name !== 'hazard') return null;
  const told = (wanted: string) => fields.find(({ field }) => field === wanted)?.value;
  const due = told('dueOn');
  if (typeof due !== 'string' || told('state') === 'closed') return null;
  const days = countDays(due.slice(0, 10), today) - 1;
  return days > 0 ? days : null;
}
