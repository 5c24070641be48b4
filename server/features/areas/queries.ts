import { type AreaPart, areaLimits } from '#contract/areas.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const savedAreasSql = readSql(import.meta.url, './saved-areas.sql');

export interface SavedAreaRow {
  id: number;
  name: string;
  part_count: number;
  /** Null in lists. */
  parts: AreaPart[] | null;
  square_meters: number;
  is_shared: boolean;
  is_mine: boolean;
  jurisdiction_name: string;
  version: number;
  updated_at: Date;
  /** How many fit the question, beyond those listed too. */
  total: number;
}
export interface AreaChange {
  name?: string;
  parts?: AreaPart[];
  squareMeters?: number;
  isShared?: boolean;
}

export function listAreas(db: RequestDatabase, q: string | undefined): Promise<SavedAreaRow[]> {
  return db.query({ name: 'saved_areas', text: savedAreasSql, values: [null, q ? likePattern(q) : null, areaLimits.listedAreas] });
}

export async function findArea(db: RequestDatabase, id: number): Promise<SavedAreaRow | null> {
  const [row] = await db.query<SavedAreaRow>({ name: 'saved_areas', text: savedAreasSql, values: [id, null, 1] });
  return row ?? null;
}

/** @returns the new id, or null where the owner has as many as one may have */
export async function insertArea(db: RequestDatabase, area: Required<AreaChange>): Promise<number | null> {
  const [row] = await db.query<{ id: number }>({
    text: `insert into saved_areas (owner_id, name, parts, square_meters, is_shared, jurisdiction)
      select session_user_id(), $1, $2, $3, $4, session_jurisdiction()
      where (select count(*) from saved_areas where owner_id = session_user_id()) < $5
      returning id`,
    values: [area.name, JSON.stringify(area.parts), area.squareMeters, area.isShared, areaLimits.savedAreas],
  });
  return row?.id ?? null;
}

/** @returns whether there was one of the reader's own with that version */
export async function changeArea(db: RequestDatabase, id: number, version: number, change: AreaChange): Promise<boolean> {
  const rows = await db.query({
    text: `update saved_areas
      set name = coalesce($3, name), parts = coalesce($4, parts), square_meters = coalesce($5, square_meters), is_shared = coalesce($6, is_shared),
          jurisdiction = session_jurisdiction(), version = version + 1, updated_at = now()
      where id = $1 and version = $2 and owner_id = session_user_id()
      returning id`,
    values: [id, version, change.name, change.parts && JSON.stringify(change.parts), change.squareMeters, change.isShared],
  });
  return rows.length > 0;
}

/** @returns whether there was one of the reader's own with that version */
export async function deleteArea(db: RequestDatabase, id: number, version: number): Promise<boolean> {
  const rows = await db.query({ text: 'delete from saved_areas where id = $1 and version = $2 and owner_id = session_user_id() returning id', values: [id, version] });
  return rows.length > 0;
}
