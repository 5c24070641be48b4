import type { Geometry } from 'geojson';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { SheetRow } from './sheet.ts';

const gridsSql = readSql(import.meta.url, './grids.sql');
const sheetSql = readSql(import.meta.url, './sheet.sql');

export interface ExportedGrid {
  code: string;
  kind: string;
  communityCode: string;
  communityName: string;
  parentCode: string;
  name: string;
  /** null where none are registered in the community. */
  households: number | null;
  validFrom: string | null;
  predecessors: string;
  geometry: Geometry;
}

/** Today's grids within a code, or those of a plan that the reader may see; at most `limit`. */
export function listExportedGrids(db: RequestDatabase, within: string, plan: string | null, limit: number): Promise<ExportedGrid[]> {
  return db.query<ExportedGrid>({ text: gridsSql, values: [within, plan, limit] });
}

export async function findSheet(db: RequestDatabase, code: string, plan: string | null): Promise<SheetRow | null> {
  const rows = await db.query<SheetRow>({ text: sheetSql, values: [code, plan] });
  return rows[0] ?? null;
}

/** Name of a plan, or null where there is none for the reader. */
export async function findPlanName(db: RequestDatabase, plan: string): Promise<string | null> {
  const rows = await db.query<{ name: string }>({ text: 'select name from border_plans where id = $1', values: [plan] });
  return rows[0]?.name ?? null;
}
