import type { Router } from 'express';
import { refusal } from '#contract/refusals.ts';
import { type Account, endUserSessions, listUsers, suspendUser, unlockUser } from '#contract/users.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import type { Sessions } from './sessions.ts';
import * as queries from './user-queries.ts';

/** What the security administrator does to accounts. Every act is in the audit log, also one that changed nothing. */
export function addUserRoutes(router: Router, platform: Platform, sessions: Pick<Sessions, 'forgetUser'>): void {
  route(router, platform, listUsers, async ({ db, query }) => {
    const rows = await queries.listAccounts(db, { ...query, now: platform.now() });
    return { total: rows[0]?.total ?? 0, users: rows.map(present) };
  });

  route(router, platform, unlockUser, async ({ db, params, session, requestId }) => {
    const now = platform.now();
    const { id } = await requireAccount(db, params.id, now);
    const locks = await queries.forgiveFailures(db, id, now);
    const after = await requireAccount(db, id, now);
    await audit(db, { action: 'user.unlock', id, detail: { locks }, session, requestId });
    return present(after);
  });

  route(router, platform, endUserSessions, async ({ db, params, session, requestId, response }) => {
    const { id } = await requireOther(db, params.id, platform.now());
    const ended = await queries.endSessions(db, id);
    const after = await requireAccount(db, id, platform.now());
    await audit(db, { action: 'user.sessions.end', id, detail: { sessions: ended }, session, requestId });
    // After the commit: before it, a request could be told of the session once more and remember it.
    response.once('finish', () => sessions.forgetUser(id));
    return present(after);
  });

  route(router, platform, suspendUser, async ({ db, params, body, session, requestId, response }) => {
    const { id } = await requireOther(db, params.id, platform.now());
    await queries.setSuspended(db, id, body.isSuspended);
    const ended = body.isSuspended ? await queries.endSessions(db, id) : 0;
    const after = await requireAccount(db, id, platform.now());
    await audit(db, { action: body.isSuspended ? 'user.suspend' : 'user.resume', id, detail: body.isSuspended ? { sessions: ended } : {}, session, requestId });
    response.once('finish', () => sessions.forgetUser(id));
    return present(after);
  });
}

async function requireAccount(db: RequestDatabase, id: number, now: Date): Promise<queries.AccountRow> {
  const row = await queries.findAccount(db, id, now);
  if (!row) throw new ProblemError('not-found', refusal('account-gone'));
  return row;
}

/** The database would change nothing of the own account; this says so. */
async function requireOther(db: RequestDatabase, id: number, now: Date): Promise<queries.AccountRow> {
  const row = await requireAccount(db, id, now);
  if (row.is_me) throw new ProblemError('no-right', refusal('account-is-yours'));
  return row;
}

/** Written last: the log's lock is held until the transaction ends. */
async function audit(db: RequestDatabase, act: { action: string; id: number; detail: Record<string, unknown>; session: Session | null; requestId: string }): Promise<void> {
  await writeAudit(db, { userId: act.session?.userId ?? null, action: act.action, object: `user:${act.id}`, detail: act.detail, requestId: act.requestId });
}

function present(row: queries.AccountRow): Account {
  return {
    id: row.id,
    username: row.username,
    displayName: row.display_name,
    roles: row.roles,
    jurisdiction: { code: row.jurisdiction, name: row.area_name },
    isMe: row.is_me,
    isSuspended: row.is_disabled,
    lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    sessions: row.sessions,
    locks: row.locks,
  };
}
