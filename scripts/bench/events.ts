/** 以事项找地点 over a year of past events: the whole answer over HTTP, beside the least SQL that ranks places by their cases. */
import pg from 'pg';
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';

const rounds = 12;
/** The first ones bring rows into memory and statements to their plans. */
const warmUp = 3;
const mostMs = 500;

interface Question {
  title: string;
  /** A matter, a class or a type. */
  code: string;
  cases: number;
}

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  const [served, owner] = [await city.serve(), new pg.Client({ connectionString: city.adminUrl })];
  try {
    await owner.connect();
    await owner.query('set max_parallel_workers_per_gather = 0');
    const [year] = await city.sql<{ cases: number; from: string; to: string }>(
      `select count(*)::float8 as cases, (max(reported_at) at time zone 'Asia/Shanghai')::date::text as to, ((max(reported_at) at time zone 'Asia/Shanghai')::date - 364)::text as from from events`,
    );
    if (!year) throw new Error('the city has no events');
    const results: BenchResult[] = [];
    for (const question of await questions(city)) {
      const times: Record<'ours' | 'bare', number[]> = { ours: [], bare: [] };
      for (let round = 0; round < rounds; round++) {
        const bare = await clock(() => askBare(owner, question, year));
        const ours = await clock(() => askOurs(served, question, year));
        if (round < warmUp) continue;
        times.bare.push(bare);
        times.ours.push(ours);
      }
      const name = `${question.title} ${question.code}: whole answer of a year (${question.cases.toLocaleString('en')} of ${year.cases.toLocaleString('en')} cases)`;
      const [value, floor] = [median(times.ours), median(times.bare)];
      results.push(
        { name: `${name}, median`, value, unit: 'ms', target: { bound: mostMs, is: 'at most' } },
        { name: `${name}, slowest`, value: Math.max(...times.ours), unit: 'ms', compared: { name: 'bare SQL, median: places by cases, no rights', value: floor, ratio: Math.max(...times.ours) / floor } },
      );
    }
    return results;
  } finally {
    await owner.end();
    await served.close();
    await city.close();
  }
}

/** The matter, the class and the type with the most cases. */
async function questions(city: BenchCity): Promise<Question[]> {
  const titles = { 6: 'biggest matter', 4: 'biggest class', 2: 'biggest type' } as const;
  const found = await city.sql<{ digits: 2 | 4 | 6; code: string; cases: number }>(
    `select distinct on (digits) digits, left(matter_code, digits) as code, count(*)::float8 as cases
     from events, unnest(array[2, 4, 6]) as digits group by 1, 2 order by digits desc, cases desc`,
  );
  return found.map(({ digits, code, cases }) => ({ title: titles[digits], code, cases }));
}

/** What somebody would type who wants only the list of places. */
async function askBare(owner: pg.Client, { code }: Question, { from, to }: { from: string; to: string }): Promise<void> {
  await owner.query({
    text: `select spot, count(*) as cases, count(*) filter (where closed_at is null) as open, max(reported_at) as last_at
      from events
      where matter_code = any ((select array_agg(code) from matters where code like $1)::text[]) and reported_at >= $2::date and reported_at < $3::date + 1
      group by spot order by cases desc limit 50`,
    values: [`${code}%`, from, to],
  });
}

async function askOurs({ url, cookie }: { url: string; cookie: string }, { code }: Question, { from, to }: { from: string; to: string }): Promise<void> {
  const response = await fetch(`${url}/api/search/matters?matter=${code}&from=${from}&to=${to}`, { headers: { cookie } });
  const answer = (await response.json()) as { totals?: { cases: number } };
  if (!answer.totals?.cases) throw new Error(`the search of ${code} answered ${response.status} without cases`);
}

async function clock(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
