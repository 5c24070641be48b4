import { limits } from '#contract/search.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern, likePrefix } from '../../platform/like.ts';

const areaSql = readSql(import.meta.url, './area.sql');
const itemsSql = readSql(import.meta.url, './items.sql');

/** Most matches that a search looks at; a total beyond is told as "10,000+". */
export const mostMatches = 10_000;

export interface AreaQuestion {
  geometry: unknown;
  radiusMeters: number | null;
  maxSquareMeters: number;
  kinds?: string[];
  categories?: string[];
  gridCode?: string;
  q?: string;
  nearTo?: [number, number];
  limit: number;
  /** Distance in metres and id of the last row of the page before. */
  after: [number, number] | null;
}
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
  restricted: string[];
  totals: { kind: string; category: string; count: number }[];
  items: (ItemRow & { meters: number })[];
}

/** One statement: area judged and repaired, totals, and one row more than the page, so that its end is known. */
export async function searchArea(db: RequestDatabase, question: AreaQuestion): Promise<AreaRow> {
  const { geometry, radiusMeters, maxSquareMeters, kinds, categories, gridCode, q, nearTo, limit, after } = question;
  const values = [
    JSON.stringify(geometry), radiusMeters, maxSquareMeters, kinds?.length ? kinds : null, categories?.length ? categories : null, gridCode ?? null,
    q ? likePattern(q.toLowerCase()) : null, nearTo?.[0] ?? null, nearTo?.[1] ?? null, limit + 1, after?.[0] ?? null, after?.[1] ?? null, limits.repairedVertices,
  ];
  const rows = await db.query<AreaRow>({ name: 'search_area', text: areaSql, values });
  if (!rows[0]) throw new Error('the area search answered no row');
  return rows[0];
}

export interface ItemsQuestion {
  q: string;
  /** Keyed hashes of what was typed as a name, identity number and telephone, to find the person by it. */
  hashes: [Buffer, Buffer, Buffer];
  kinds: string[] | null;
  within: string | null;
  bbox: [number, number, number, number] | null;
  limit: number;
  /** Score and code of the last row of the page before. */
  after: [number, string] | null;
}
export interface ItemsRow {
  total: number;
  is_capped: boolean;
  restricted: string[];
  items: (ItemRow & { score: number; matched: 'code' | 'name' | 'address' | 'region' | 'grid' })[];
}

export async function searchItems(db: RequestDatabase, question: ItemsQuestion): Promise<ItemsRow> {
  const { q, hashes, kinds, within, bbox, limit, after } = question;
  const text = q.toLowerCase();
  const values = [
    text, likePattern(text), likePrefix(text), [text], hashes[0], kinds, within, bbox ? boxText(bbox) : null, limit + 1, after?.[0] ?? null, after?.[1] ?? null, mostMatches + 1, hashes[1], hashes[2],
  ];
  const rows = await db.query<ItemsRow>({ text: itemsSql, values });
  if (!rows[0]) throw new Error('the search answered no row');
  return rows[0];
}

function boxText([west, south, east, north]: [number, number, number, number]): string {
  return `SRID=4326;POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`;
}
