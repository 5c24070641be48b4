/** Runs one PostgreSQL server of the private cluster: makes its data, starts or adopts it, and stops it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, openSync, closeSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isErrno, messageOf, openHome, openSocketFolder, type Secrets, type SystemUser, socketUrl } from './cluster-files.ts';
import { availableMemory, chooseInstallation, decideSettings, findInstallations, type Profile } from './postgres.ts';

/** Everything about a cluster that stays the same while its keeper lives. */
export type Cluster = { bin: string; data: string; home: string; socketFolder: string; user: SystemUser; secrets: Secrets; profile: Profile };

/** A running server. `exited` resolves when it is gone, for whatever reason. */
export type Postmaster = { pid: number; exited: Promise<void>; stop(): Promise<void> };

type Log = (message: string) => void;

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;

/** Finds or makes the cluster's data. A kill at any moment leaves either no data or whole data. */
export function openData(folder: string, secrets: Secrets, user: SystemUser, profile: Profile, log: Log): Cluster {
  const home = openHome(folder, user, secrets.token);
  const data = path.join(home, 'data');
  const versionFile = path.join(data, 'PG_VERSION');
  const dataMajor = existsSync(versionFile) ? Number(readFileSync(versionFile, 'utf8')) : undefined;
  const { bin, major } = chooseInstallation(findInstallations(), dataMajor);
  const cluster = { bin, data, home, socketFolder: openSocketFolder(home, user), user, secrets, profile };
  if (dataMajor === undefined) {
    log(`making a PostgreSQL ${major} cluster`);
    initialise(cluster);
  }
  return cluster;
}

function initialise(cluster: Cluster): void {
  // A name of its own: an initdb whose keeper was killed may still be writing to the draft before.
  for (const name of readdirSync(cluster.home)) if (name.startsWith('data.draft')) rmSync(path.join(cluster.home, name), { recursive: true, force: true });
  const draft = `${cluster.data}.draft-${process.pid}`;
  const passwordFile = path.join(cluster.home, 'password');
  writeFileSync(passwordFile, cluster.secrets.ownerPassword, { mode: 0o600 });
  if (cluster.user.uid !== undefined) chownSync(passwordFile, cluster.user.uid, cluster.user.gid ?? cluster.user.uid);
  const options = ['--pgdata', draft, '--username=getu_owner', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8'];
  if (cluster.profile === 'test') options.push('--no-sync');
  const result = spawnSync(path.join(cluster.bin, 'initdb'), options, { ...asUser(cluster), encoding: 'utf8' });
  rmSync(passwordFile);
  if (result.status !== 0) throw new Error(`The database cluster could not be made in ${cluster.home}: ${result.error?.message ?? result.stderr.trim()}`);
  renameSync(draft, cluster.data);
}

function asUser(cluster: Cluster): { uid?: number; gid?: number; cwd: string; env: Record<string, string> } {
  const { uid, gid } = cluster.user;
  return { uid, gid, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' } };
}

/** Adopts the cluster's server when one runs (its former keeper was killed), or starts one and waits until it answers. */
export async function startPostmaster(cluster: Cluster, log: Log): Promise<Postmaster> {
  const running = findRunning(cluster);
  if (running !== undefined) log(`adopting the running PostgreSQL, process ${running}`);
  const attempts = 30;
  for (let attempt = 1; ; attempt += 1) {
    const postmaster = attempt === 1 && running !== undefined ? watchForeign(running) : spawnPostmaster(cluster);
    if (await waitUntilReady(cluster, postmaster)) return postmaster;
    // After a kill -9 the old server's workers may hold its shared memory for some seconds.
    if (attempt === attempts) throw new Error(`PostgreSQL does not start; the end of ${logFile(cluster)}:\n${tail(logFile(cluster))}`);
    log(`PostgreSQL did not start (attempt ${attempt} of ${attempts}): ${tail(logFile(cluster), 1)}`);
    await delay(1000);
  }
}

/** The process id of this cluster's running server. A stale file that names another process is removed. */
function findRunning(cluster: Cluster): number | undefined {
  const file = path.join(cluster.data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isServerOf(pid, cluster.data)) return pid;
  // Process ids are used again, above all in containers; PostgreSQL would refuse to start because of a stranger.
  if (!isZombieOrGone(pid)) rmSync(file, { force: true });
  return undefined;
}

/** A PostgreSQL server's working directory is its data folder. */
function isServerOf(pid: number, data: string): boolean {
  try {
    const [real, found] = [statSync(data), statSync(readlinkSync(`/proc/${pid}/cwd`))];
    return real.ino === found.ino && real.dev === found.dev && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    // The process is gone, or belongs to somebody else: not our server either way.
    return false;
  }
}

/** In a container nobody may collect the process of a keeper that was killed: it stays as a zombie for ever. */
function isZombieOrGone(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ESRCH')) return true;
    throw error;
  }
}

function spawnPostmaster(cluster: Cluster): Postmaster & { child: ChildProcess } {
  const settings = { ...decideSettings(cluster.profile, availableMemory(), os.availableParallelism()), unix_socket_directories: cluster.socketFolder };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  rotateLog(logFile(cluster));
  const log = openSync(logFile(cluster), 'a', 0o600);
  const child = spawn(path.join(cluster.bin, 'postgres'), ['-D', cluster.data, ...options], { ...asUser(cluster), detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const pid = child.pid ?? -1;
  return { child, pid, exited, stop: () => stopProcess(pid, exited) };
}

/** Watches a server that is not our child, and so gives no sign when it ends. */
function watchForeign(pid: number): Postmaster {
  const exited = (async () => {
    while (!isZombieOrGone(pid)) await delay(300);
  })();
  return { pid, exited, stop: () => stopProcess(pid, exited) };
}

/** Fast shutdown; after a minute an immediate one, which the next start recovers from. */
async function stopProcess(pid: number, exited: Promise<void>): Promise<void> {
  for (const [signal, waitMs] of [['SIGINT', 60_000], ['SIGQUIT', 10_000], ['SIGKILL', 5_000]] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw error;
    }
    const ended = await Promise.race([exited.then(() => true), delay(waitMs, false, { ref: false })]);
    if (ended) return;
  }
}

/** True when the server answers; false when it ended before. Recovery after a crash may take as long as it needs. */
async function waitUntilReady(cluster: Cluster, postmaster: Postmaster): Promise<boolean> {
  let ended = false;
  void postmaster.exited.then(() => {
    ended = true;
  });
  while (!ended) {
    try {
      await prepareDatabase(cluster);
      return true;
    } catch (error) {
      if (!isStillStarting(error)) throw new Error(`PostgreSQL runs, and its database cannot be prepared: ${messageOf(error)}`, { cause: error });
      await delay(50);
    }
  }
  return false;
}

const CANNOT_CONNECT_NOW = '57P03';

function isStillStarting(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', CANNOT_CONNECT_NOW].includes(code) || messageOf(error).includes('terminated unexpectedly');
}

/** Makes the application's role and the database `getu` where they are missing. */
async function prepareDatabase(cluster: Cluster): Promise<void> {
  const { ownerPassword, appPassword } = cluster.secrets;
  const client = new pg.Client({ connectionString: socketUrl('getu_owner', ownerPassword, cluster.socketFolder, 'postgres') });
  client.on('error', () => {
    // The same failure rejects the statement in progress, which is where it is handled.
  });
  await client.connect();
  try {
    const role = await client.query(`select from pg_roles where rolname = 'getu_app' and rolcanlogin`);
    if (role.rowCount === 0) await client.query(`create role getu_app login password ${client.escapeLiteral(appPassword)}`);
    await client.query('alter role getu_app set max_parallel_workers_per_gather = 0');
    const database = await client.query(`select from pg_database where datname = 'getu'`);
    if (database.rowCount === 0) await client.query(`create database getu template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  } finally {
    await client.end();
  }
}

function logFile(cluster: Cluster): string {
  return path.join(cluster.home, 'postgres.log');
}

/** Keeps one former log beside the present one once that has grown to 10 MB. */
export function rotateLog(file: string): void {
  if (existsSync(file) && statSync(file).size > LOG_LIMIT_BYTES) renameSync(file, `${file}.1`);
}

function tail(file: string, lines = 8): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '(no log)';
}
