import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const listSql = readSql(import.meta.url, './list.sql');

export interface AuditRow {
  id: number;
  at: Date;
  user_id: number | null;
  action: string;
  object: string;
  username: string | null;
  display_name: string | null;
  object_name: string | null;
  outcome: 'success' | 'failure';
  detail: Record<string, unknown>;
  request_id: string;
}
export interface AuditFilter {
  userId?: number;
  person?: string;
  action?: string;
  object?: string;
  from?: string;
  to?: string;
  before?: number;
  limit: number;
}

export function listAudit(db: RequestDatabase, { userId, person, action, object, from, to, before, limit }: AuditFilter): Promise<AuditRow[]> {
  return db.query<AuditRow>({
    text: listSql,
    values: [userId ?? null, person === undefined ? null : likePattern(person.trim()), action ?? null, object ?? null, from ?? null, to ?? null, before ?? null, limit],
  });
}

export interface ChainRow {
  fault: number | null;
  last_id: number | null;
  last_hash: string | null;
}

/** Id of the first entry that does not fit the chain, or null; id and hash (hex) of the last one. All of one moment. */
export async function checkChain(db: RequestDatabase): Promise<ChainRow> {
  const rows = await db.query<ChainRow>({
    text: `with last as (select id, encode(hash, 'hex') as hash from audit_log order by id desc limit 1)
      select audit_chain_fault() as fault, (select id from last) as last_id, (select hash from last) as last_hash`,
  });
  return rows[0] ?? { fault: null, last_id: null, last_hash: null };
}
