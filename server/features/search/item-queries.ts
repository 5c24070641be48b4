/** SQL of the one box. */
import type { FoundItem } from '#contract/search.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePattern } from '../../platform/like.ts';
import type { Filters, QueryPlan, Understood } from './query-plan.ts';

const itemsSql = readSql(import.meta.url, './items.sql');
const understandSql = readSql(import.meta.url, './understand.sql');

/** Most matches that a search counts; a total beyond is told as "10,000+". */
export const mostMatches = 10_000;
/** A county's code has six digits, a telephone seven. */
const [shortestCode, shortestPhone] = [6, 7];

export interface ItemsQuestion {
  /** As it was typed. */
  q: string;
  /** Keyed hashes of what was typed as a name, identity number and telephone, to find the person by it. */
  hashes: [Buffer, Buffer, Buffer];
  filters: Filters;
  skip: number;
  limit: number;
  /** Where counting stops; `mostMatches` where it is not given. */
  countUpTo?: number;
}
export interface ItemsRow {
  total: number;
  is_capped: boolean;
  restricted: string[];
  items: FoundItem[];
}

/** What was typed, in the form that documents are written in. */
export async function understand(db: RequestDatabase, q: string): Promise<Understood> {
  const words = q.split(/\s+/);
  const rows = await db.query<Omit<Understood, 'seesLocal' | 'isAtHomeEverywhere'> & { sees_local: boolean; is_at_home_everywhere: boolean }>({ name: 'understand_search', text: understandSql, values: [q, words.length > 1 ? words : []] });
  if (!rows[0]) throw new Error('the database did not understand the search');
  const { sees_local: seesLocal, is_at_home_everywhere: isAtHomeEverywhere, ...understood } = rows[0];
  return { ...understood, seesLocal, isAtHomeEverywhere };
}

/** One statement: rows of the page in the order of their rank, and one more, so that its end is known; and the total. */
export async function searchItems(db: RequestDatabase, plan: QueryPlan, text: string, { q, hashes, filters, skip, limit, countUpTo = mostMatches }: ItemsQuestion): Promise<ItemsRow> {
  const { kinds, within, bbox } = filters;
  const asksPeople = q.includes('*') || (kinds?.some((kind) => kind === 'person' || kind === 'household') ?? false);
  const isNumber = /^[0-9]+$/.test(text);
  const values = [
    JSON.stringify(plan.steps), plan.plain.query, plan.dwelling, kinds, within, bbox ? boxText(bbox) : null, skip, limit + 1, countUpTo + 1,
    isNumber && text.length >= shortestCode ? text : null, asksPeople ? likePattern(q.toLowerCase()) : null, hashes[0], hashes[1], hashes[2],
    isNumber && text.length >= shortestPhone ? text : null, plan.plain.isExact, plan.home, plan.plain.like, plan.plain.sound,
  ];
  const rows = await db.query<ItemsRow>({ name: 'search_items', text: itemsSql, values });
  if (!rows[0]) throw new Error('the search answered no row');
  return rows[0];
}

function boxText([west, south, east, north]: [number, number, number, number]): string {
  return `SRID=4326;POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`;
}
