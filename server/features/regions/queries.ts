import type { AnyGeometry, PersonInCharge, RegionRef } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const listSql = readSql(import.meta.url, './list.sql');
const detailSql = readSql(import.meta.url, './detail.sql');

export interface RegionRow {
  code: string;
  level: string;
  name: string;
  parent_code: string | null;
  is_local_code: boolean;
  population: number | null;
  child_count: number;
  grid_count: number;
  bbox: [number, number, number, number] | null;
}
export interface RegionDetailRow extends RegionRow {
  population_of_parts: { people: number; parts: number } | null;
  chain: RegionRef[];
  geometry: AnyGeometry | null;
  in_charge: PersonInCharge[];
  element_counts: { kind: string; count: number }[];
}

/** Children of `parent`, or top regions, or with `q` the regions and grids under `parent` that match. */
export function listRegions(db: RequestDatabase, { parent, q, limit }: { parent?: string; q?: string; limit: number }): Promise<RegionRow[]> {
  return db.query<RegionRow>({ text: listSql, values: [parent ?? null, q ? likePattern(q) : null, limit] });
}

export async function findRegion(db: RequestDatabase, code: string): Promise<RegionDetailRow | null> {
  const rows = await db.query<RegionDetailRow>({ text: detailSql, values: [code] });
  return rows[0] ?? null;
}
