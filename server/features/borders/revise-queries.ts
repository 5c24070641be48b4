import type { ConflictChoice } from '#contract/border-review.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { Conflict } from './adoption-queries.ts';

const conflictsSql = readSql(import.meta.url, './rebase-conflicts.sql');
const contradictionsSql = readSql(import.meta.url, './rebase-contradictions.sql');
const takeTodaySql = readSql(import.meta.url, './rebase-take-today.sql');
const keepPlanSql = readSql(import.meta.url, './rebase-keep-plan.sql');
const countSql = readSql(import.meta.url, './rebase-count.sql');
const renumberSql = readSql(import.meta.url, './renumber.sql');
const rebaseSql = readSql(import.meta.url, './rebase.sql');
const createSql = readSql(import.meta.url, './create.sql');
const revertSql = readSql(import.meta.url, './revert.sql');
const adoptionsSql = readSql(import.meta.url, './adoptions.sql');

/** Where the plan and today's grids have both changed the same ground. */
export function listRebaseConflicts(db: RequestDatabase, planId: string): Promise<Conflict[]> {
  return db.query<Conflict>({ text: conflictsSql, values: [planId] });
}

/** Whose borders count in a conflict; undefined where nobody has said. */
export type Decide = (code: string) => ConflictChoice | undefined;

/** Conflicts that nobody has decided, or that cannot be decided like that beside each other. */
export interface Unsettled {
  reason: 'plan-meets-others' | 'choices-contradict';
  conflicts: Conflict[];
}

/**
 * Settles what both sides have changed as it was decided; answers what is left, null where all is settled. Taking today's grids in
 * one place can free ground of a neighbour that the plan has drawn as well: that is a conflict in its turn.
 */
export async function settleConflicts(db: RequestDatabase, planId: string, decide: Decide): Promise<Unsettled | null> {
  for (;;) {
    const conflicts = await listRebaseConflicts(db, planId);
    const open = conflicts.filter(({ code }) => decide(code) === undefined);
    if (open.length > 0) return { reason: 'plan-meets-others', conflicts: open };
    const codesOf = (choice: ConflictChoice) => conflicts.filter(({ code }) => decide(code) === choice).map(({ code }) => code);
    const torn = await db.query<{ code: string }>({ text: contradictionsSql, values: [planId, codesOf('today'), codesOf('plan')] });
    if (torn.length > 0) return { reason: 'choices-contradict', conflicts: conflicts.filter(({ code }) => torn.some((one) => one.code === code)) };
    const gone = await db.query({ text: takeTodaySql, values: [planId, codesOf('today')] });
    if (gone.length > 0) continue;
    const pieces = await db.query<{ code: string }>({ text: keepPlanSql, values: [planId, codesOf('plan')] });
    await db.query({ text: countSql, values: [planId, pieces.map(({ code }) => code)] });
    return null;
  }
}

/** Brings a draft up to today's grids. What was done before cannot be undone any more: its steps began from other grids. */
export async function rebasePlan(db: RequestDatabase, planId: string): Promise<void> {
  await db.query({ text: renumberSql, values: [planId] });
  await db.query({ text: rebaseSql, values: [planId] });
  await shareVertices(db, planId);
  await db.query({ text: 'delete from border_edits where plan_id = $1', values: [planId] });
  await db.query({ text: 'update border_plans set based_at = now() where id = $1', values: [planId] });
}

/** Makes a plan with the borders of before an adopted one; answers its id. */
export async function insertReversal(db: RequestDatabase, adopted: { id: string; scope_code: string }, name: string): Promise<string> {
  const [plan] = await db.query<{ id: string }>({
    text: 'insert into border_plans (name, scope_code, owner_id, reverts) values ($1, $2, session_user_id(), $3) returning id',
    values: [name, adopted.scope_code, adopted.id],
  });
  if (!plan) throw new Error('a plan was inserted and is not there');
  await db.query({ text: createSql, values: [plan.id, adopted.scope_code, null] });
  await db.query({ text: revertSql, values: [plan.id, adopted.id] });
  await shareVertices(db, plan.id);
  return plan.id;
}

async function shareVertices(db: RequestDatabase, planId: string): Promise<void> {
  await db.query({ text: 'select share_plan_vertices($1, array(select code from border_plan_grids where plan_id = $1 and (is_new or is_changed)))', values: [planId] });
}

export async function isReverted(db: RequestDatabase, planId: string): Promise<boolean> {
  return (await db.query({ text: `select from border_plans where reverts = $1 and status = 'adopted' limit 1`, values: [planId] })).length > 0;
}

/** Grids of an adopted plan that have changed again since. */
export function listLaterChanges(db: RequestDatabase, planId: string): Promise<Conflict[]> {
  return db.query<Conflict>({
    text: `select code, coalesce(nullif(name, ''), code) as name, case when exists (select from grids t where t.code = g.code and t.valid_to is null) then 'changed-since' else 'ended-since' end as reason, array[st_x(spot), st_y(spot)] as location
      from grids g cross join lateral st_pointonsurface(geom) as spot where begun_by = $1 and valid_to is not null order by code`,
    values: [planId],
  });
}

export interface AdoptionRow extends Record<string, unknown> {
  planId: string | null;
  name: string;
  communityCode: string;
  communityName: string;
  at: Date;
  by: string;
  grids: number;
  isReverted: boolean;
}
export function listAdoptions(db: RequestDatabase, within: string, limit: number): Promise<AdoptionRow[]> {
  return db.query<AdoptionRow>({ text: adoptionsSql, values: [within, limit] });
}
