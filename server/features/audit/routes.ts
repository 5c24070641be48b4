import type { Router } from 'express';
import { type AuditEntry, checkAudit, listAudit } from '#contract/audit.ts';
import { writeAudit } from '../../platform/audit.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addAuditRoutes(router: Router, platform: Platform): void {
  route(router, platform, listAudit, async ({ db, query, session, requestId }) => {
    const rows = await queries.listAudit(db, query);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'audit.read', detail: { entries: rows.length }, requestId });
    return { entries: rows.map(describeEntry) };
  });
  route(router, platform, checkAudit, async ({ db, session, requestId }) => {
    const { fault, last_id: lastId, last_hash: lastHash } = await queries.checkChain(db);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'audit.check', detail: { isWhole: fault === null, lastId }, requestId });
    return { isWhole: fault === null, firstFaultId: fault, lastId, lastHash };
  });
}

function describeEntry({ user_id, request_id, username, display_name, object_name, at, ...same }: queries.AuditRow): AuditEntry {
  const user = username !== null && display_name !== null ? { username, displayName: display_name } : null;
  return { ...same, at: at.toISOString(), userId: user_id, user, objectName: object_name, requestId: request_id };
}
