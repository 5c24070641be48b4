import type { AnyGeometry, PersonInCharge } from '#contract/shapes.ts';
import { matterLimits } from '#contract/matters.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import type { LngLat } from './walking.ts';

const read = (name: string) => readSql(import.meta.url, `./${name}.sql`);
const mattersSql = read('describe-matters');
const rankSql = read('rank-places');
const placesSql = read('describe-places');
const shapesSql = read('shape-hotspots');
const helpSql = read('find-help');
const similarSql = read('list-similar');
const elementMattersSql = read('element-matters');

export interface MatterRow {
  code: string;
  name: string;
  aliases: string[];
  sensitivity: 'internal' | 'restricted';
  owner: string;
  owner_title: string;
  role: string | null;
  role_title: string | null;
  handle: { amount: number; unit: string };
  path: { code: string; name: string }[];
  /** Categories of resources that help. */
  needs: string[];
  /** Categories of hazards that it concerns. */
  hazards: string[];
}

/** @param code a matter or a class, null for the whole catalogue */
export function describeMatters(db: RequestDatabase, code: string | null): Promise<MatterRow[]> {
  return db.query({ name: 'describe_matters', text: mattersSql, values: [code] });
}

export interface RankQuestion {
  matters: MatterRow[];
  /** First moment, and the one after the last. */
  from: Date;
  until: Date;
  within: string | null;
  /** EWKB in hexadecimal. */
  area: string | null;
}
export interface Candidate {
  /** See event_spot. */
  spot: number;
  cases: number;
  open: number;
  returns: number;
  relapses: number;
  people: number | null;
  hazards: number;
  lng: number;
  lat: number;
  placeCode: string;
  lastAt: string;
}
export interface RankRow {
  sees_people: boolean;
  totals: { cases: number; open: number; returns: number; places: number; repeats: number; restricted: number };
  /** All places with cases, column by column. */
  spots: { spot: number[]; cases: number[]; lng: number[]; lat: number[] };
  candidates: Candidate[];
  /** Code, cases, cases of it and its neighbours, number of these. */
  cells: [string, number, number, number][];
  /** Hour since 1970 in China's zone, cases. */
  hours: [number, number][];
  departments: { department: string; cases: number; open: number; due: number; in_time: number; returns: number; mean_hours: number | null }[];
  matter_cases: Record<string, number>;
  withheld: { code: string; name: string; cases: number }[];
}

const candidates = 200;

/** One pass over the cases of the period: totals, places with their reasons, areas with their neighbours, hours, departments. */
export async function rankPlaces(db: RequestDatabase, { matters, from, until, within, area }: RankQuestion): Promise<RankRow> {
  const hazards = [...new Set(matters.flatMap((matter) => matter.hazards))];
  const codes = matters.map(({ code }) => code);
  // Planned anew each time: a plan that serves one matter as well as four hundred serves neither.
  const [row] = await db.query<RankRow>({ text: rankSql, values: [codes, from, until, within ?? '', area, candidates, matterLimits.exposureMeters, hazards] });
  if (!row) throw new Error('the ranking answered no row');
  return row;
}

export interface SpotInput {
  spot: number;
  lng: number;
  lat: number;
  placeCode: string;
}
export interface SpotRow {
  spot: number;
  code: string | null;
  kind: string | null;
  category: string | null;
  name: string;
  address: string;
  position: [number, number];
  area_code: string;
  area_name: string;
}

/** What the places are called. */
export function describePlaces(db: RequestDatabase, spots: SpotInput[]): Promise<SpotRow[]> {
  return db.query({ name: 'describe_places', text: placesSql, values: [JSON.stringify(spots)] });
}

export interface HotspotShapes {
  clusters: Record<string, AnyGeometry>;
  areas: Record<string, { name: string; geometry: AnyGeometry }>;
}

/** Outlines of clusters from their places, and of areas by their codes. */
export async function shapeHotspots(db: RequestDatabase, clusters: { id: number; points: LngLat[] }[], areaCodes: string[]): Promise<HotspotShapes> {
  const layer = areaCodes.some((code) => code.length === 15) ? 'grids' : 'regions';
  const [row] = await db.query<HotspotShapes>({ name: 'shape_hotspots', text: shapesSql, values: [JSON.stringify(clusters), areaCodes, layer] });
  return row ?? { clusters: {}, areas: {} };
}

export interface HelpRow {
  spot: number;
  in_charge: PersonInCharge[];
  resources: { code: string; name: string; category: string; position: [number, number]; contact: string | null; phone: string | null; meters: number }[];
  /** Streets around, each a line. */
  streets: LngLat[][];
}
const candidatesOfCategory = 3;

/** People in charge of places, the nearest resources as the crow flies, and the streets between. */
export function findHelp(db: RequestDatabase, spots: SpotInput[], categories: string[]): Promise<HelpRow[]> {
  return db.query({ name: 'find_help', text: helpSql, values: [JSON.stringify(spots), categories, matterLimits.helperMeters, candidatesOfCategory] });
}

interface SimilarRow {
  similar: {
    id: string; title: string; spot: number; reportedAt: string; closedAt: string; hours: number; rating: number | null; returns: number;
    department: string | null; departmentTitle: string | null; solution: string;
  }[];
  solutions: { note: string; cases: number; returns: number; meanRating: number | null; medianHours: number }[];
}
const casesLookedAt = 200;
const casesShown = 6;

/** Closed cases of the matters at these places: the best rated, and what was done how often. */
export async function listSimilar(db: RequestDatabase, codes: string[], spots: number[]): Promise<SimilarRow> {
  const [row] = await db.query<SimilarRow>({ text: similarSql, values: [codes, spots, casesLookedAt, casesShown] });
  return row ?? { similar: [], solutions: [] };
}

/** A region's or grid's name; null where there is none. */
export async function findAreaName(db: RequestDatabase, code: string): Promise<string | null> {
  const [row] = await db.query<{ name: string }>({ text: 'select name from regions where code = $1 union all select name from grids where code = $1 and valid_to is null limit 1', values: [code] });
  return row?.name ?? null;
}

/** Where the cases of a place lie; null where the reader sees none. */
export async function findSpot(db: RequestDatabase, spot: number): Promise<(SpotInput & { isRestricted: boolean }) | null> {
  const [row] = await db.query<{ lng: number; lat: number; place_code: string; is_restricted: boolean }>({
    text: `select st_x(geom) as lng, st_y(geom) as lat, place_code, sensitivity = 'restricted' as is_restricted from events
      where spot = $1 and (sensitivity = 'internal' or (select session_has_right('people.points'))) order by sensitivity, reported_at desc limit 1`,
    values: [spot],
  });
  return row ? { spot, lng: row.lng, lat: row.lat, placeCode: row.place_code, isRestricted: row.is_restricted } : null;
}

export async function readDepartmentTitles(db: RequestDatabase): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; name: string }>({ text: `select code, name from dictionaries where type = 'department'` });
  return new Map(rows.map(({ code, name }) => [code, name]));
}

interface ElementMattersRow {
  spot: number;
  matters: { code: string; name: string; ownerTitle: string; cases: number; open: number; lastAt: string | null }[];
}

/** The matters that concern an element, and those of its cases; null where the reader does not see it. */
export async function listElementMatters(db: RequestDatabase, code: string): Promise<ElementMattersRow | null> {
  const [row] = await db.query<ElementMattersRow>({ name: 'element_matters', text: elementMattersSql, values: [code] });
  return row ?? null;
}
