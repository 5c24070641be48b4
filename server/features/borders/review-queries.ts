import type { PlanStatus } from '#contract/border-rules.ts';
import type { borderComment } from '#contract/border-review.ts';
import type { z } from 'zod';
import type { RequestDatabase } from '../../platform/database.ts';

export type CommentRow = z.infer<typeof borderComment> & Record<string, unknown>;

/** One statement: the plan moves where its version and state are still the known ones. False where somebody was faster. */
export async function movePlan(db: RequestDatabase, move: { planId: string; version: number; from: PlanStatus; to: PlanStatus; isSubmitted: boolean }): Promise<boolean> {
  const rows = await db.query({
    text: `update border_plans set status = $4, version = version + 1, updated_at = now(), submitter_id = case when $5 then session_user_id() else submitter_id end
      where id = $1 and version = $2 and status = $3 returning id`,
    values: [move.planId, move.version, move.from, move.to, move.isSubmitted],
  });
  return rows.length === 1;
}

/** One line of the plan's log. */
export async function appendLog(db: RequestDatabase, planId: string, step: string, note = ''): Promise<void> {
  await db.query({
    text: 'insert into border_plan_log (plan_id, step, status, note, user_id) select id, $2, status, $3, session_user_id() from border_plans where id = $1',
    values: [planId, step, note],
  });
}

const commentColumns = `c.id, c.grid_code as "gridCode", case when c.place is not null then json_build_array(st_x(c.place), st_y(c.place)) end as location, c.text,
  json_build_object('id', c.user_id, 'name', coalesce(colleague_name(c.user_id), ''), 'isMe', c.user_id = session_user_id()) as by,
  to_json(c.at) #>> '{}' as at, to_json(c.resolved_at) #>> '{}' as "resolvedAt", colleague_name(c.resolver_id) as "resolvedBy"`;

export function listComments(db: RequestDatabase, planId: string): Promise<CommentRow[]> {
  return db.query<CommentRow>({ text: `select ${commentColumns} from border_comments c where c.plan_id = $1 order by c.id`, values: [planId] });
}

/** Whether a code is a grid of the plan, or one of today's on its ground that it ends. */
export async function hasGrid(db: RequestDatabase, planId: string, code: string): Promise<boolean> {
  const rows = await db.query({
    text: `select from border_plans p where p.id = $1 and (exists (select from border_plan_grids g where g.plan_id = p.id and g.code = $2)
      or starts_with($2, p.scope_code) and exists (select from grids t where t.code = $2))`,
    values: [planId, code],
  });
  return rows.length === 1;
}

export async function addComment(db: RequestDatabase, planId: string, comment: { text: string; gridCode: string | null; location: [number, number] | null }): Promise<CommentRow> {
  const [lng, lat] = comment.location ?? [null, null];
  const [row] = await db.query<CommentRow>({
    text: `with c as (
        insert into border_comments (plan_id, grid_code, place, text, user_id)
        values ($1, $2, case when $3::double precision is not null then st_setsrid(st_makepoint($3, $4), 4326) end, $5, session_user_id()) returning *)
      select ${commentColumns} from c`,
    values: [planId, comment.gridCode, lng, lat, comment.text],
  });
  if (!row) throw new Error('a comment was written and is not there');
  return row;
}

export async function resolveComment(db: RequestDatabase, planId: string, id: number, isResolved: boolean): Promise<CommentRow | null> {
  const [row] = await db.query<CommentRow>({
    text: `with c as (
        update border_comments set resolved_at = case when $3 then now() end, resolver_id = case when $3 then session_user_id() end
        where plan_id = $1 and id = $2 returning *)
      select ${commentColumns} from c`,
    values: [planId, id, isResolved],
  });
  return row ?? null;
}

export interface BandRow extends Record<string, unknown> {
  areaCode: string;
  name: string;
  isVillage: boolean;
  min: number;
  max: number;
}
export function listBands(db: RequestDatabase): Promise<BandRow[]> {
  return db.query<BandRow>({
    text: `select b.area_code as "areaCode", coalesce(r.name, '') as name, b.is_village as "isVillage", b.households_min as min, b.households_max as max
      from grid_bands b left join regions r on r.code = b.area_code order by b.area_code, b.is_village`,
  });
}

/** False where there is no such region. */
export async function setBand(db: RequestDatabase, code: string, band: { min: number; max: number; isVillage: boolean }): Promise<boolean> {
  const rows = await db.query({
    text: `insert into grid_bands (area_code, is_village, households_min, households_max)
      select r.code, $2, $3, $4 from regions r where r.code = $1 and r.level in ('county', 'street', 'community')
      on conflict (area_code, is_village) do update set households_min = excluded.households_min, households_max = excluded.households_max
      returning area_code`,
    values: [code, band.isVillage, band.min, band.max],
  });
  return rows.length === 1;
}
