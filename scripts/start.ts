/**
 * `npm start`: everything needed, from a bare clone, then serves. Every step is safe to repeat, so a start that was cut
 * off at any moment is finished by the next one.
 */
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type DemoAccount, ensureDemoAccounts } from '../server/features/identity/demo-accounts.ts';
import { ensureMatters } from '../server/features/matters/load.ts';
import { type Config, readConfig } from '../server/platform/config.ts';
import { type DatabaseSource, openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import type { RunningServer } from '../server/main.ts';
import { buildClient } from './build-client.ts';
import { ensurePackages } from './packages.ts';
import { formatSeconds, printError, Stop, step } from './terminal.ts';

const HELP = `npm start

Makes all that Getu needs and serves it: system packages, database, migrations, demo city, client.
Environment: PORT (8080), HOST (127.0.0.1), DATA_DIR (./var), DATABASE_URL, DEMO_PASSWORD, SEED_ELEMENTS (60000), LOG_LEVEL.`;

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(HELP);
    return 0;
  }
  const held: Held = {};
  const stopping = waitForStop();
  const interrupted = stopping.then((reason): never => {
    throw new Stop(`${reason}: stopped before the start was complete. The next start goes on from here.`);
  });
  try {
    const server = await Promise.race([start(held), interrupted]);
    console.log(`\n${await stopping}: stopping`);
    await step('server closed', () => server.close());
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  } finally {
    const { source } = held;
    if (source) await step('database released', () => source.release());
    // An interrupted start may still have work in flight, which must not hold up the end.
    if (!held.isServing) process.exit(1);
  }
}

/** What has to be given back at the end, also when the start is cut off half-way. */
type Held = { source?: DatabaseSource; isServing?: boolean };

/** Everything up to the first answer; what is there already is left as it is. */
async function start(held: Held): Promise<RunningServer> {
  const startedAt = performance.now();
  const config = readConfig();
  await requireFreePort(config);
  await step('packages', (say) => ensurePackages(config.databaseUrl === null ? ['database', 'gdal', 'font'] : [], say));
  const source = await step('database', (say) => openDatabaseSource(config, say));
  held.source = source;
  await step('migrations', (say) => migrate(source.adminUrl, say));
  await step('matters', (say) => ensureMatters(source.adminUrl, say));
  // Building wants a processor, seeding mostly the database: together they take hardly longer than the seeding.
  const [accounts] = await Promise.all([fill(config, source.adminUrl), step('client', async (say) => say((await buildClient()) ? 'built' : 'is up to date'))]);
  // Loaded late: the steps before should not wait for the whole server's code.
  const { startServer } = await import('../server/main.ts');
  const server = await startServer(config, source);
  held.isServing = true;
  console.log(describeAccounts(accounts, config.demoPassword !== null));
  console.log(`Getu answers at ${server.url} after ${formatSeconds(performance.now() - startedAt)}. Ctrl-C stops it.`);
  return server;
}

/** A line per account. Passwords are shown once, when they are made: the database keeps their hashes alone. */
function describeAccounts(accounts: DemoAccount[], isChosen: boolean): string {
  if (accounts.length === 0) return '';
  const lines = accounts.map(({ username, displayName, jurisdiction, password }) => {
    const shown = isChosen ? '(DEMO_PASSWORD)' : (password ?? '(as printed at the first start)');
    return `  ${username.padEnd(11)} ${shown.padEnd(32)} ${(jurisdiction || 'everywhere').padEnd(16)} ${displayName}`;
  });
  const areForgotten = !isChosen && accounts.some(({ password }) => password === null);
  const hint = areForgotten ? 'Forgotten? DEMO_PASSWORD=… npm start gives all of them that one.\n' : '';
  return `\nDemo accounts: name, password, where\n${lines.join('\n')}\n${hint}`;
}

/** The demo city, on the first start only (a city of an earlier version gets its events), and the demo accounts. */
async function fill(config: Config, adminUrl: string): Promise<DemoAccount[]> {
  const wanted = config.seedElements > 0 ? await findMissing(adminUrl) : 'nothing';
  if (wanted === 'events') {
    const { addMissingEvents } = await import('./seed.ts');
    await step('past events', (say) => addMissingEvents(adminUrl, say));
  }
  if (wanted === 'city') {
    // Loaded only when it is needed: the recipe of the city is a good deal of code.
    const [{ seed }, { cityLimits }] = await Promise.all([import('./seed.ts'), import('../data/city/generate.ts')]);
    // A smaller number still asks for a city: the smallest.
    const elements = Math.max(config.seedElements, cityLimits.smallest);
    await step('demo city', (say) => seed({ adminUrl, keyFile: path.join(config.dataDir, 'secrets', 'data.key'), elements, log: say }));
  }
  return step('demo accounts', (say) => ensureDemoAccounts({ adminUrl, demoPassword: config.demoPassword, log: say }));
}

/** The city before the first start: it is built in one transaction, so a seeding that was cut off has left nothing. */
async function findMissing(adminUrl: string): Promise<'city' | 'events' | 'nothing'> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ is_empty: boolean; lacks_events: boolean }>(`
      select
        not exists (select from city_seeds) and not exists (select from regions) and not exists (select from elements) as is_empty,
        exists (select from city_seeds where as_of is null) as lacks_events`);
    if (rows[0]?.is_empty) return 'city';
    return rows[0]?.lacks_events ? 'events' : 'nothing';
  } finally {
    await client.end();
  }
}

/** A taken port is found before anything else is done, and named. A Getu that is just stopping gets time to let go of it. */
async function requireFreePort({ port, host }: Config): Promise<void> {
  for (let attempt = 0; attempt < 15; attempt += 1) {
    if (await canListen(port, host)) return;
    await delay(200);
  }
  const isGetu = await isGetuAt(port, host);
  if (isGetu) throw new Stop(`Getu already runs at http://localhost:${port}. For a second one beside it: PORT=${port + 1} DATA_DIR=./var-2 npm start`);
  throw new Stop(`Port ${port} is taken by another program. Start Getu on another one: PORT=${port + 1} npm start`);
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES') reject(new Stop(`Port ${port} may only be used by root. Choose one above 1023: PORT=8080 npm start`));
      else reject(new Stop(`HOST=${host} PORT=${port} cannot be listened on: ${error.message}`));
    });
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Asks whoever has the port whether it is Getu, by the shape of its health. */
async function isGetuAt(port: number, host: string): Promise<boolean> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  try {
    const response = await fetch(`http://${name.includes(':') ? `[${name}]` : name}:${port}/api/health`, { signal: AbortSignal.timeout(2000) });
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'status' in body && 'database' in body && 'version' in body;
  } catch {
    // Whatever it is, it does not speak as Getu does.
    return false;
  }
}

/** Resolves with the reason to stop: a signal, or the end of the npm that started this process. */
function waitForStop(): Promise<string> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        signals += 1;
        // Ctrl-C reaches this process twice: from the terminal and from npm. Only an impatient third one cuts it short.
        if (signals > 2) process.exit(1);
        resolve(signal);
      });
    }
    const parent = process.ppid;
    // Killed with -9, npm cannot hand its end on; a server that nobody started would hold the port.
    if (process.env.npm_lifecycle_event === 'start') setInterval(() => process.ppid !== parent && resolve('npm has ended'), 200).unref();
  });
}
