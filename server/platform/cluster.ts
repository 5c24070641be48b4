/** Holds the private PostgreSQL cluster of a data folder, starting its keeper (see keeper.ts) where none runs. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isErrno, keeperName, messageOf, openControlFolder, readOrMakeSecrets, type Secrets, socketUrl } from './cluster-files.ts';
import type { KeeperMessage } from './keeper.ts';
import type { Profile } from './postgres.ts';
import { rotateLog } from './postmaster.ts';

/**
 * A held cluster. `adminUrl` connects to the database `getu` as its owner (migrations, seed, import), `appUrl` as the
 * unprivileged role of requests. `release` resolves at once when others hold the cluster, else once PostgreSQL has stopped.
 */
export type HeldCluster = { adminUrl: string; appUrl: string; release(): Promise<void> };

/** `log` gets one line per thing that a person may want to know. */
export type ClusterOptions = { dataDir: string; log?: (message: string) => void; profile?: Profile };

const KEEPER_APPEARS_WITHIN_MS = 30_000;

/**
 * Opens and holds the cluster of a data folder; the first holder makes it. Safe to call from many processes at once.
 * The hold ends with `release` or with this process.
 * @throws Error with a sentence for a person: packages missing, folder of another user, PostgreSQL that does not start
 */
export async function openCluster({ dataDir, log = () => {}, profile = 'durable' }: ClusterOptions): Promise<HeldCluster> {
  const folder = openControlFolder(dataDir);
  const secrets = readOrMakeSecrets(folder);
  const holder: Holder = { folder, secrets, profile, log, isReleased: false, regained: Promise.resolve() };
  const { socket, socketFolder } = await hold(holder);
  stayHeld(holder, socket);
  return {
    adminUrl: socketUrl('getu_owner', secrets.ownerPassword, socketFolder, 'getu'),
    appUrl: socketUrl('getu_app', secrets.appPassword, socketFolder, 'getu'),
    release: () => release(holder),
  };
}

/** `regained` resolves once a keeper holds again after one was killed, or none could be had. */
type Holder = { folder: string; secrets: Secrets; profile: Profile; log: (message: string) => void; isReleased: boolean; socket?: net.Socket; regained: Promise<void> };

/** Connects to the keeper until one says that the database is ready; starts a keeper where none answers. */
async function hold(holder: Holder): Promise<{ socket: net.Socket; socketFolder: string }> {
  let lastSpawnAt = 0;
  const giveUpAt = Date.now() + KEEPER_APPEARS_WITHIN_MS;
  for (;;) {
    try {
      const socket = await connect(keeperName(holder.folder, holder.secrets));
      const socketFolder = await waitUntilReady(socket, holder.log);
      if (socketFolder !== undefined) return { socket, socketFolder };
    } catch (error) {
      if (!isErrno(error, 'ECONNREFUSED')) throw error;
      if (Date.now() > giveUpAt) throw new Error(`The database's keeper does not start; see ${path.join(holder.folder, 'keeper.log')}`);
      if (Date.now() - lastSpawnAt > 3000) {
        spawnKeeper(holder);
        lastSpawnAt = Date.now();
      }
    }
    await delay(30);
  }
}

function connect(name: string): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(name);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // A broken connection also closes; the close is what is acted on.
      socket.on('error', () => {});
      resolve(socket);
    });
  });
}

/** The database's socket folder; undefined when the keeper went away before it was ready. */
function waitUntilReady(socket: net.Socket, log: (message: string) => void): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    socket.once('close', () => resolve(undefined));
    const lines = createInterface({ input: socket });
    // It repeats the socket's errors; a broken connection also closes, which is what is acted on.
    lines.on('error', () => {});
    lines.on('line', (line) => {
      const message = JSON.parse(line) as KeeperMessage;
      if (message.state === 'ready') resolve(message.socketFolder);
      else if (message.state === 'failed') reject(new Error(message.note));
      else log(message.note);
    });
  });
}

/** Starts a keeper of its own session, so that a Ctrl-C meant for its holders does not reach it. */
function spawnKeeper({ folder, profile }: Holder): void {
  const logFile = path.join(folder, 'keeper.log');
  rotateLog(logFile);
  const output = openSync(logFile, 'a', 0o600);
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const keeper = fileURLToPath(new URL('./keeper.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', tsx, keeper, folder, profile], {
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.unref();
}

/** Holds again through another keeper when this one is killed. */
function stayHeld(holder: Holder, socket: net.Socket): void {
  holder.socket = socket;
  // The hold alone must not keep its process alive.
  socket.unref();
  socket.once('close', () => {
    if (holder.isReleased) return;
    holder.regained = hold(holder).then(
      (held) => stayHeld(holder, held.socket),
      (error: unknown) => holder.log(`the database is not kept any more: ${messageOf(error)}`),
    );
    holder.log('the keeper of the database is gone; starting another');
  });
}

async function release(holder: Holder): Promise<void> {
  if (holder.isReleased) return;
  holder.isReleased = true;
  // A keeper that is just taking over holds for this one too, and would hold until the process ends.
  await holder.regained;
  const { socket } = holder;
  if (!socket || socket.closed) return;
  socket.ref();
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.write('release\n');
  });
}
