import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HeldCluster, openCluster } from './cluster.ts';
import { openTestFolder } from './test-setup.ts';

let folder: { path: string; remove(): void };
let held: HeldCluster[] = [];
beforeEach(() => {
  folder = openTestFolder();
});
afterEach(async () => {
  for (const cluster of held) await cluster.release();
  held = [];
  folder.remove();
});

async function open(dataDir = folder.path): Promise<HeldCluster> {
  // The durable profile: these tests are about what a crash leaves.
  const cluster = await openCluster({ dataDir });
  held.push(cluster);
  return cluster;
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

/** The process ids of the cluster's PostgreSQL and of its keeper. */
function findProcesses(dataDir = folder.path): { postgres: number; keeper: number } {
  const { home } = JSON.parse(readFileSync(path.join(dataDir, 'cluster/location.json'), 'utf8')) as { home: string };
  const postgres = Number(readFileSync(path.join(home, 'data/postmaster.pid'), 'utf8').split('\n')[0]);
  const status = readFileSync(`/proc/${postgres}/status`, 'utf8');
  return { postgres, keeper: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]) };
}

async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (await holds()) return;
    await delay(100);
  }
  throw new Error(`never came true: ${what}`);
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

async function answers(url: string): Promise<boolean> {
  return query(url, 'select 1').then(
    () => true,
    () => false,
  );
}

test('committed rows survive a kill -9 of PostgreSQL, which the keeper starts again', async () => {
  const { adminUrl } = await open();
  await query(adminUrl, 'create table kept (id integer); insert into kept select generate_series(1, 1000)');
  const before = findProcesses().postgres;
  process.kill(before, 'SIGKILL');
  await eventually('the database answers again', async () => !isAlive(before) && (await answers(adminUrl)));
  expect(findProcesses().postgres).not.toBe(before);
  expect(await query(adminUrl, 'select count(*)::integer as rows from kept')).toEqual([{ rows: 1000 }]);
});

test('PostgreSQL goes on when its keeper is killed, and a new keeper adopts it', async () => {
  const { adminUrl, release } = await open();
  const { postgres, keeper } = findProcesses();
  process.kill(keeper, 'SIGKILL');
  await eventually('the keeper is gone', () => !isAlive(keeper));
  const log = path.join(folder.path, 'cluster/keeper.log');
  await eventually('the server is adopted', () => readFileSync(log, 'utf8').includes(`adopting the running PostgreSQL, process ${postgres}`));
  expect(await answers(adminUrl)).toBe(true);
  await release();
  expect(isAlive(postgres)).toBe(false);
});

test('a release while another keeper takes over stops PostgreSQL too', async () => {
  let takesOver = () => {};
  const takingOver = new Promise<void>((resolve) => {
    takesOver = resolve;
  });
  const { release } = await openCluster({ dataDir: folder.path, log: (message) => message.startsWith('the keeper of the database is gone') && takesOver() });
  const { postgres, keeper } = findProcesses();
  process.kill(keeper, 'SIGKILL');
  await takingOver;
  await release();
  expect(isAlive(postgres)).toBe(false);
});

test('PostgreSQL stops by itself when its only holder is killed', async () => {
  const holder = await startHolder(folder.path);
  const { postgres, keeper } = findProcesses();
  holder.kill('SIGKILL');
  await eventually('nothing is left running', () => !isAlive(postgres) && !isAlive(keeper));
});

test('two who open the same folder at once share one server, which stops with the last of them', async () => {
  const [first, second] = await Promise.all([open(), open()]);
  expect(first.adminUrl).toBe(second.adminUrl);
  const { postgres } = findProcesses();
  await first.release();
  expect(await answers(second.adminUrl)).toBe(true);
  await second.release();
  expect(isAlive(postgres)).toBe(false);
});

test('a data folder whose path is longer than a socket may be works all the same', async () => {
  const deep = path.join(folder.path, 'a-rather-long-name'.repeat(4), '很长的目录名'.repeat(4));
  const { adminUrl } = await open(deep);
  expect(new URL(adminUrl).searchParams.get('host')?.length).toBeLessThan(93);
  expect(await answers(adminUrl)).toBe(true);
});

test('the application signs in without any privilege, and the database sorts by code point', async () => {
  const { appUrl } = await open();
  const rows = await query(appUrl, `
    select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, datctype, current_setting('max_parallel_workers_per_gather') as workers
    from pg_roles, pg_database where rolname = current_user and datname = current_database()`);
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, datctype: 'C.UTF-8', workers: '0' }]);
});

test('a stale process id that now belongs to somebody else does not keep PostgreSQL from starting', async () => {
  const first = await open();
  const data = (JSON.parse(readFileSync(path.join(folder.path, 'cluster/location.json'), 'utf8')) as { home: string }).home;
  await first.release();
  writeFileSync(path.join(data, 'data/postmaster.pid'), `${process.pid}\n${data}/data\n1\n5432\n`);
  expect(await answers((await open()).adminUrl)).toBe(true);
});

/** A process of its own that holds the cluster, and ends with this one. */
function startHolder(dataDir: string): Promise<ChildProcess> {
  const cluster = pathToFileURL(fileURLToPath(new URL('./cluster.ts', import.meta.url))).href;
  const code = `const { openCluster } = await import(${JSON.stringify(cluster)});
    await openCluster({ dataDir: ${JSON.stringify(dataDir)} }); console.log('held'); process.stdin.on('end', () => process.exit()).resume();`;
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, '--input-type=module', '--eval', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', () => resolve(child));
    child.once('exit', (exitCode) => reject(new Error(`the holder ended with ${exitCode}`)));
  });
}
