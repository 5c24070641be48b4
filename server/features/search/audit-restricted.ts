import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';

/** One entry per search that showed single restricted rows: how many of which kind, never whose. */
export async function auditRestricted(
  db: RequestDatabase, action: string, items: { kind: string }[], restricted: string[], userId: number | null, requestId: string,
): Promise<void> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) {
    if (restricted.includes(kind)) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  if (Object.keys(counts).length > 0) await writeAudit(db, { userId, action, detail: { counts }, requestId });
}
