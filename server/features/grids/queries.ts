import type { GridFeature } from '#contract/regions.ts';
import type { PersonInCharge, RegionRef } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';

const listSql = readSql(import.meta.url, './list.sql');
const detailSql = readSql(import.meta.url, './detail.sql');

export interface GridRow {
  id: number;
  geometry: GridFeature['geometry'];
  properties: GridFeature['properties'];
}
export interface GridDetailRow {
  chain: RegionRef[];
  in_charge: PersonInCharge[];
  history: { validFrom: string; validTo: string | null; name: string; predecessors: string[]; successors: string[]; households: number }[];
}

/** Grids whose code starts with `within`: today's, or those of a moment that has passed. */
export function listGrids(db: RequestDatabase, within: string, limit: number, asOf: string | null): Promise<GridRow[]> {
  return db.query<GridRow>({ text: listSql, values: [within, limit, false, asOf] });
}

/** One grid as it was at a moment, else in its last shape; where it has ended with the day of its end. */
export async function findGrid(db: RequestDatabase, code: string, asOf: string | null): Promise<GridRow | null> {
  const rows = await db.query<GridRow>({ text: listSql, values: [code, 1, true, asOf] });
  return rows[0] ?? null;
}

export async function findGridDetail(db: RequestDatabase, code: string): Promise<GridDetailRow | null> {
  const rows = await db.query<GridDetailRow>({ text: detailSql, values: [code] });
  return rows[0] ?? null;
}
