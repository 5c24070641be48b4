import type { BorderImpact } from '#contract/border-review.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { type People, type PlanGridRow, withRings } from './plan-queries.ts';

const gridsSql = readSql(import.meta.url, './impact-grids.sql');
const dutiesSql = readSql(import.meta.url, './impact-duties.sql');
const movesSql = readSql(import.meta.url, './impact.sql');

export type OldGridRow = PlanGridRow & People & { successors: string[] };

/** The grids that the plan changes or ends, as they are before it. */
export async function listOldGrids(db: RequestDatabase, planId: string): Promise<OldGridRow[]> {
  const rows = await db.query<Parameters<typeof withRings>[0] & Omit<OldGridRow, 'rings'>>({ name: 'border_impact_grids', text: gridsSql, values: [planId] });
  return rows.map((row) => ({ ...withRings(row), people: row.people, key_persons: row.key_persons, successors: row.successors }));
}

type Moves = Pick<BorderImpact, 'moves' | 'openEvents' | 'devices' | 'visits'>;
/** What comes to lie in another grid. */
export async function findMoves(db: RequestDatabase, planId: string): Promise<Moves> {
  const [row] = await db.query<Moves & Record<string, unknown>>({ name: 'border_impact', text: movesSql, values: [planId] });
  if (!row) throw new Error('the impact of a plan answered no row');
  return row;
}

type Duties = Pick<BorderImpact, 'duties' | 'unattended'>;
/** What becomes of the people in charge. */
export async function findDuties(db: RequestDatabase, planId: string): Promise<Duties> {
  const [row] = await db.query<Duties & Record<string, unknown>>({ name: 'border_impact_duties', text: dutiesSql, values: [planId] });
  if (!row) throw new Error('the duties of a plan answered no row');
  return row;
}
