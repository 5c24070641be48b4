import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { listConflicts } from './adoption-queries.ts';
import { conflictErrors } from './adoption-rules.ts';

/** A plan that does not begin from today's borders is brought up to date before it is handed in or adopted. Throws conflict. */
export async function refuseBehind(db: RequestDatabase, planId: string): Promise<void> {
  const conflicts = await listConflicts(db, planId);
  if (conflicts.length > 0) throw new ProblemError('conflict', refusal('plan-behind'), { errors: conflictErrors(conflicts) });
}
