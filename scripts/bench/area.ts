/** Drawn rectangles of 1 km² in the demo city: totals and the first 100 rows, over HTTP beside bare SQL. */
import pg from 'pg';
import { areaParameter } from '../../server/features/search/queries.ts';
import { readSql } from '../../server/platform/database.ts';
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';

const rectangles = 60;
const rows = 100;
const areaSql = readSql(import.meta.url, '../../server/features/search/area.sql');

interface Rectangle {
  corners: [number, number, number, number];
  middle: [number, number];
  geometry: { type: 'Polygon'; coordinates: number[][][] };
}

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  try {
    return await measure(city);
  } finally {
    await city.close();
  }
}

async function measure(city: BenchCity): Promise<BenchResult[]> {
  const [served, owner] = [await city.serve(), new pg.Client({ connectionString: city.adminUrl })];
  await owner.connect();
  await owner.query('set max_parallel_workers_per_gather = 0');
  const times: Record<'ours' | 'bare' | 'same', number[]> = { ours: [], bare: [], same: [] };
  let found = 0;
  try {
    for (const [index, rectangle] of placeRectangles(city.extent).entries()) {
      const taken = {
        bare: await clock(() => askBare(owner, rectangle)),
        same: await clock(() => askSame(owner, rectangle)),
        ours: await clock(async () => {
          found += await askOurs(served, rectangle);
        }),
      };
      // The first ones bring rows into memory and statements to their plans.
      if (index >= rectangles / 4) for (const name of ['ours', 'bare', 'same'] as const) times[name].push(taken[name]);
    }
  } finally {
    await owner.end();
    await served.close();
  }
  const name = `rectangle of 1 km²: totals and first ${rows} rows, median (${city.elements.toLocaleString('en')} elements, ${Math.round(found / rectangles).toLocaleString('en')} rows in it)`;
  const [value, bare, same] = [median(times.ours), median(times.bare), median(times.same)];
  return [
    { name, value, unit: 'ms', compared: { name: 'bare SQL: a count, then the nearest rows', value: bare, ratio: value / bare }, target: { bound: 1.3, is: 'at most' } },
    { name: 'the same, beside its own statement', value, unit: 'ms', compared: { name: 'same SQL by the owner, without row-level security', value: same, ratio: value / same } },
  ];
}

/** What somebody would type who wants just this: no rights, no repair, no suppression of small counts. */
async function askBare(owner: pg.Client, { corners, middle }: Rectangle): Promise<void> {
  await owner.query({
    name: 'bare_totals',
    text: 'select kind, category, count(*) from elements where valid_to is null and st_intersects(geom, st_makeenvelope($1, $2, $3, $4, 4326)) group by 1, 2',
    values: corners,
  });
  await owner.query({
    name: 'bare_rows',
    text: `select id, code, kind, category, name, address, st_asgeojson(geom, 7), grid_code, st_distance(geom::geography, spot::geography)
      from elements, st_setsrid(st_makepoint($5, $6), 4326) as spot
      where valid_to is null and kind not in ('household', 'person') and st_intersects(geom, st_makeenvelope($1, $2, $3, $4, 4326))
      order by geom <-> spot limit ${rows}`,
    values: [...corners, ...middle],
  });
}

async function askSame(owner: pg.Client, { geometry }: Rectangle): Promise<void> {
  await owner.query({ name: 'same', text: areaSql, values: [JSON.stringify(areaParameter({ shape: { geometry }, radiusMeters: null, maxSquareMeters: 2e10, within: null, limit: rows, after: null }))] });
}

/** @returns how many rows lie in the rectangle */
async function askOurs(served: { url: string; cookie: string }, { geometry }: Rectangle): Promise<number> {
  const response = await fetch(`${served.url}/api/search/area`, {
    method: 'POST',
    headers: { cookie: served.cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ geometry, limit: rows }),
  });
  if (!response.ok) throw new Error(`the area search answered ${response.status}`);
  const { totals } = (await response.json()) as { totals: { count: number }[] };
  return totals.reduce((sum, { count }) => sum + count, 0);
}

/** Squares of 1 km² on a lattice of the golden ratio: spread evenly over the city, the same each time. */
function placeRectangles([west, south, east, north]: BenchCity['extent']): Rectangle[] {
  const height = 1000 / 111_000;
  const width = height / Math.cos(((south + north) / 2) * (Math.PI / 180));
  return Array.from({ length: rectangles }, (_, index) => {
    const x = west + ((index * 0.6180339887) % 1) * Math.max(0, east - west - width);
    const y = south + (((index + 0.5) / rectangles) % 1) * Math.max(0, north - south - height);
    const [right, top] = [x + width, y + height];
    return {
      corners: [x, y, right, top],
      middle: [x + width / 2, y + height / 2],
      geometry: { type: 'Polygon', coordinates: [[[x, y], [right, y], [right, top], [x, top], [x, y]]] },
    };
  });
}

async function clock(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
