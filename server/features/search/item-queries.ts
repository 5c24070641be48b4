/** SQL of the one box. */
import type { FoundItem } from '#contract/search.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';
import type { Filters, QueryPlan, Understood } from './query-plan.ts';
import type { Found, Place } from './rank.ts';
import type { Step } from './step.ts';
import { otherWords } from './synonyms.ts';

const sql = (name: string) => readSql(import.meta.url, `./${name}.sql`);
const statements = { understand: sql('understand'), documents: sql('documents'), others: sql('others'), inCharge: sql('in-charge'), count: sql('count'), beside: sql('count-beside'), dwellings: sql('dwellings'), shapes: sql('shapes') };

/** Behind all that begins with a text. */
const lastCharacter = '\u{10FFFF}';
const shortestName = 2;
/** A county's code has six digits, a telephone seven. */
const [shortestCode, shortestPhone] = [6, 7];
const mostOthers = 10_001;

export interface ItemsQuestion {
  /** As it was typed. */
  q: string;
  /** Keyed hashes of what was typed as a name, identity number and telephone, to find the person by it. */
  hashes: [Buffer, Buffer, Buffer];
  filters: Filters;
  skip: number;
  limit: number;
  /** Where counting stops; 10,000 where it is not given, 0 for no counting. */
  countUpTo?: number;
}
/** A step with how many rows it wants; `is_heard` brings their pinyin along. */
export type Walk = Step & { most: number; is_heard: boolean; better_names: string[] | null };
export type Document = Omit<Found, 'matched' | 'base'> & { step: number; pinyin: string | null; isBetter: boolean | null };
/** As documents.sql writes one. */
type DocumentList = [number, string, string, string, number, string, number, boolean | null, string | null, boolean | null];
export interface Shown extends Pick<FoundItem, 'category' | 'name' | 'address' | 'geometry' | 'gridCode'> {
  n: number;
}

/** What was typed, in the form that documents are written in. */
export async function understand(db: RequestDatabase, q: string): Promise<Understood> {
  const words = q.split(/\s+/);
  const rows = await db.query<Pick<Understood, 'text' | 'words' | 'sounds' | 'jurisdiction' | 'categories'> & { sees_local: boolean; sees_people: boolean; is_at_home_everywhere: boolean }>({
    name: 'understand_search', text: statements.understand, values: [q, words.length > 1 ? words : [], otherWords(q.trim())],
  });
  if (!rows[0]) throw new Error('the database did not understand the search');
  const { sees_local: seesLocal, sees_people: seesPeople, is_at_home_everywhere: isAtHomeEverywhere, ...understood } = rows[0];
  return { ...understood, seesLocal, seesPeople, isAtHomeEverywhere };
}

/** Rows of each step, the highest rank first. */
export async function readDocuments(db: RequestDatabase, walks: readonly Walk[], { kinds, within, bbox }: Filters): Promise<Document[]> {
  if (walks.length === 0) return [];
  const rows = await db.query<{ documents: DocumentList[] }>({ name: 'search_documents', text: statements.documents, values: [JSON.stringify(walks), bbox && boxText(bbox), kinds, within] });
  return (rows[0]?.documents ?? []).map(([step, county, kind, code, id, place, rank, isInBox, pinyin, isBetter]) => ({ step, county, kind, code, id, place, rank, isInBox, pinyin, isBetter }));
}

/** What has no document, or is found by a number or by right. */
export async function readOthers(db: RequestDatabase, { q, hashes, filters: { kinds, within, bbox } }: ItemsQuestion, text: string): Promise<Found[]> {
  const asksPeople = q.includes('*') || (kinds?.some((kind) => kind === 'person' || kind === 'household') ?? false);
  const values = [
    kinds, within, bbox && boxText(bbox), mostOthers, isNumber(text, shortestCode) ? text : null, asksPeople ? likePattern(q.toLowerCase()) : null, ...hashes,
    isNumber(text, shortestPhone) ? text : null,
  ];
  return db.query<Found>({ name: 'search_others', text: statements.others, values });
}

/** Regions, grids and buildings by the name, its beginning, or the telephone of somebody who is in charge there. */
export async function readInCharge(db: RequestDatabase, { q, filters: { kinds, within, bbox } }: ItemsQuestion, text: string): Promise<Found[]> {
  // Names are kept as they were entered: also with characters that a search simplifies.
  const names = isNumber(text, 1) ? [] : [...new Set([text, q.trim()])].filter((name) => [...name].length >= shortestName);
  const phone = isNumber(text, shortestPhone) ? text : null;
  if (names.length === 0 && phone === null) return [];
  return db.query<Found>({ name: 'search_in_charge', text: statements.inCharge, values: [names, names.map((name) => name + lastCharacter), phone, kinds, within, bbox && boxText(bbox)] });
}

export async function readDwellings(db: RequestDatabase, houses: readonly Place[], name: string, { kinds, within, bbox }: Filters): Promise<Found[]> {
  const values = [houses.map(({ county }) => county), houses.map(({ id }) => id), name, kinds, within, bbox && boxText(bbox)];
  return db.query<Found>({ name: 'search_dwellings', text: statements.dwellings, values });
}
export function isNumber(text: string, shortest = shortestCode): boolean {
  return text.length >= shortest && /^[0-9]+$/.test(text);
}

/** How many are found plainly, up to `most`. */
export async function countPlain(db: RequestDatabase, { queries, isExact, like, categories }: QueryPlan['plain'], { kinds, within }: Filters, most: number): Promise<number> {
  const rows = await db.query<{ count: number }>({ name: 'search_count', text: statements.count, values: [queries, isExact, like, kinds, within, most, categories] });
  return rows[0]?.count ?? 0;
}

/** How many these steps find beside that, up to `most`. */
export async function countBeside(db: RequestDatabase, steps: readonly Step[], { like, sound, categories }: QueryPlan['plain'], { kinds, within }: Filters, most: number): Promise<number> {
  const rows = await db.query<{ count: number }>({ name: 'search_count_beside', text: statements.beside, values: [JSON.stringify(steps), like, sound, kinds, within, most, categories] });
  return rows[0]?.count ?? 0;
}

/** What is shown of a page, by the place in it, and the kinds whose showing is written down. */
export async function readShapes(db: RequestDatabase, page: readonly Place[]): Promise<{ restricted: string[]; shown: Shown[] }> {
  const values = [page.map(({ county }) => county), page.map(({ kind }) => kind), page.map(({ code }) => code), page.map(({ id }) => id)];
  const rows = await db.query<{ restricted: string[]; shown: Shown[] }>({ name: 'search_shapes', text: statements.shapes, values });
  if (!rows[0]) throw new Error('the search showed no row');
  return rows[0];
}

function boxText([west, south, east, north]: [number, number, number, number]): string {
  return `SRID=4326;POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`;
}
