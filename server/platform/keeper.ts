/**
 * The keeper: a small process of its own that runs the private cluster for as long as somebody holds it.
 *
 * Every Getu process that needs the database (server, import, seed, tests) holds a connection to the keeper. The kernel
 * closes that connection when its holder dies, however it dies, so nothing has to be cleaned up after a kill. The keeper
 * starts PostgreSQL again when it crashes and stops it when nobody holds it any more. When the keeper itself is killed,
 * PostgreSQL goes on, the holders start another keeper, and that one adopts the running server.
 *
 * Run as: keeper.ts CONTROL_FOLDER PROFILE. Speaks lines of JSON (`KeeperMessage`); understands the line `release`.
 */
import net from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { chooseSystemUser, isErrno, keeperName, messageOf, readOrMakeSecrets, removeSocketFolder } from './cluster-files.ts';
import { openData, type Postmaster, startPostmaster } from './postmaster.ts';
import type { Profile } from './postgres.ts';

/** What a keeper tells a holder. `socketFolder` is where the database listens. */
export type KeeperMessage =
  | { state: 'working'; note: string }
  | { state: 'ready'; socketFolder: string }
  | { state: 'failed'; note: string };

const FIRST_HOLDER_WAIT_MS = 10_000;
/** More crashes than this within a minute are a fault that starting again does not mend. */
const CRASHES_ALLOWED_PER_MINUTE = 5;

const holders = new Set<net.Socket>();
const leaving = new Set<net.Socket>();
let current: KeeperMessage = { state: 'working', note: 'starting' };
let onHoldersChanged = () => {};
let isAskedToStop = false;

function announce(message: KeeperMessage): void {
  current = message;
  for (const holder of holders) send(holder, message);
}

function send(socket: net.Socket, message: KeeperMessage): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

function log(message: string): void {
  console.log(`${new Date().toISOString()} ${message}`);
}

function report(note: string): void {
  log(note);
  announce({ state: 'working', note });
}

function accept(socket: net.Socket): void {
  holders.add(socket);
  send(socket, current);
  socket.on('data', (data) => {
    if (!data.toString().includes('release')) return;
    holders.delete(socket);
    leaving.add(socket);
    onHoldersChanged();
  });
  socket.on('error', (error) => log(`a holder's connection broke: ${messageOf(error)}`));
  socket.on('close', () => {
    holders.delete(socket);
    leaving.delete(socket);
    onHoldersChanged();
  });
  onHoldersChanged();
}

/** Resolves when nobody holds the cluster, or the keeper is told to stop. Those who leave need not wait for the others. */
function whenIdle(): Promise<'idle'> {
  return new Promise((resolve) => {
    onHoldersChanged = () => {
      if (holders.size === 0 || isAskedToStop) resolve('idle');
      else for (const socket of leaving) socket.end();
    };
    if (isAskedToStop) resolve('idle');
    void delay(FIRST_HOLDER_WAIT_MS).then(onHoldersChanged);
    if (holders.size > 0) onHoldersChanged();
  });
}

/** Runs PostgreSQL until nobody needs it. */
async function keep(folder: string, profile: Profile): Promise<void> {
  const secrets = readOrMakeSecrets(folder);
  const cluster = openData(folder, secrets, chooseSystemUser(folder), profile, report);
  const crashes: number[] = [];
  do {
    report('starting PostgreSQL');
    const postmaster: Postmaster = await startPostmaster(cluster, report);
    log(`ready, PostgreSQL is process ${postmaster.pid}`);
    announce({ state: 'ready', socketFolder: cluster.socketFolder });
    const end = await Promise.race([whenIdle(), postmaster.exited.then(() => 'crashed' as const)]);
    if (end === 'idle') {
      report('stopping PostgreSQL');
      await postmaster.stop();
      continue;
    }
    report('PostgreSQL has crashed; starting it again');
    crashes.push(Date.now());
    if (crashes.filter((at) => at > Date.now() - 60_000).length > CRASHES_ALLOWED_PER_MINUTE) throw new Error('PostgreSQL crashes again and again; see postgres.log in the data folder');
    // Somebody who came while PostgreSQL was being stopped is served by another round.
  } while (holders.size > 0 && !isAskedToStop);
  removeSocketFolder(cluster.home, cluster.socketFolder);
}

async function run(folder: string, profile: Profile): Promise<number> {
  const server = net.createServer(accept);
  const name = keeperName(folder, readOrMakeSecrets(folder));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(name, resolve);
  });
  try {
    await keep(folder, profile);
    log('stopped');
    return 0;
  } catch (error) {
    log(`failed: ${messageOf(error)}`);
    announce({ state: 'failed', note: messageOf(error) });
    return 1;
  } finally {
    server.close();
    for (const socket of [...holders, ...leaving]) socket.end();
  }
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    isAskedToStop = true;
    onHoldersChanged();
  });
}
// The terminal that started Getu may be closed while another process still holds the cluster.
process.on('SIGHUP', () => {});

const [folder = '', profile = 'durable'] = process.argv.slice(2);
run(folder, profile as Profile).then(
  // The exit waits for the last lines to reach the holders.
  (code) => setTimeout(() => process.exit(code), 50),
  (error) => {
    // Another keeper has the name: it serves the holders, and this one is not needed.
    if (!isErrno(error, 'EADDRINUSE')) console.error(error);
    process.exit(isErrno(error, 'EADDRINUSE') ? 0 : 1);
  },
);
