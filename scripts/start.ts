/**
 * `npm start`: everything needed, from a bare clone, then serves. Every step is safe to repeat, so a start that was cut
 * off at any moment is finished by the next one.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type Config, readConfig } from '../server/platform/config.ts';
import { type DatabaseSource, openDatabaseSource } from '../server/platform/database-source.ts';
import { migrate } from '../server/platform/migrate.ts';
import { buildClient } from './build-client.ts';
import { ensurePackages } from './packages.ts';
import { formatSeconds, printError, Stop, step } from './terminal.ts';

const HELP = `npm start

Makes all that Getu needs and serves it: system packages, database, migrations, demo city, client.
Environment: PORT (8080), HOST (127.0.0.1), DATA_DIR (./var), DATABASE_URL, DEMO_PASSWORD, SEED_ELEMENTS (60000), LOG_LEVEL.`;

export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) return print(HELP);
  const stopping = waitForStop();
  let source: DatabaseSource | undefined;
  try {
    const startedAt = performance.now();
    const config = readConfig();
    await requireFreePort(config);
    source = await prepare(config);
    // Loaded late: the checks above should not wait for the whole server's code.
    const { startServer } = await import('../server/main.ts');
    const server = await startServer(config, source);
    console.log(`\nGetu answers at ${server.url} after ${formatSeconds(performance.now() - startedAt)}. Ctrl-C stops it.`);
    const reason = await stopping;
    console.log(`\n${reason}: stopping`);
    await step('server closed', () => server.close());
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  } finally {
    const held = source;
    if (held) await step('database released', () => held.release());
  }
}

function print(text: string): number {
  console.log(text);
  return 0;
}

/** Everything before the first answer; what is there already is left as it is. */
async function prepare(config: Config): Promise<DatabaseSource> {
  await step('packages', (say) => ensurePackages(config.databaseUrl === null ? ['database', 'gdal'] : [], say));
  const source = await step('database', (say) => openDatabaseSource(config, say));
  try {
    await step('migrations', (say) => migrate(source.adminUrl, say));
    await step('client', (say) => buildClient().then((isBuilt) => say(isBuilt ? 'built' : 'is up to date')));
    return source;
  } catch (error) {
    await source.release();
    throw error;
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
