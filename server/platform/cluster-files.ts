/**
 * Where the private cluster's files lie.
 *
 * `DATA_DIR/cluster/` belongs to whoever runs Getu: `secrets.json` (passwords, and the name under which the keeper listens),
 * `location.json`, `keeper.log`. The *home* holds PostgreSQL's own files and belongs to the operating system's user that
 * runs PostgreSQL: `data/`, `postgres.log`, and the folder of its socket.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Both passwords of the cluster and the token in its keeper's name; readable by the one who runs Getu only. */
export type Secrets = { token: string; ownerPassword: string; appPassword: string };

/** The operating system's user that runs PostgreSQL: undefined ids mean "the one who runs Getu". */
export type SystemUser = { name: string; uid?: number; gid?: number };

/** A unix socket's path may have 107 bytes; `/.s.PGSQL.5432` takes 14 of them. */
const LONGEST_SOCKET_FOLDER = 107 - '/.s.PGSQL.5432'.length;

/** The folder of the cluster's control files, made when absent. */
export function openControlFolder(dataDir: string): string {
  const folder = path.join(path.resolve(dataDir), 'cluster');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    readOrMakeSecrets(folder);
  } catch (cause) {
    throw new Error(`The data folder ${path.resolve(dataDir)} cannot be used (${messageOf(cause)}). Start Getu as the user that owns it, or set DATA_DIR to another folder.`, { cause });
  }
  return folder;
}

/** Reads the secrets; the first of several processes at once makes them, and all get the same. */
export function readOrMakeSecrets(folder: string): Secrets {
  const file = path.join(folder, 'secrets.json');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    const secret = () => randomBytes(24).toString('base64url');
    const secrets: Secrets = { token: secret(), ownerPassword: secret(), appPassword: secret() };
    writeFileSync(draft, JSON.stringify(secrets), { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

/**
 * The name in Linux's abstract socket namespace under which the folder's keeper listens. The kernel gives it to one
 * process at a time and frees it at that process's death, so it is also the lock that keeps two keepers apart. The
 * folder's inode is in it, so that a copy of a data folder gets a keeper of its own.
 */
export function keeperName(folder: string, secrets: Secrets): string {
  const { dev, ino } = statSync(folder);
  return `\0getu-${createHash('sha256').update(`${secrets.token} ${dev}:${ino}`).digest('hex').slice(0, 40)}`;
}

/** PostgreSQL refuses to run as root: root lends it the data's owner, `postgres`, or a user made for it. */
export function chooseSystemUser(folder: string): SystemUser {
  if (process.getuid?.() !== 0) return { name: '' };
  const data = path.join(readHome(folder) ?? path.join(folder, 'home'), 'data');
  const owner = existsSync(data) ? statSync(data).uid : 0;
  if (owner !== 0) return lookUpUser(String(owner)) ?? { name: String(owner), uid: owner, gid: statSync(data).gid };
  const ordinary = lookUpUser('postgres') ?? lookUpUser('getu');
  if (ordinary) return ordinary;
  spawnSync('useradd', ['--system', '--user-group', '--shell', '/usr/sbin/nologin', '--home-dir', '/nonexistent', 'getu']);
  const made = lookUpUser('getu');
  if (!made) throw new Error('PostgreSQL does not run as root and there is no ordinary user for it; make one with: useradd --system --user-group getu');
  return made;
}

function lookUpUser(name: string): SystemUser | undefined {
  const [entry] = spawnSync('getent', ['passwd', name], { encoding: 'utf8' }).stdout.split('\n');
  const fields = entry?.split(':') ?? [];
  return fields.length < 4 ? undefined : { name: fields[0] ?? name, uid: Number(fields[2]), gid: Number(fields[3]) };
}

/**
 * The home of PostgreSQL's files, made when absent: inside the control folder, or, when the system user cannot enter it
 * (a clone under root's own home), in /var/lib/getu. The choice is written down and stays.
 */
export function openHome(folder: string, user: SystemUser, token: string): string {
  const known = readHome(folder);
  if (known) return known;
  const home = canEnter(folder, user) ? path.join(folder, 'home') : path.join('/var/lib/getu', createHash('sha256').update(token).digest('hex').slice(0, 16));
  if (!home.startsWith(folder)) mkdirSync('/var/lib/getu', { recursive: true, mode: 0o755 });
  makePrivateFolder(home, user);
  writeFileSync(path.join(folder, 'location.json'), JSON.stringify({ home, why: home.startsWith(folder) ? 'beside this file' : `${user.name} cannot enter ${folder}` }));
  return home;
}

/** The home beside the file comes first: a data folder that was moved or copied as a whole brings its own along. */
function readHome(folder: string): string | undefined {
  const file = path.join(folder, 'location.json');
  if (!existsSync(file)) return undefined;
  const { home } = JSON.parse(readFileSync(file, 'utf8')) as { home: string };
  return [path.join(folder, 'home'), home].find((one) => existsSync(one));
}

/** Asks the system itself, since rights depend on every folder above and on access lists. */
function canEnter(folder: string, user: SystemUser): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('test', ['-x', folder], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}

/** The folder of the database's socket: in the home, or a short private one when the home's path is too long. */
export function openSocketFolder(home: string, user: SystemUser): string {
  const near = path.join(home, 'run');
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const folder = Buffer.byteLength(near) <= LONGEST_SOCKET_FOLDER ? near : path.join('/tmp', `getu-${name}`);
  makePrivateFolder(folder, user);
  return folder;
}

/** Takes a short socket folder outside the home away again once no server listens in it. */
export function removeSocketFolder(home: string, folder: string): void {
  if (!folder.startsWith(home)) rmSync(folder, { recursive: true, force: true });
}

/** Makes a folder that only the user may enter; one that lies there already must be exactly that. */
export function makePrivateFolder(folder: string, user: SystemUser): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
    if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid);
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error;
  }
  const found = lstatSync(folder);
  const owner = user.uid ?? process.getuid?.();
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return;
  throw new Error(`${folder} must be a folder of ${user.name || 'the user that runs Getu'} with mode 700, and is not; remove it and start again: sudo rm -r ${folder}`);
}

/** The connection address of a role on the cluster's socket. */
export function socketUrl(role: string, password: string, socketFolder: string, database: string): string {
  return `postgres://${role}:${password}@localhost/${database}?host=${encodeURIComponent(socketFolder)}`;
}

/** True for an operating system's error with that code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
