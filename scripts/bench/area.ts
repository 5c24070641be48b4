/** Areas of 0.1, 1 and 10 km² and all of the demo city: totals and the first 100 rows beside the best bare SQL of the same run. */
import pg from 'pg';
import type { AreaGeometry } from '#contract/shapes.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { askHttp, askOurs, clock, countElements, percentile, placeSquares, rows, type Square, type Total } from './area/questions.ts';

/** Square kilometres and how many squares of them are asked; the first quarter only warms up. */
const sizes = [[0.1, 120], [1, 120], [10, 48]] as const;
const countyRounds = 9;

interface Asked {
  bare(square: Square): Promise<number>;
  /** The statement of the product, as a request runs it: unprivileged role, rights of an officer. */
  ours(geometry: AreaGeometry): Promise<number>;
  /** @param area `geometry` or `parts` of the request */
  http(area: object): Promise<number>;
}
type Times = Record<'bare' | 'ours' | 'http', number[]>;

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  const served = await city.serve();
  const database = openDatabase(city, { connections: 1 });
  const owner = new pg.Client({ connectionString: city.adminUrl, pipeline: true });
  await owner.connect();
  await owner.query('set max_parallel_workers_per_gather = 0');
  const rights = await readRights(owner);
  const asked: Asked = { bare: (square) => askBare(owner, rights, square), ours: (geometry) => askOurs(database, geometry), http: (area) => askHttp(served, area) };
  try {
    const results: BenchResult[] = [];
    for (const [squareKilometers, count] of sizes) results.push(...(await measureSquares(city, asked, squareKilometers, count)));
    return [...results, ...(await measureCounty(city, asked))];
  } finally {
    await Promise.all([owner.end(), database.close()]);
    await served.close();
    await city.close();
  }
}

async function measureSquares(city: BenchCity, asked: Asked, squareKilometers: number, count: number): Promise<BenchResult[]> {
  const times: Times = { bare: [], ours: [], http: [] };
  let found = 0;
  for (const [index, square] of placeSquares(city.extent, squareKilometers, count).entries()) {
    const taken = {
      bare: await clock(() => asked.bare(square)),
      ours: await clock(() => asked.ours(square.geometry)),
      http: await clock(async () => (found += await asked.http({ geometry: square.geometry }))),
    };
    if (index >= count / 4) for (const name of ['bare', 'ours', 'http'] as const) times[name].push(taken[name]);
  }
  const size = `${squareKilometers} km² (${city.elements.toLocaleString('en')} elements, ${Math.round(found / count).toLocaleString('en')} in it)`;
  return [
    compare(`area of ${size}, p50`, times, 0.5, 1.2),
    compare(`area of ${size}, p99`, times, 0.99, 1.5),
    { name: `the same over HTTP, p50`, value: percentile(times.http, 0.5), unit: 'ms' },
  ];
}

function compare(name: string, times: Times, share: number, bound: number): BenchResult {
  const [value, bare] = [percentile(times.ours, share), percentile(times.bare, share)];
  return { name, value, unit: 'ms', compared: { name: 'bare SQL, rights by hand: counts and the nearest rows', value: bare, ratio: value / bare }, target: { bound, is: 'at most' } };
}

/** All of the county, exactly: the totals are compared with a count of every row. */
async function measureCounty(city: BenchCity, asked: Asked): Promise<BenchResult[]> {
  const [county] = await city.sql<{ code: string; elements: number }>(
    "select code, (select count(*)::float8 from elements e where e.valid_to is null and st_intersects(e.geom, r.geom)) as elements from regions r where level = 'county' limit 1",
  );
  if (!county) throw new Error('the city has no county');
  const times: number[] = [];
  for (let round = 0; round < countyRounds; round += 1) {
    times.push(await clock(async () => {
      const found = await asked.http({ parts: [{ op: 'add', from: 'region', code: county.code }] });
      if (found !== county.elements) throw new Error(`the county holds ${county.elements} elements, the answer says ${found}`);
    }));
  }
  const name = `whole county of ${county.elements.toLocaleString('en')} elements over HTTP, exact`;
  return [
    { name: `${name}, first`, value: times[0] ?? 0, unit: 'ms', target: { bound: 1000, is: 'at most' } },
    { name: `${name}, median`, value: percentile(times, 0.5), unit: 'ms', target: { bound: 1000, is: 'at most' } },
  ];
}

/** Kinds that an officer of the whole city sees everywhere, and those seen within the jurisdiction. */
type Rights = [open: string[], local: string[], from: string, until: string];

async function readRights(owner: pg.Client): Promise<Rights> {
  const { rows: [kinds] } = await owner.query<{ open: string[]; local: string[] }>(
    "select array_agg(kind) filter (where sensitivity = 'open') as open, array_agg(kind) filter (where sensitivity <> 'open') as local from element_kinds",
  );
  return [kinds?.open ?? [], kinds?.local ?? [], '', ':'];
}

/**
 * The same answer as somebody would type it who wants just this, both statements on their way at once: totals, among them
 * people by whole grids, and the nearest rows that may be listed, with the rights as plain values. No judging or repair of
 * the shape, no suppression of small counts, no row-level security; nearest by degrees, as the index has it, not by metres.
 */
async function askBare(owner: pg.Client, rights: Rights, { corners, middle }: Square): Promise<number> {
  const [totals] = await Promise.all([
    owner.query<Total>({
      name: 'bare_totals',
      text: `with told as materialized (
          select code from grids where valid_to is null and kind <> 'micro' and geom && st_makeenvelope($1, $2, $3, $4, 4326)
            and st_area(st_intersection(geom, st_makeenvelope($1, $2, $3, $4, 4326))) * 2 > st_area(geom)
        )
        select kind, category, count(*) from elements
        where valid_to is null and kind not in ('household', 'person') and (kind = any ($5) or kind = any ($6) and place_code >= $7 and place_code < $8)
          and st_intersects(geom, st_makeenvelope($1, $2, $3, $4, 4326))
        group by 1, 2
        union all
        select c.kind, c.category, sum(c.count) from told join element_counts c on c.place_code = told.code where c.kind in ('household', 'person') group by 1, 2
        union all
        select 'key_person', s.type, count(*) from told join key_person_spots s on s.place_code = told.code group by 2`,
      values: [...corners, ...rights],
    }),
    owner.query({
      name: 'bare_rows',
      text: `select id, code, kind, category, name, address, st_asgeojson(geom, 7), grid_code, st_distance(geom::geography, st_setsrid(st_makepoint($5, $6), 4326)::geography)
        from elements
        where valid_to is null and kind not in ('household', 'person') and (kind = any ($7) or kind = any ($8) and place_code >= $9 and place_code < $10)
          and st_intersects(geom, st_makeenvelope($1, $2, $3, $4, 4326))
        order by geom <-> st_setsrid(st_makepoint($5, $6), 4326) limit ${rows}`,
      values: [...corners, ...middle, ...rights],
    }),
  ]);
  return countElements(totals.rows);
}
