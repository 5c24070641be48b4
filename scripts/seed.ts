/** `npm run seed -- --elements N [--seed S] [--reset]`: builds the demo city. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { cityLimits, planForElements } from '../data/city/generate.ts';
import { city } from '../data/city/names.ts';
import { eventsFor, seedEvents, type SeededEvents } from '../data/city-events/seed-events.ts';
import { dayOf } from '../server/features/matters/clock.ts';
import { openCipher } from '../server/platform/cipher.ts';
import { readConfig } from '../server/platform/config.ts';
import { openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import { loadCity } from './seed-load.ts';
import { countForeignRows, countPeople, findCity, findCityWithoutEvents, insertDictionaries, lockSeeding, noteCity, noteEvents, refreshCounts, refreshSearch, removeCity, setCounters } from './seed-queries.ts';
import { printError, Stop, step } from './terminal.ts';

const help = `npm run seed -- --elements N [--seed S] [--reset] [--as-of YYYY-MM-DD]

Builds the demo city 云溪市 with N elements (1,000 to 10,000,000) and the events of the year before, the same rows for
the same N, seed and day.
  --elements N   elements of all kinds together (default: SEED_ELEMENTS, 60000); events come on top, about 137 to 1,000 elements
  --seed S       whole number from 0 to 4294967295 (default 1)
  --reset        removes the demo county's rows first, and no others
  --as-of DAY    the day on which the city is described: ages, visits due, the year of events that ends before it (default: today)`;

export interface SeedOptions {
  /** Owner's connection. */
  adminUrl: string;
  /** Key of the personal fields, see server/platform/cipher.ts. */
  keyFile: string;
  elements: number;
  seed?: number;
  reset?: boolean;
  /** `YYYY-MM-DD`; today where it is not given. */
  asOf?: string;
  /** False for a benchmark that asks for no event. */
  hasEvents?: boolean;
  log?: (line: string) => void;
}

export interface Seeded {
  elements: number;
  events: number;
  kinds: Partial<Record<string, number>>;
  seconds: number;
}

export const defaultSeed = 1;

/** The day that it is in China, whatever zone the machine has. */
const today = () => dayOf(Date.now());

/**
 * Builds the city in one transaction: killed at any moment it leaves nothing. Throws a Stop with one sentence for numbers
 * that are no city and for a county that has rows already.
 */
export async function seed({ adminUrl, keyFile, elements, seed: seedNumber = defaultSeed, reset = false, asOf = today(), hasEvents = true, log = () => {} }: SeedOptions): Promise<Seeded> {
  const startedAt = performance.now();
  checkNumbers(elements, seedNumber, asOf);
  const report = createReport(log);
  return inSeeding(adminUrl, log, async (client) => {
    await makeRoom(client, reset, report);
    const sized = planForElements(elements, seedNumber);
    report(`plan: ${sized.plan.lots.length} cells, ${sized.plan.grids.length} grids, ${sized.plan.communities.length} communities`);
    const kinds = await loadCity(client, sized, { asOf, cipher: openCipher(keyFile) }, report);
    const total = Object.values(kinds).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    await finish(client, kinds, { seed: seedNumber, wanted: elements, elements: total, asOf });
    report('counts and statistics');
    await refreshSearch(client);
    report('documents of the search');
    if (!hasEvents) return { elements: total, events: 0, kinds, seconds: (performance.now() - startedAt) / 1000 };
    const { events, steps } = await addEvents(client, seedNumber, asOf, total);
    report('events with their log', events + steps);
    return { elements: total, events, kinds, seconds: (performance.now() - startedAt) / 1000 };
  });
}

/**
 * Gives a city that was built before cities had events the year that ends today, in one transaction.
 * @returns how many events were written; 0 where there is no such city
 */
export function addMissingEvents(adminUrl: string, log: (line: string) => void = () => {}): Promise<number> {
  return inSeeding(adminUrl, log, async (client) => {
    const known = await findCityWithoutEvents(client);
    if (!known) return 0;
    const asOf = today();
    const { events } = await addEvents(client, known.seed, asOf, known.elements);
    await noteEvents(client, asOf);
    log(`${events.toLocaleString('en')} events of the year before ${asOf}`);
    return events;
  });
}

/** One transaction on a connection of its own, one seeding at a time; what is cut off or throws leaves nothing. */
async function inSeeding<Result>(adminUrl: string, log: (line: string) => void, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'getu seed' });
  // A connection that breaks rejects the statement that runs; without a listener it would end the whole process besides.
  client.on('error', (error) => log(`the database connection broke: ${error.message}`));
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('getu.bulk', 'on', true), set_config('maintenance_work_mem', '256MB', true), set_config('synchronous_commit', 'on', true)");
    await lockSeeding(client, () => log('another seeding is running; waiting for it to end'));
    const result = await work(client);
    await client.query('commit');
    return result;
  } finally {
    await client.end(); // An open transaction is rolled back by it.
  }
}

function checkNumbers(elements: number, seedNumber: number, asOf: string): void {
  if (!Number.isInteger(elements) || elements < cityLimits.smallest || elements > cityLimits.largest) {
    throw new Stop(`--elements must be a whole number from ${cityLimits.smallest} to ${cityLimits.largest}, not ${elements}`);
  }
  if (!Number.isInteger(seedNumber) || seedNumber < 0 || seedNumber > 4_294_967_295) throw new Stop(`--seed must be a whole number from 0 to 4294967295, not ${seedNumber}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) throw new Stop(`--as-of must be a day like 2026-06-30, not ${asOf}`);
}

async function makeRoom(client: pg.Client, reset: boolean, report: (step: string) => void): Promise<void> {
  const known = await findCity(client);
  if (!reset) {
    if (known) throw new Stop(`The demo city is there already (${known.elements} elements, seed ${known.seed}). To build it anew: npm run seed -- --elements N --reset`);
    if ((await countForeignRows(client)) > 0) throw new Stop('County 990101 has elements that were not seeded. To remove them and build the demo city: npm run seed -- --elements N --reset');
    return;
  }
  await removeCity(client);
  report('old city removed');
}

async function finish(client: pg.Client, kinds: Partial<Record<string, number>>, noted: Parameters<typeof noteCity>[1]): Promise<void> {
  await insertDictionaries(client);
  await setCounters(client, kinds);
  await countPeople(client);
  await noteCity(client, noted);
  await refreshCounts(client);
}

/** The year that ends at the midnight with which `asOf` begins. */
function addEvents(client: pg.Client, seedNumber: number, asOf: string, elements: number): Promise<SeededEvents> {
  return seedEvents(client, { county: city.county.code, seed: seedNumber, asOf: new Date(`${asOf}T00:00:00+08:00`), events: eventsFor(elements) });
}

/** One line per step, with its time and rows per second. */
function createReport(log: (line: string) => void): (step: string, rows?: number) => void {
  let last = performance.now();
  return (name, rows) => {
    const seconds = (performance.now() - last) / 1000;
    last = performance.now();
    const rate = rows === undefined ? '' : `  ${rows.toLocaleString('en')} rows, ${Math.round(rows / Math.max(seconds, 0.001)).toLocaleString('en')} rows/s`;
    log(`${name} ${seconds.toFixed(1)} s${rate}`);
  };
}

export async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: { elements: { type: 'string' }, seed: { type: 'string' }, reset: { type: 'boolean' }, 'as-of': { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(help);
      return 0;
    }
    const config = readConfig();
    const options = { elements: toNumber(values.elements, config.seedElements), seed: toNumber(values.seed, defaultSeed), asOf: values['as-of'] ?? today() };
    checkNumbers(options.elements, options.seed, options.asOf);
    const source = await step('database', (say) => openDatabaseSource(config, say));
    try {
      await step('migrations', (say) => migrate(source.adminUrl, say));
      const done = await step('demo city', (say) => seed({ ...options, adminUrl: source.adminUrl, keyFile: path.join(config.dataDir, 'secrets', 'data.key'), reset: values.reset ?? false, log: say }));
      const kinds = Object.entries(done.kinds).map(([kind, count]) => `${count?.toLocaleString('en')} ${kind}`);
      console.log(`${done.elements.toLocaleString('en')} elements and ${done.events.toLocaleString('en')} events as of ${options.asOf} in ${done.seconds.toFixed(1)} s: ${kinds.join(', ')}; at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory`);
    } finally {
      await source.release();
    }
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  }
}

function toNumber(text: string | undefined, fallback: number): number {
  return text === undefined ? fallback : text.trim() === '' ? Number.NaN : Number(text);
}

