import type { RequestDatabase } from './database.ts';

/** One line of the audit log. Codes and counts only: no name, number, position or password. */
export interface AuditEntry {
  userId: number | null;
  /** `session.create`, `element.read`, `element.reveal`, `search.area` … */
  action: string;
  /** Code of the element, area or account that was looked at. */
  object?: string;
  outcome?: 'success' | 'failure';
  detail?: Record<string, unknown>;
  requestId: string;
}

/**
 * Appends to the hash-chained log in the caller's transaction: what is rolled back was not done.
 * The chain's lock is held until that transaction ends, so write the entry last.
 */
export async function writeAudit(db: RequestDatabase, entry: AuditEntry): Promise<void> {
  const county = /^\d{6}/.exec(entry.object ?? '')?.[0] ?? null;
  await db.query({
    text: 'insert into audit_log (user_id, county_code, action, object, outcome, detail, request_id) values ($1, $2, $3, $4, $5, $6, $7)',
    values: [entry.userId, county, entry.action, entry.object ?? '', entry.outcome ?? 'success', JSON.stringify(entry.detail ?? {}), entry.requestId],
  });
}
