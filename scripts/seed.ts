/** `npm run seed -- --elements N [--seed S] [--reset]`: builds the demo city. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { cityLimits, planForElements } from '../data/city/generate.ts';
import { openCipher } from '../server/platform/cipher.ts';
import { readConfig } from '../server/platform/config.ts';
import { openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import { loadCity } from './seed-load.ts';
import { countForeignRows, countPeople, findCity, insertDictionaries, lockSeeding, noteCity, refreshCounts, removeCity, setCounters } from './seed-queries.ts';
import { printError, Stop, step } from './terminal.ts';

const help = `npm run seed -- --elements N [--seed S] [--reset] [--as-of YYYY-MM-DD]

Builds the demo city 云溪市 with N elements (1,000 to 10,000,000), the same rows for the same seed.
  --elements N   elements of all kinds together (default: SEED_ELEMENTS, 60000)
  --seed S       whole number from 0 to 4294967295 (default 1)
  --reset        removes the demo county's rows first, and no others
  --as-of DAY    the day on which the city is described: ages, visits due (default ${'2026-06-30'})`;

export interface SeedOptions {
  /** Owner's connection. */
  adminUrl: string;
  /** Key of the personal fields, see server/platform/cipher.ts. */
  keyFile: string;
  elements: number;
  seed?: number;
  reset?: boolean;
  asOf?: string;
  log?: (line: string) => void;
}

export interface Seeded {
  elements: number;
  kinds: Partial<Record<string, number>>;
  seconds: number;
}

export const defaultSeed = 1;
export const defaultDay = '2026-06-30';

/**
 * Builds the city in one transaction: killed at any moment it leaves nothing. Throws a Stop with one sentence for numbers
 * that are no city and for a county that has rows already.
 */
export async function seed({ adminUrl, keyFile, elements, seed: seedNumber = defaultSeed, reset = false, asOf = defaultDay, log = () => {} }: SeedOptions): Promise<Seeded> {
  const startedAt = performance.now();
  checkNumbers(elements, seedNumber, asOf);
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'getu seed' });
  // A connection that breaks rejects the statement that runs; without a listener it would end the whole process besides.
  client.on('error', (error) => log(`the database connection broke: ${error.message}`));
  await client.connect();
  const report = createReport(log);
  try {
    await client.query('begin');
    await client.query("select set_config('getu.bulk', 'on', true), set_config('maintenance_work_mem', '256MB', true), set_config('synchronous_commit', 'on', true)");
    await lockSeeding(client, () => log('another seeding is running; waiting for it to end'));
    await makeRoom(client, reset, report);
    const sized = planForElements(elements, seedNumber);
    report(`plan: ${sized.plan.lots.length} cells, ${sized.plan.grids.length} grids, ${sized.plan.communities.length} communities`);
    const kinds = await loadCity(client, sized, { asOf, cipher: openCipher(keyFile) }, report);
    const total = Object.values(kinds).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    await finish(client, kinds, seedNumber, elements, total);
    report('counts and statistics');
    await client.query('commit');
    report('commit');
    return { elements: total, kinds, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    await client.end(); // An open transaction is rolled back by it.
  }
}

function checkNumbers(elements: number, seedNumber: number, asOf: string): void {
  if (!Number.isInteger(elements) || elements < cityLimits.smallest || elements > cityLimits.largest) {
    throw new Stop(`--elements must be a whole number from ${cityLimits.smallest} to ${cityLimits.largest}, not ${elements}`);
  }
  if (!Number.isInteger(seedNumber) || seedNumber < 0 || seedNumber > 4_294_967_295) throw new Stop(`--seed must be a whole number from 0 to 4294967295, not ${seedNumber}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf) || Number.isNaN(Date.parse(asOf))) throw new Stop(`--as-of must be a day like ${defaultDay}, not ${asOf}`);
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

async function finish(client: pg.Client, kinds: Partial<Record<string, number>>, seedNumber: number, wanted: number, total: number): Promise<void> {
  await insertDictionaries(client);
  await setCounters(client, kinds);
  await countPeople(client);
  await noteCity(client, seedNumber, wanted, total);
  await refreshCounts(client);
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
    const options = { elements: toNumber(values.elements, config.seedElements), seed: toNumber(values.seed, defaultSeed), asOf: values['as-of'] ?? defaultDay };
    checkNumbers(options.elements, options.seed, options.asOf);
    const source = await step('database', (say) => openDatabaseSource(config, say));
    try {
      await step('migrations', (say) => migrate(source.adminUrl, say));
      const done = await step('demo city', (say) => seed({ ...options, adminUrl: source.adminUrl, keyFile: path.join(config.dataDir, 'secrets', 'data.key'), reset: values.reset ?? false, log: say }));
      const kinds = Object.entries(done.kinds).map(([kind, count]) => `${count?.toLocaleString('en')} ${kind}`);
      console.log(`${done.elements.toLocaleString('en')} elements in ${done.seconds.toFixed(1)} s: ${kinds.join(', ')}; at most ${Math.round(process.resourceUsage().maxRSS / 1024)} MB of memory`);
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

