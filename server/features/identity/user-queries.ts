import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern, likePrefix } from '../../platform/like.ts';
import { idleMinutes } from './queries.ts';

const listSql = readSql(import.meta.url, './list-users.sql');

export interface AccountRow {
  total: number;
  id: number;
  username: string;
  display_name: string;
  roles: string[];
  jurisdiction: string;
  is_disabled: boolean;
  last_sign_in_at: Date | null;
  is_me: boolean;
  area_name: string;
  sessions: number;
  locks: { network: string; until: string }[];
}
export interface AccountFilter {
  q?: string | undefined;
  role?: string | undefined;
  state?: string | undefined;
  after?: string | undefined;
  limit: number;
  now: Date;
  id?: number;
}

/** Accounts that the reader manages, by name. */
export function listAccounts(db: RequestDatabase, { q, role, state, after, limit, now, id }: AccountFilter): Promise<AccountRow[]> {
  const words = q?.trim() || null;
  return db.query<AccountRow>({
    text: listSql,
    values: [words && likePattern(words), words && likePrefix(words), role ?? null, state ?? null, after ?? null, limit, now, idleMinutes, id ?? null],
  });
}

export async function findAccount(db: RequestDatabase, id: number, now: Date): Promise<AccountRow | null> {
  const [row] = await listAccounts(db, { id, now, limit: 1 });
  return row ?? null;
}

/** How many locks were lifted; the failures that were counted up to them go, too. */
export async function forgiveFailures(db: RequestDatabase, userId: number, now: Date): Promise<number> {
  const rows = await db.query<{ was_locked: boolean }>({
    text: `delete from sign_in_failures f using users u where u.id = $1 and f.username_hash = u.username_hash
      returning coalesce(f.locked_until > $2, false) as was_locked`,
    values: [userId, now],
  });
  return rows.filter(({ was_locked }) => was_locked).length;
}

/** How many sessions were open. Row-level security lets nobody end the own ones so. */
export async function endSessions(db: RequestDatabase, userId: number): Promise<number> {
  const rows = await db.query({ text: 'delete from sessions where user_id = $1 returning user_id', values: [userId] });
  return rows.length;
}

/** False where it was so already, or the row may not be changed. */
export async function setSuspended(db: RequestDatabase, userId: number, isSuspended: boolean): Promise<boolean> {
  const rows = await db.query({ text: 'update users set is_disabled = $2 where id = $1 and is_disabled <> $2 returning id', values: [userId, isSuspended] });
  return rows.length > 0;
}
