import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestFolder } from '../server/platform/test-setup.ts';

const BOOTSTRAP = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

let folder: { path: string; remove(): void };
let children: ChildProcess[] = [];
beforeEach(() => {
  folder = openTestFolder();
});
afterEach(async () => {
  await Promise.all(children.map((child) => stop(child)));
  children = [];
  await eventually('the database is stopped', () => findPostgres() === undefined);
  folder.remove();
});

type Started = { child: ChildProcess; exit: Promise<number | null>; output: () => string; url: () => string | undefined };

/** `npm start` without npm, on a port that the system chooses unless one is given. */
function start(variables: Record<string, string> = {}): Started {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder.path, PORT: '0', SEED_ELEMENTS: '0', DEMO_PASSWORD: 'correct horse battery', ...variables };
  const child = spawn(process.execPath, [BOOTSTRAP, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  const text: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => text.push(data.toString()));
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = () => text.join('');
  return { child, exit, output, url: () => /answers at (http:\S+) after/.exec(output())?.[1] };
}

async function startAndWait(variables?: Record<string, string>): Promise<Started & { address: string }> {
  const started = start(variables);
  await eventually(`an address is printed; so far:\n${started.output()}`, () => started.url() !== undefined || started.child.exitCode !== null);
  const address = started.url();
  if (!address) throw new Error(started.output());
  return { ...started, address };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await closed;
}

async function eventually(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < 100_000; waited += 100) {
    if (holds()) return;
    await delay(100);
  }
  throw new Error(`never came true: ${what}`);
}

/** The process id of the cluster's running PostgreSQL. */
function findPostgres(): number | undefined {
  const location = path.join(folder.path, 'cluster/location.json');
  if (!existsSync(location)) return undefined;
  const file = path.join((JSON.parse(readFileSync(location, 'utf8')) as { home: string }).home, 'data/postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

const health = async (address: string) => (await fetch(`${address}/api/health`)).json();
const signIn = (address: string) =>
  fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'street', password: 'correct horse battery' }) });

test('a start on an empty folder ends with an address where the demo accounts may sign in, and SIGTERM ends all of it', async () => {
  const first = await startAndWait({ SEED_ELEMENTS: '1000' });
  expect(await health(first.address)).toMatchObject({ status: 'ok', database: 'ok' });
  expect((await signIn(first.address)).ok).toBe(true);
  expect(first.output()).toMatch(/✓ demo city/);
  const postgres = findPostgres();
  first.child.kill('SIGTERM');
  expect(await first.exit).toBe(0);
  expect(existsSync(`/proc/${postgres}`)).toBe(false);
  const second = await startAndWait({ SEED_ELEMENTS: '1000' });
  expect(second.output()).not.toMatch(/demo city/);
  expect((await signIn(second.address)).ok).toBe(true);
});

test('a server that is killed leaves nothing running, and the next start is sound', async () => {
  const first = await startAndWait();
  first.child.kill('SIGKILL');
  await eventually('the database is stopped', () => findPostgres() === undefined);
  expect(await health((await startAndWait()).address)).toMatchObject({ status: 'ok' });
});

test('a seeding that is killed leaves nothing of the city, and the next start builds it', async () => {
  const first = start({ SEED_ELEMENTS: '20000' });
  await eventually('the seeding has begun', () => first.output().includes('demo city: '));
  first.child.kill('SIGKILL');
  expect((await startAndWait({ SEED_ELEMENTS: '3000' })).output()).toMatch(/✓ demo city/);
});

test('the server answers again after its PostgreSQL was killed', async () => {
  const { address } = await startAndWait();
  process.kill(findPostgres() ?? 0, 'SIGKILL');
  let answer: unknown;
  for (let attempt = 0; attempt < 100 && JSON.stringify(answer)?.includes('"ok"') !== true; attempt += 1) {
    await delay(200);
    answer = await health(address);
  }
  expect(answer).toMatchObject({ status: 'ok', database: 'ok' });
});

test('a port that another program has is named, and nothing is begun', async () => {
  const other = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const { port } = other.address() as net.AddressInfo;
  const refused = start({ PORT: String(port) });
  expect(await refused.exit).toBe(1);
  expect(refused.output()).toContain(`Port ${port} is taken by another program.`);
  expect(existsSync(path.join(folder.path, 'cluster'))).toBe(false);
  other.close();
});

test('a second start on the port of a running Getu says that Getu runs there', async () => {
  const { address } = await startAndWait();
  const refused = start({ PORT: new URL(address).port });
  expect(await refused.exit).toBe(1);
  expect(refused.output()).toContain(`Getu already runs at ${address}.`);
});

test('a setting that cannot be used is said in one sentence', async () => {
  const refused = start({ PORT: '80x' });
  expect(await refused.exit).toBe(1);
  expect(refused.output().trim()).toBe('PORT=80x is not a whole number from 0 to 65535');
});
