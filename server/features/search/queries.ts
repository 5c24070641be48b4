import type { AnyGeometry, PersonWithDuties } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { type AreaQuestion, areaStatement } from './area-statement.ts';

const aroundSql = readSql(import.meta.url, './around.sql');

interface ItemRow {
  id: number;
  code: string;
  kind: string;
  category: string;
  name: string;
  address: string;
  geometry: AnyGeometry;
  gridCode: string | null;
}
export interface AreaRow {
  geometry: AnyGeometry;
  is_repaired: boolean;
  is_empty: boolean;
  /** Not valid, and of too many vertices to be repaired. */
  is_tangled: boolean;
  square_meters: number;
  fault_at: [number | null, number | null] | null;
  counted_only: string[];
  not_told: string[];
  /** By how many whole grids people were counted where they may only be counted. */
  told_places: number;
  /** Kinds of which ground outside the reader's own tells nothing, where the area reaches beyond it. */
  local_only: string[];
  restricted: string[];
  totals: { kind: string; category: string; count: number }[];
  places: { code: string; name: string; count: number }[] | null;
  items: (ItemRow & { meters: number; careTypes: string[] | null })[];
}

/** One statement: area judged and repaired, totals, and one row more than the page, so that its end is known. */
export async function searchArea(db: RequestDatabase, question: AreaQuestion): Promise<AreaRow> {
  const rows = await db.query<AreaRow>(areaStatement(question));
  if (!rows[0]) throw new Error('the area search answered no row');
  return rows[0];
}

export interface AroundRow {
  in_charge: PersonWithDuties[];
  in_charge_total: number;
  open_events: { total: number; overdue: number; classes: { code: string; name: string; count: number }[] } | null;
}

/** Who is in charge of an area, and what is open in it, as far as it lies under `within`. */
export async function searchAround(db: RequestDatabase, ewkb: string, { nearTo, within }: { nearTo?: [number, number] | undefined; within?: string | undefined }): Promise<AroundRow> {
  const rows = await db.query<AroundRow>({ name: 'search_around', text: aroundSql, values: [ewkb, nearTo?.[0] ?? null, nearTo?.[1] ?? null, within ?? ''] });
  if (!rows[0]) throw new Error('the search around an area answered no row');
  return rows[0];
}
