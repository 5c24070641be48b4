/** The one box beside a GIN point look-up, plain trigrams and plain bigrams sorted by rank, all in the same run. */
import pg from 'pg';
import { createRandom, type Random } from '../../../data/city/random.ts';
import { type Database, openDatabase, type RequestContext, type RequestDatabase } from '../../../server/platform/database.ts';
import type { BenchCity } from '../../bench-city.ts';
import type { BenchResult } from '../../bench.ts';
import { askItems, rows, drawTerms, type TermClass, termSeed, termsPerClass } from './terms.ts';

const rounds = 5;

interface Times {
  /** Asked for the first time. */
  cold: number[];
  /** The best of the rounds, one per term: what the search costs, not what else the machine does meanwhile. */
  warm: number[];
  /** Every round of every term. */
  all: number[];
}

export async function measureItems(city: BenchCity): Promise<BenchResult[]> {
  await makePeers(city);
  const database = openDatabase(city, { connections: 1, statementTimeoutMs: 60_000 });
  try {
    const [{ id: userId } = { id: null }] = await city.sql<{ id: number | null }>(`select min(id) as id from users`);
    const random = createRandom(termSeed, 1);
    const classes = await drawTerms(city, random);
    const reader = { userId: userId ?? 1, roles: ['city_officer'], jurisdiction: '990101', requestId: 'bench' };
    const point = await measurePoint(database, reader, await rareTerms(city, random));
    const results: BenchResult[] = [describe('GIN point look-up of a rare pair, in a request', point, null, city.elements)];
    for (const { title, terms } of classes) {
      results.push(describe(`${title}: the first ${rows} rows`, await measureOurs(database, reader, terms, 0), point, city.elements));
      results.push(describe(`${title}: with the total, exact to 10,000`, await measureOurs(database, reader, terms), point, city.elements));
    }
    const street = { ...reader, roles: ['street_officer'], jurisdiction: '990101001' };
    for (const { title, terms } of classes.slice(1, 3)) results.push(describe(`${title}, by one street's officer`, await measureOurs(database, street, terms), point, city.elements));
    return [...results, ...(await measurePeers(city, classes))];
  } finally {
    await database.close();
  }
}

/** The same texts with the indexes that one would take at hand. */
async function makePeers(city: BenchCity): Promise<void> {
  const [known] = await city.sql<{ is_there: boolean }>(`select to_regclass('bench_texts') is not null as is_there`);
  if (known?.is_there) return;
  console.error('making the peers: trigrams and bigrams over the same texts');
  await city.sql(`create table bench_texts as select code, rank, name || ' ' || address as body from search_documents`);
  await city.sql(`create index on bench_texts using gin (body gin_trgm_ops)`);
  await city.sql(`create index on bench_texts using gin (array_to_tsvector(array_remove(string_to_array(marked_pairs(body, ''), E'\\x01'), '')))`);
  await city.sql('vacuum analyze bench_texts');
  await city.sql('grant select on bench_texts to getu_app');
}

/** As the endpoint asks; `countUpTo` 0 is the rows alone. */
async function measureOurs(database: Database, reader: RequestContext, terms: string[], countUpTo?: number): Promise<Times> {
  return measure(database, reader, terms, (db, q) => askItems(db, q, countUpTo));
}

/** What an index costs at the least: the few rows of a rare pair, without rank, rights, count or shape. */
async function measurePoint(database: Database, reader: RequestContext, terms: string[]): Promise<Times> {
  return measure(database, reader, terms, (db, q) => db.query({
    name: 'bench_point',
    text: `select code, body from bench_texts where array_to_tsvector(array_remove(string_to_array(marked_pairs(body, ''), E'\\x01'), '')) @@ $1::tsquery limit 100`,
    values: [`'${q}'`],
  }));
}

async function rareTerms(city: BenchCity, random: Random): Promise<string[]> {
  const found = await city.sql<{ term: string }>(
    `select substr(name, 1, 2) as term from search_documents tablesample bernoulli (20) repeatable (3) where kind in ('place', 'estate', 'street') group by 1 having count(*) between 2 and 20 limit 300`,
  );
  return Array.from({ length: termsPerClass }, () => random.pick(found).term);
}

/** Each term first, then all again; the first ones bring statements to their plans and are not counted. */
async function measure(database: Database, reader: RequestContext, terms: string[], ask: (db: RequestDatabase, q: string) => Promise<unknown>): Promise<Times> {
  const clock = async (q: string) => {
    const started = performance.now();
    await database.withRequest(reader, (db) => ask(db, q));
    return performance.now() - started;
  };
  for (let n = 0; n < 6; n++) await clock('暖');
  const times: Times = { cold: [], warm: [], all: [] };
  for (const term of terms) times.cold.push(await clock(term));
  const perTerm = terms.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const [n, term] of terms.entries()) perTerm[n]?.push(await clock(term));
  return { ...times, warm: perTerm.map((each) => Math.min(...each)), all: perTerm.flat() };
}

async function measurePeers(city: BenchCity, classes: TermClass[]): Promise<BenchResult[]> {
  const client = new pg.Client({ connectionString: city.adminUrl });
  await client.connect();
  await client.query('set max_parallel_workers_per_gather = 0');
  const results: BenchResult[] = [];
  try {
    for (const { title, terms } of classes.slice(1, 3)) {
      const [trigrams, bigrams]: number[][] = [[], []];
      for (const term of terms.slice(0, 6)) {
        trigrams?.push(await timed(() => client.query({ name: 'bench_trigrams', text: `select code from bench_texts where body like $1 order by rank desc limit 100`, values: [`%${term}%`] })));
        bigrams?.push(await timed(() => client.query({
          name: 'bench_bigrams',
          text: `select code from bench_texts where array_to_tsvector(array_remove(string_to_array(marked_pairs(body, ''), E'\\x01'), '')) @@ $1::tsquery order by rank desc limit 100`,
          values: [`'${term}'`],
        })));
      }
      results.push({ name: `plain pg_trgm LIKE, sorted by rank, ${title}, p99`, value: at(trigrams ?? [], 0.99), unit: 'ms' }, { name: `plain bigram GIN, sorted by rank, ${title}, p99`, value: at(bigrams ?? [], 0.99), unit: 'ms' });
    }
  } finally {
    await client.end();
  }
  return results;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function describe(title: string, times: Times, point: Times | null, elements: number): BenchResult {
  const value = at(times.warm, 0.99);
  const p50 = at(times.warm, 0.5);
  const note = `p50 ${p50.toFixed(1)}${point ? ` (ratio ${(p50 / at(point.warm, 0.5)).toFixed(1)})` : ''}; every round p99 ${at(times.all, 0.99).toFixed(1)}; cold p50 ${at(times.cold, 0.5).toFixed(1)}, p99 ${at(times.cold, 0.99).toFixed(1)}`;
  const name = `${title}, p99 of ${times.warm.length} terms, best of ${rounds} rounds (${elements.toLocaleString('en')} elements)`;
  if (!point) return { name, value, unit: 'ms', note };
  return { name, value, unit: 'ms', compared: { name: 'GIN point look-up', value: at(point.warm, 0.99), ratio: value / at(point.warm, 0.99) }, target: { bound: 3, is: 'at most' }, note };
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
