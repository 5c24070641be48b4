import { refusal } from '#contract/refusals.ts';
import type { FieldError } from '#contract/shapes.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { isTakenBackAlready, listConflicts } from './adoption-queries.ts';
import { conflictErrors } from './adoption-rules.ts';

/** What keeps a plan from being handed in or adopted, apart from its own faults: others were faster on its ground. */
export async function listObstacles(db: RequestDatabase, planId: string): Promise<FieldError[]> {
  if (await isTakenBackAlready(db, planId)) return [refusal('already-reverted')];
  return conflictErrors(await listConflicts(db, planId));
}

/**
 * A plan that does not begin from today's borders is brought up to date before it is handed in or adopted, and nothing is
 * taken back twice. Throws conflict.
 */
export async function refuseBehind(db: RequestDatabase, planId: string): Promise<void> {
  if (await isTakenBackAlready(db, planId)) throw new ProblemError('conflict', refusal('already-reverted'));
  const conflicts = await listConflicts(db, planId);
  if (conflicts.length > 0) throw new ProblemError('conflict', refusal('plan-behind'), { errors: conflictErrors(conflicts) });
}
