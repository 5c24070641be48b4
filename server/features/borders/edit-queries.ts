import type { BorderOp } from '#contract/borders.ts';
import type { GroundShape } from '#contract/coverage/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { GridDraft } from './ground.ts';
import { type GroundRow, type PlanGridRow, withRings } from './plan-queries.ts';
import { readShape, writeShape } from './wkb.ts';

const groundSql = readSql(import.meta.url, './ground.sql');
const writeSql = readSql(import.meta.url, './write-grids.sql');

export interface TakenPlan {
  id: string;
  scope: string;
  version: number;
}
/**
 * Takes a draft for one change: its row is locked until the transaction ends and its version is the next one. Null where
 * it is not there, not a draft, not the reader's to change, or changed since the version that the caller knows.
 */
export async function takePlan(db: RequestDatabase, id: string, version: number): Promise<TakenPlan | null> {
  const [row] = await db.query<{ scope_code: string; version: number }>({
    name: 'border_take',
    text: `update border_plans set version = version + 1, updated_at = now()
      where id = $1 and version = $2 and status = 'draft' and session_reaches(scope_code) returning scope_code, version`,
    values: [id, version],
  });
  return row ? { id, scope: row.scope_code, version: row.version } : null;
}

/** What an edit may touch: the grids of the communities that it concerns, and other communities' that lie beside (`is_own` false). */
export async function loadGround(db: RequestDatabase, planId: string, reach: { codes?: string[]; shape?: Buffer | null; communities?: string[] }): Promise<GroundRow[]> {
  const rows = await db.query<Parameters<typeof withRings>[0] & { is_own: boolean }>({
    name: 'border_ground',
    text: groundSql,
    values: [planId, reach.codes ?? [], reach.shape ?? null, reach.communities ?? []],
  });
  return rows.map((row) => ({ ...withRings(row), is_own: row.is_own }));
}

/** The community of the plan's ground that holds most of the shape, or null. */
export async function findCommunityOf(db: RequestDatabase, scope: string, shape: GroundShape): Promise<string | null> {
  const [row] = await db.query<{ code: string }>({
    text: `select r.code from regions r cross join (select st_makevalid(st_setsrid(st_geomfromwkb($2), 4326)) as geom) as s
      where r.level = 'community' and starts_with(r.code, $1) and r.geom && s.geom and st_intersects(r.geom, st_pointonsurface(s.geom)) order by r.code limit 1`,
    values: [scope, writeShape(shape)],
  });
  return row?.code ?? null;
}

export interface Footprint {
  code: string;
  shape: GroundShape;
  is_chosen: boolean;
}
/** Buildings by code (`is_chosen`), and with them all others that stand in the given communities or in the grids around. */
export async function findFootprints(db: RequestDatabase, planId: string, chosen: string[], grids: string[]): Promise<Footprint[]> {
  const rows = await db.query<{ code: string; shape: Buffer; is_chosen: boolean }>({
    name: 'border_footprints',
    text: `with around as materialized (
        select geom, st_transform(geom, 3857) as geom_3857 from border_plan_grids where plan_id = $1 and code = any ($3)
      )
      select distinct on (b.county_code, b.id) b.code, st_asbinary(b.geom, 'NDR') as shape, b.code = any ($2) as is_chosen
      from around g join elements b on b.geom_3857 && g.geom_3857 and b.kind = 'building' and b.valid_to is null and st_intersects(g.geom, b.geom)
      where geometrytype(b.geom) in ('POLYGON', 'MULTIPOLYGON') and (b.category <> 'building_part' or b.code = any ($2))
      order by b.county_code, b.id`,
    values: [planId, chosen, grids],
  });
  return rows.map(({ shape, ...same }) => ({ ...same, shape: readShape(shape) }));
}

/** In which grids of the plan the buildings stand, by their inner points. */
export async function findGridsOfBuildings(db: RequestDatabase, planId: string, codes: string[]): Promise<{ code: string; grid: string | null }[]> {
  return db.query<{ code: string; grid: string | null }>({
    text: `select b.code, (select g.code from border_plan_grids g where g.plan_id = $1 and g.kind <> 'micro' and g.geom && b.geom and st_intersects(g.geom, st_pointonsurface(b.geom)) order by g.code limit 1) as grid
      from elements b where b.county_code = any (select distinct left(code, 6) from unnest($2::text[]) as code) and b.code = any ($2) and b.kind = 'building' and b.valid_to is null`,
    values: [planId, codes],
  });
}

/** Grids that ever were, of the named codes: today's with their id, ended ones without. */
export async function findGridsEver(db: RequestDatabase, codes: string[]): Promise<Map<string, { todayId: number | null }>> {
  if (codes.length === 0) return new Map();
  const rows = await db.query<{ code: string; today_id: number | null }>({
    text: 'select code, max(id) filter (where valid_to is null) as today_id from grids where code = any ($1) group by code',
    values: [codes],
  });
  return new Map(rows.map(({ code, today_id }) => [code, { todayId: today_id }]));
}

export interface WrittenGrid extends GridDraft {
  households: number;
  buildings: number;
  places: number;
}
/** Writes an edit: what was asked, the rows as they were, the rows as they are. What had been taken back is dropped. */
export async function writeEdit(db: RequestDatabase, planId: string, op: BorderOp, written: WrittenGrid[], removed: string[]): Promise<void> {
  const codes = [...written.map(({ code }) => code), ...removed];
  await Promise.all([
    db.query({ text: 'delete from border_edits where plan_id = $1 and is_undone', values: [planId] }),
    db.query({
      name: 'border_add_edit',
      // The plan's log tells when it goes from one hand to another, so that who was overtaken finds by whom, and what the machine drew.
      text: `with logged as (
          insert into border_plan_log (plan_id, step, status, user_id)
          select p.id, case when $2::jsonb ->> 'op' = 'takeProposal' then 'propose' else 'edit' end, p.status, session_user_id() from border_plans p
          where p.id = $1 and ($2::jsonb ->> 'op' = 'takeProposal' or session_user_id() <> coalesce((select e.user_id from border_edits e where e.plan_id = $1 order by e.seq desc limit 1), p.owner_id))
        )
        insert into border_edits (plan_id, seq, op, user_id) select $1, coalesce(max(seq), 0) + 1, $2, session_user_id() from border_edits where plan_id = $1`,
      values: [planId, JSON.stringify(withoutShapes(op))],
    }),
    keepRows(db, planId, codes, false),
    db.query({ name: 'border_drop_grids', text: 'delete from border_plan_grids where plan_id = $1 and code = any ($2)', values: [planId, removed] }),
    writeGrids(db, planId, written),
    keepRows(db, planId, codes, true),
  ]);
}

function keepRows(db: RequestDatabase, planId: string, codes: string[], isAfter: boolean): Promise<unknown> {
  return db.query({
    name: 'border_keep_rows',
    text: `insert into border_edit_grids (plan_id, seq, is_after, code, grid)
      select $1, (select max(seq) from border_edits where plan_id = $1), $3, g.code, g from border_plan_grids g where g.plan_id = $1 and g.code = any ($2)`,
    values: [planId, codes, isAfter],
  });
}

function writeGrids(db: RequestDatabase, planId: string, written: WrittenGrid[]): Promise<unknown> {
  const rows = written.map(({ code, communityCode, kind, parentCode, name, baseId, isNew, predecessors, households, buildings, places }) => ({
    code, community_code: communityCode, kind, parent_code: parentCode, name, base_id: baseId, is_new: isNew, predecessors, households, buildings, places,
  }));
  return db.query({ name: 'border_write_grids', text: writeSql, values: [planId, JSON.stringify(rows), written.map(({ geometry }) => writeShape(geometry))] });
}

/** A replacement's shapes are in its rows. */
function withoutShapes(op: BorderOp): unknown {
  return op.op === 'replace' ? { op: op.op, codes: op.grids.map(({ code }) => code), removed: op.removed } : op;
}

/** The edit to be taken back (the last) or made again (the first of those taken back), marked as such; null where there is none. */
export async function turnEdit(db: RequestDatabase, planId: string, isUndo: boolean): Promise<number | null> {
  const [row] = await db.query<{ seq: number }>({
    name: 'border_turn_edit',
    text: `update border_edits set is_undone = $2 where plan_id = $1
      and seq = (select case when $2 then max(seq) else min(seq) end from border_edits where plan_id = $1 and is_undone <> $2) returning seq`,
    values: [planId, isUndo],
  });
  return row?.seq ?? null;
}

/** Puts the rows of an edit back: those before it (undo) or after it (redo). Answers the codes that are gone now. */
export async function restoreRows(db: RequestDatabase, planId: string, seq: number, isUndo: boolean): Promise<void> {
  await Promise.all([
    db.query({
      name: 'border_drop_rows',
      text: 'delete from border_plan_grids g using border_edit_grids e where e.plan_id = $1 and e.seq = $2 and e.is_after = $3 and g.plan_id = $1 and g.code = e.code',
      values: [planId, seq, isUndo],
    }),
    db.query({
      name: 'border_restore_rows',
      text: 'insert into border_plan_grids select (grid).* from border_edit_grids where plan_id = $1 and seq = $2 and is_after = not $3',
      values: [planId, seq, isUndo],
    }),
  ]);
}
/** The grids of an edit as they were (`before`) and as it made them. */
export async function findEditGrids(db: RequestDatabase, planId: string, seq: number): Promise<{ before: PlanGridRow[]; after: PlanGridRow[] }> {
  const rows = await db.query<Parameters<typeof withRings>[0] & { is_after: boolean }>({
    name: 'border_edit_grids',
    text: `select e.is_after, (e.grid).code, (e.grid).community_code, (e.grid).kind, (e.grid).parent_code, (e.grid).name, (e.grid).base_id, (e.grid).is_new, (e.grid).is_changed,
        (e.grid).predecessors, (e.grid).households, (e.grid).buildings, (e.grid).places, st_asbinary((e.grid).geom, 'NDR') as shape
      from border_edit_grids e where e.plan_id = $1 and e.seq = $2 order by e.code`,
    values: [planId, seq],
  });
  return { before: rows.filter(({ is_after }) => !is_after).map(withRings), after: rows.filter(({ is_after }) => is_after).map(withRings) };
}
export async function findTurns(db: RequestDatabase, planId: string): Promise<{ can_undo: boolean; can_redo: boolean }> {
  const [row] = await db.query<{ can_undo: boolean; can_redo: boolean }>({
    name: 'border_turns',
    text: `select exists (select from border_edits where plan_id = $1 and not is_undone) as can_undo, exists (select from border_edits where plan_id = $1 and is_undone) as can_redo`,
    values: [planId],
  });
  return row ?? { can_undo: false, can_redo: false };
}
