import type { BorderPlan, HouseholdsSource, PlanSummary } from '#contract/borders.ts';
import type { GroundShape } from '#contract/coverage/shapes.ts';
import type { PlanStatus } from '#contract/border-rules.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { readPolygon, readShape } from './wkb.ts';

const plansSql = readSql(import.meta.url, './plans.sql');
const stateSql = readSql(import.meta.url, './plan-state.sql');
const communitiesSql = readSql(import.meta.url, './communities.sql');
const peopleSql = readSql(import.meta.url, './people.sql');
const createSql = readSql(import.meta.url, './create.sql');
const unitsSql = readSql(import.meta.url, './units.sql');

export interface PlanRow extends Record<string, unknown> {
  id: string;
  name: string;
  status: PlanStatus;
  version: number;
  scope_code: string;
  scope_name: string;
  owner: PlanSummary['owner'];
  submitter: PlanSummary['submitter'];
  changed_grids: number;
  open_comments: number;
  open_duties: number;
  created_at: Date;
  updated_at: Date;
  based_at: Date;
  effective_at: Date | null;
  adopted_at: Date | null;
  reverts: string | null;
}
interface PlanFilter {
  id?: string | undefined;
  within?: string | undefined;
  status?: PlanStatus | undefined;
  limit: number;
}
/** Plans of the reader's ground, the last changed first. */
export function listPlans(db: RequestDatabase, { id, within, status, limit }: PlanFilter): Promise<PlanRow[]> {
  return db.query<PlanRow>({ name: 'border_plans', text: plansSql, values: [id ?? null, within ?? null, status ?? null, limit] });
}
export async function findPlan(db: RequestDatabase, id: string): Promise<PlanRow | undefined> {
  return (await listPlans(db, { id, limit: 1 }))[0];
}

export interface PlanState extends Record<string, unknown> {
  geometry: AnyGeometry | null;
  can_undo: boolean;
  last_edit: { by: string; at: string } | null;
  can_redo: boolean;
  is_behind: boolean;
  changes_nothing: boolean;
  log: BorderPlan['log'];
}
export async function findPlanState(db: RequestDatabase, id: string): Promise<PlanState> {
  const [row] = await db.query<PlanState>({ name: 'border_plan_state', text: stateSql, values: [id] });
  if (!row) throw new Error('the plan went away within its own transaction');
  return row;
}

export interface PlanCommunity {
  code: string;
  name: string;
  /** Null where the community's border is not known. */
  geometry: GroundShape | null;
  min: number;
  max: number;
  /** A number that no grid ever had and the plan has not taken; 1000 where none is left. */
  next_sequence: number;
  /** Numbers after that one which are taken. */
  taken_sequences: number[];
  /** The last number that a grid ever had. */
  last_given: number;
  households_source: HouseholdsSource;
}
/** The communities that a plan divides, all of them or the named ones. */
export async function listCommunities(db: RequestDatabase, planId: string, codes: string[] | null = null): Promise<PlanCommunity[]> {
  const rows = await db.query<Omit<PlanCommunity, 'geometry'> & { shape: Buffer | null } & Record<string, unknown>>({ name: 'border_communities', text: communitiesSql, values: [planId, codes] });
  return rows.map(({ shape, ...same }) => ({ ...same, geometry: shape && readShape(shape) }));
}

export interface PlanGridRow {
  code: string;
  community_code: string;
  kind: 'base' | 'dedicated' | 'micro';
  parent_code: string | null;
  name: string;
  base_id: number | null;
  is_new: boolean;
  is_changed: boolean;
  predecessors: string[];
  households: number;
  buildings: number;
  places: number;
  rings: [number, number][][];
}
/** A grid as an edit reads it; `is_own` says whether its whole community is read. */
export type GroundRow = PlanGridRow & { is_own: boolean };
type StoredGridRow = Omit<PlanGridRow, 'rings'> & { shape: Buffer } & Record<string, unknown>;
const gridColumns = `g.code, g.community_code, g.kind, g.parent_code, g.name, g.base_id, g.is_new, g.is_changed, g.predecessors, g.households, g.buildings, g.places, st_asbinary(g.geom, 'NDR') as shape`;
export function withRings({ shape, ...same }: StoredGridRow): PlanGridRow {
  return { ...same, rings: readPolygon(shape) };
}

/** `is_redrawn`: its outline is not that of today's grid, or after its adoption not that of the grid that it ended. */
export type ListedGridRow = PlanGridRow & { is_redrawn: boolean };
/** All grids of a plan, or the named ones, by code. */
export async function listPlanGrids(db: RequestDatabase, planId: string, codes: string[] | null = null): Promise<ListedGridRow[]> {
  const rows = await db.query<StoredGridRow & { is_redrawn: boolean }>({
    name: 'border_plan_grids',
    text: `select ${gridColumns}, g.is_new or g.is_changed and (coalesce(o.id, t.id) is null or not g.geom = st_forcepolygonccw(coalesce(o.geom, t.geom))) as is_redrawn
      from border_plan_grids g left join grids t on t.id = g.base_id left join grids o on o.code = g.code and o.ended_by = g.plan_id where g.plan_id = $1 and ($2::text[] is null or g.code = any ($2)) order by g.code`,
    values: [planId, codes],
  });
  return rows.map((row) => ({ ...withRings(row), is_redrawn: row.is_redrawn }));
}

export interface People {
  people: number | null;
  key_persons: number | null;
}
/** People by grid as the reader may know them; a grid of which nothing may be known is not there. */
export async function countPeople(db: RequestDatabase, planId: string, codes: string[] | null = null): Promise<Map<string, People>> {
  const rows = await db.query<People & { code: string }>({ name: 'border_people', text: peopleSql, values: [planId, codes] });
  return new Map(rows.map(({ code, ...counts }) => [code, counts]));
}

export interface PlanDraft {
  scope: string;
  name: string;
  copyOf: string | null;
}
/** Makes a plan with its grids; answers its id and how many these are, or null where the ground or the plan to copy is not there for the reader. */
export async function insertPlan(db: RequestDatabase, { scope, name, copyOf }: PlanDraft): Promise<{ id: string; grids: number } | null> {
  const [plan] = await db.query<{ id: string }>({
    text: `insert into border_plans (name, scope_code, owner_id, based_at)
      select $2, r.code, session_user_id(), coalesce(c.based_at, now())
      from regions r left join border_plans c on c.id = $3
      where r.code = $1 and r.level in ('county', 'street', 'community') and ($3::uuid is null or c.id is not null)
      returning id`,
    values: [scope, name, copyOf],
  });
  if (!plan) return null;
  await db.query({ text: createSql, values: [plan.id, scope, copyOf] });
  const [made] = await db.query<{ grids: number }>({ text: 'select count(*)::integer as grids from border_plan_grids where plan_id = $1', values: [plan.id] });
  return { id: plan.id, grids: made?.grids ?? 0 };
}

interface Units extends Record<string, unknown> {
  buildings: string;
  places: string;
  /** Buildings of which people are told. */
  peopled: number;
  smallestTold: number;
}
/** The plan's lists of units as JSON text, which goes to the reader as it is. */
export async function findUnits(db: RequestDatabase, planId: string, within: string): Promise<Units> {
  const [row] = await db.query<Units>({ text: unitsSql, values: [planId, within] });
  if (!row) throw new Error('the units of a plan answered no row');
  return row;
}

/** Another name for a plan that was taken for it. */
export async function renamePlan(db: RequestDatabase, planId: string, name: string): Promise<void> {
  await db.query({ text: 'update border_plans set name = $2 where id = $1', values: [planId, name] });
}
