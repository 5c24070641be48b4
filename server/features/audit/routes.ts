import type { Router } from 'express';
import { checkAudit, listAudit } from '#contract/audit.ts';
import { writeAudit } from '../../platform/audit.ts';
import { type Platform, route } from '../../platform/route.ts';
import * as queries from './queries.ts';

export function addAuditRoutes(router: Router, platform: Platform): void {
  route(router, platform, listAudit, async ({ db, query, session, requestId }) => {
    const rows = await queries.listAudit(db, query);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'audit.read', detail: { entries: rows.length }, requestId });
    return {
      entries: rows.map(({ user_id, request_id, at, ...same }) => ({ ...same, at: at.toISOString(), userId: user_id, requestId: request_id })),
    };
  });
  route(router, platform, checkAudit, async ({ db, session, requestId }) => {
    const { fault, last_id: lastId, last_hash: lastHash } = await queries.checkChain(db);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'audit.check', detail: { isWhole: fault === null, lastId }, requestId });
    return { isWhole: fault === null, firstFaultId: fault, lastId, lastHash };
  });
}
