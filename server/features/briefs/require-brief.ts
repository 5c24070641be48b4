import { writeAudit } from '../../platform/audit.ts';
import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import * as queries from './queries.ts';

/** The brief where the session may read it. Throws not-found. */
export async function requireBrief(db: RequestDatabase, id: string): Promise<queries.BriefRow> {
  const brief = await queries.findBrief(db, id);
  if (!brief) throw noBrief();
  return brief;
}

/** One's own brief in the version that one knows. Throws not-found, no-right or version-conflict. */
export async function requireOwnBrief(db: RequestDatabase, id: string, version: number | null): Promise<queries.BriefRow> {
  const brief = await requireBrief(db, id);
  if (!brief.is_mine) throw notYours();
  if (version !== null && brief.version !== version) throw versionConflict();
  return brief;
}

export function noBrief(): ProblemError {
  return new ProblemError('not-found', refusal('brief-gone'));
}
export function notYours(): ProblemError {
  return new ProblemError('no-right', refusal('brief-not-yours'));
}
export function versionConflict(): ProblemError {
  return new ProblemError('version-conflict', refusal('brief-changed'));
}

/** One entry per answer that showed single people: how many of which kind, never whose. */
export async function auditPeople(
  db: RequestDatabase, look: { action: string; object: string; items: { kind: string }[]; restricted: string[]; userId: number | null; requestId: string },
): Promise<void> {
  const counts: Record<string, number> = {};
  for (const { kind } of look.items) {
    if (look.restricted.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  if (Object.keys(counts).length > 0) await writeAudit(db, { userId: look.userId, action: look.action, object: look.object, detail: { counts }, requestId: look.requestId });
}
