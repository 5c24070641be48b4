import type { RequestDatabase } from '../../platform/database.ts';

export interface AuditRow {
  id: number;
  at: Date;
  user_id: number | null;
  action: string;
  object: string;
  outcome: 'success' | 'failure';
  detail: Record<string, unknown>;
  request_id: string;
}
export interface AuditFilter {
  userId?: number;
  action?: string;
  object?: string;
  from?: string;
  to?: string;
  before?: number;
  limit: number;
}

export function listAudit(db: RequestDatabase, { userId, action, object, from, to, before, limit }: AuditFilter): Promise<AuditRow[]> {
  return db.query<AuditRow>({
    text: `select id, at, user_id, action, object, outcome, detail, request_id from audit_log
      where ($1::bigint is null or user_id = $1) and ($2::text is null or action = $2) and ($3::text is null or object = $3)
        and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5) and ($6::bigint is null or id < $6)
      order by id desc limit $7`,
    values: [userId ?? null, action ?? null, object ?? null, from ?? null, to ?? null, before ?? null, limit],
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
