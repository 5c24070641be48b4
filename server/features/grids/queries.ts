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
  history: { validFrom: string; validTo: string | null; name: string; predecessors: string[]; households: number }[];
}

/** Today's grids whose code starts with `within`. */
export function listGrids(db: RequestDatabase, within: string, limit: number): Promise<GridRow[]> {
  return db.query<GridRow>({ text: listSql, values: [within, limit, false] });
}

/** One grid; where it has ended, its last shape with the day of its end. */
export async function findGrid(db: RequestDatabase, code: string): Promise<GridRow | null> {
  const rows = await db.query<GridRow>({ text: listSql, values: [code, 1, true] });
  return rows[0] ?? null;
}

export async function findGridDetail(db: RequestDatabase, code: string): Promise<GridDetailRow | null> {
  const rows = await db.query<GridDetailRow>({ text: detailSql, values: [code] });
  return rows[0] ?? null;
}
