import type { AnyGeometry, PersonInCharge } from '#contract/shapes.ts';
import { matterLimits } from '#contract/matters.ts';
import { type ByteDatabase, type RequestDatabase, readSql } from '../../platform/database.ts';
import type { LngLat } from './walking.ts';

const read = (name: string) => readSql(import.meta.url, `./${name}.sql`);
const mattersSql = read('describe-matters');
const wordsSql = read('understand-words');
const soundsSql = read('sound-matters');
const casesSql = read('list-cases');
const aroundSql = read('look-around');
const areasSql = read('compare-areas');
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

/** Words as the search understands them: in simplified characters, with the reading of each. */
export async function understandWords(db: RequestDatabase, q: string): Promise<{ text: string; readings: string[] }> {
  const [row] = await db.query<{ text: string; sounds: string }>({ name: 'understand_words', text: wordsSql, values: [q] });
  return { text: row?.text ?? '', readings: row?.sounds.split('|').slice(1) ?? [] };
}

/** The pinyin of every name and saying. */
export async function readMatterSounds(db: RequestDatabase): Promise<Map<string, string>> {
  const rows = await db.query<{ phrase: string; sound: string | null }>({ name: 'sound_matters', text: soundsSql });
  return new Map(rows.map(({ phrase, sound }) => [phrase, sound ?? '']));
}

export interface CaseQuestion {
  matters: MatterRow[];
  /** First moment, and the one after the last. */
  from: Date;
  until: Date;
  within: string | null;
  /** EWKB in hexadecimal. */
  area: string | null;
}
export interface CaseList {
  seesPeople: boolean;
  /** Those of a matter and a department together, see readCases. */
  packed: Buffer;
  /** By matter and department, in the order of the packed cases; hours from report to closing. */
  handled: { matter: string; department: string | null; cases: number; open: number; due: number; inTime: number; returns: number; closed: number; hours: number }[];
  withheld: { code: string; name: string; cases: number }[];
}

/**
 * The cases of the period, in one pass: packed, summed by who handles them, and those that the reader may only count.
 * The packed ones are to be read before anything else is.
 */
export async function listCases(db: ByteDatabase, { matters, from, until, within, area }: CaseQuestion): Promise<CaseList> {
  const codes = matters.map(({ code }) => code);
  // Planned anew each time: a plan that serves one matter as well as four hundred serves neither.
  const bytes = await db.bytes({ text: casesSql, values: [codes, from.toISOString(), until.toISOString(), within ?? '', area, restrictedOf(matters)] });
  if (!bytes) throw new Error('the cases came in no row');
  const start = 4 + bytes.readUInt32BE(0);
  return { ...(JSON.parse(bytes.toString('utf8', 4, start)) as Omit<CaseList, 'packed'>), packed: bytes.subarray(start) };
}

export function restrictedOf(matters: MatterRow[]): string[] {
  return matters.filter(({ sensitivity }) => sensitivity === 'restricted').map(({ code }) => code);
}

/** Residents and hazards around places. */
export function lookAround(db: RequestDatabase, spots: { spot: number; lng: number; lat: number }[], hazards: string[]): Promise<{ spot: number; people: number | null; hazards: number }[]> {
  return db.query({ name: 'look_around', text: aroundSql, values: [JSON.stringify(spots), matterLimits.exposureMeters, hazards] });
}

/** Code, cases, cases of it and its neighbours, number of these. */
export type AreaCell = [string, number, number, number];

/** All areas of the question, those without cases too, with their neighbours. */
export async function compareAreas(db: RequestDatabase, areas: ReadonlyMap<string, number>, { within, area }: Pick<CaseQuestion, 'within' | 'area'>): Promise<AreaCell[]> {
  const [row] = await db.query<{ cells: AreaCell[] }>({ name: 'compare_areas', text: areasSql, values: [[...areas.keys()], [...areas.values()], within ?? '', area] });
  return row?.cells ?? [];
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
  /** Of restricted matters among them. */
  restricted: number;
}
const casesLookedAt = 200;
const casesShown = 6;

/** Closed cases of the matters at these places: the best rated, and what was done how often. */
export async function listSimilar(db: RequestDatabase, codes: string[], spots: number[]): Promise<SimilarRow> {
  const [row] = await db.query<SimilarRow>({ text: similarSql, values: [codes, spots, casesLookedAt, casesShown] });
  return row ?? { similar: [], solutions: [], restricted: 0 };
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
