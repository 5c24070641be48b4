import { careKind, type Selection, type Theme } from '#contract/areas.ts';
import { limits } from '#contract/search.ts';
import type { AnyGeometry, PersonInCharge } from '#contract/shapes.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const areaSql = readSql(import.meta.url, './area.sql');
const aroundSql = readSql(import.meta.url, './around.sql');

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
  isByPlace?: boolean | undefined;
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
  places: { code: string; name: string; count: number }[] | null;
  items: (ItemRow & { meters: number; careTypes: string[] | null })[];
}

/** One statement: area judged and repaired, totals, and one row more than the page, so that its end is known. */
export async function searchArea(db: RequestDatabase, question: AreaQuestion): Promise<AreaRow> {
  const rows = await db.query<AreaRow>({ name: 'search_area', text: areaSql, values: [JSON.stringify(areaParameter(question))] });
  if (!rows[0]) throw new Error('the area search answered no row');
  return rows[0];
}

/** The one parameter of area.sql. */
export function areaParameter({ shape, radiusMeters, maxSquareMeters, kinds, categories, themes, selection, within, q, nearTo, limit, after, isByPlace }: AreaQuestion) {
  return {
    ...shape, radius: radiusMeters, largest: maxSquareMeters, repaired_vertices: limits.repairedVertices,
    kinds: kinds?.length ? kinds : null, categories: categories?.length ? categories : null,
    ...themeColumns(selection?.themes ?? themes ?? [], selection !== undefined),
    added: selection?.added ?? [], removed: selection?.removed ?? [],
    within, pattern: q ? likePattern(q.toLowerCase()) : null, near_lng: nearTo?.[0], near_lat: nearTo?.[1],
    rows: limit + 1, after_meters: after?.[0], after_id: after?.[1], by_place: isByPlace ?? false,
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

export interface AroundRow {
  in_charge: (PersonInCharge & { areaName: string })[];
  in_charge_total: number;
  open_events: { total: number; overdue: number; classes: { code: string; name: string; count: number }[] } | null;
}

/** Who is in charge of an area, and what is open in it. */
export async function searchAround(db: RequestDatabase, ewkb: string, nearTo: [number, number] | undefined): Promise<AroundRow> {
  const rows = await db.query<AroundRow>({ name: 'search_around', text: aroundSql, values: [ewkb, nearTo?.[0] ?? null, nearTo?.[1] ?? null] });
  if (!rows[0]) throw new Error('the search around an area answered no row');
  return rows[0];
}
