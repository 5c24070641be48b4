import { careKind, type Selection, type Theme } from '#contract/areas.ts';
import { limits } from '#contract/search.ts';
import type { AreaGeometry } from '#contract/shapes.ts';
import { readSql, type Statement } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';

const areaSql = readSql(import.meta.url, './area.sql');
const smallSql = readSql(import.meta.url, './area-small.sql');
/** From here on it pays to ask what was counted by grid, which only area.sql does. */
const smallSquareMeters = 2e6;
const metersPerDegree = 111_700;

export interface AreaQuestion {
  /** As it was drawn, or a shape that was judged before, in hexadecimal EWKB. */
  shape: { geometry: AreaGeometry } | { ewkb: string };
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

/** The statement that answers a question soonest; both answer the same (area-statement.server.test.ts). */
export function areaStatement(question: AreaQuestion): Statement {
  const ring = isPlain(question) ? ringOf(question.shape) : null;
  return ring && boxSquareMeters(ring) < smallSquareMeters ? smallStatement(question) : largeStatement(question);
}

/** Answers every question. */
export function largeStatement(question: AreaQuestion): Statement {
  return { name: 'search_area', text: areaSql, values: [JSON.stringify(areaParameter(question))] };
}

/** Answers what is asked first of a small polygon: everything in it, the first page from its middle. */
export function smallStatement({ shape, limit }: AreaQuestion): Statement {
  const polygon = 'geometry' in shape ? shape.geometry : null;
  return { name: 'search_area_small', text: smallSql, values: [JSON.stringify(polygon), limits.repairedVertices, limit + 1] };
}

function isPlain({ radiusMeters, kinds, categories, themes, selection, within, q, nearTo, after, isByPlace }: AreaQuestion): boolean {
  const isNarrowed = kinds?.length || categories?.length || themes?.length || selection || within !== null || q;
  return radiusMeters === null && !isNarrowed && !nearTo && !after && !isByPlace;
}

function ringOf(shape: AreaQuestion['shape']): readonly (readonly number[])[] | null {
  return 'geometry' in shape && shape.geometry.type === 'Polygon' ? (shape.geometry.coordinates[0] ?? null) : null;
}

/** Never less than the area of the ring, crossed or not: its box at the latitude nearest the equator. */
function boxSquareMeters(ring: readonly (readonly number[])[]): number {
  const [west, east, south, north] = [0, 1].flatMap((axis) => {
    const values = ring.map((position) => position[axis] ?? 0);
    return [Math.min(...values), Math.max(...values)];
  }) as [number, number, number, number];
  const latitude = south * north < 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
  return (east - west) * metersPerDegree * Math.cos(latitude * (Math.PI / 180)) * (north - south) * metersPerDegree;
}

/** The one parameter of area.sql. */
function areaParameter({ shape, radiusMeters, maxSquareMeters, kinds, categories, themes, selection, within, q, nearTo, limit, after, isByPlace }: AreaQuestion) {
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
