import { careKind, type Selection, type Theme } from '#contract/areas.ts';
import { limits } from '#contract/search.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const areaSql = readSql(import.meta.url, './area.sql');

export interface AreaQuestion {
  /** As it was drawn, or a shape that was judged before, in hexadecimal EWKB. */
  shape: { geometry: unknown } | { ewkb: string };
  radiusMeters: number | null;
  maxSquareMeters: number;
  kinds?: string[] | undefined;
  categories?: string[] | undefined;
  themes?: Theme[] | undefined;
  /** Takes the place of `themes`. */
  selection?: Selection | undefined;
  within: string | null;
  q?: string | undefined;
  nearTo?: [number, number] | undefined;
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
  items: (ItemRow & { meters: number; careTypes: string[] | null })[];
}

/** One statement: area judged and repaired, totals, and one row more than the page, so that its end is known. */
export async function searchArea(db: RequestDatabase, question: AreaQuestion): Promise<AreaRow> {
  const rows = await db.query<AreaRow>({ name: 'search_area', text: areaSql, values: [JSON.stringify(areaParameter(question))] });
  if (!rows[0]) throw new Error('the area search answered no row');
  return rows[0];
}

/** The one parameter of area.sql. */
export function areaParameter({ shape, radiusMeters, maxSquareMeters, kinds, categories, themes, selection, within, q, nearTo, limit, after }: AreaQuestion) {
  return {
    ...shape, radius: radiusMeters, largest: maxSquareMeters, repaired_vertices: limits.repairedVertices,
    kinds: kinds?.length ? kinds : null, categories: categories?.length ? categories : null,
    ...themeColumns(selection?.themes ?? themes ?? [], selection !== undefined),
    added: selection?.added ?? [], removed: selection?.removed ?? [],
    within, pattern: q ? likePattern(q.toLowerCase()) : null, near_lng: nearTo?.[0], near_lat: nearTo?.[1],
    rows: limit + 1, after_meters: after?.[0], after_id: after?.[1],
  };
}

/** @param isSelection no theme chooses nothing, where without a selection it asks for everything */
function themeColumns(themes: Theme[], isSelection: boolean) {
  const cared = themes.filter(({ kind }) => kind === careKind);
  const others = themes.filter(({ kind }) => kind !== careKind);
  return {
    is_themed: isSelection || themes.length > 0,
    whole_kinds: others.filter(({ category }) => category === undefined).map(({ kind }) => kind),
    kind_categories: others.filter(({ category }) => category !== undefined).map(({ kind, category }) => `${kind}:${category}`),
    care_types: cared.flatMap(({ category }) => (category === undefined ? [] : [category])),
    is_all_care: cared.some(({ category }) => category === undefined),
  };
}
