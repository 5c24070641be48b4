/** Finds the installed PostgreSQL programs and decides the settings they run with. */
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The oldest PostgreSQL that Getu runs on (Debian 12's own). */
export const OLDEST_POSTGRES = 15;

/** One installed version: its major number, its folder of programs, and the extensions of Getu's that it lacks. */
export type Installation = { major: number; bin: string; missing: string[] };

const EXTENSIONS = ['postgis', 'pgrouting', 'pg_trgm'];

/**
 * All PostgreSQL ≥ 15 installed as Debian and Ubuntu lay them out, the newest complete one first.
 * @param libRoot folder with one folder per major version, each with `bin`
 * @param shareRoot folder with one folder per major version, each with `extension/NAME.control`
 */
export function findInstallations(libRoot = '/usr/lib/postgresql', shareRoot = '/usr/share/postgresql'): Installation[] {
  const majors = existsSync(libRoot) ? readdirSync(libRoot).map(Number) : [];
  return majors
    .filter((major) => major >= OLDEST_POSTGRES && existsSync(path.join(libRoot, String(major), 'bin', 'postgres')))
    .map((major) => ({
      major,
      bin: path.join(libRoot, String(major), 'bin'),
      missing: EXTENSIONS.filter((name) => !existsSync(path.join(shareRoot, String(major), 'extension', `${name}.control`))),
    }))
    .sort((a, b) => a.missing.length - b.missing.length || b.major - a.major);
}

/**
 * The installation for a cluster, which can only be run by the major version that made it.
 * @param dataMajor the version that made the data; undefined for a new cluster
 * @throws a sentence that names the packages to install
 */
export function chooseInstallation(installations: Installation[], dataMajor?: number): Installation {
  const fitting = dataMajor === undefined ? installations[0] : installations.find((each) => each.major === dataMajor);
  if (fitting && fitting.missing.length === 0) return fitting;
  const major = dataMajor ?? fitting?.major ?? OLDEST_POSTGRES;
  const packages = `postgresql-${major} postgresql-${major}-postgis-3 postgresql-${major}-pgrouting`;
  const why = dataMajor === undefined ? '' : `The data was made by PostgreSQL ${dataMajor}. `;
  throw new Error(`${why}PostgreSQL ${major} with PostGIS and pgRouting is not installed; install it with: sudo apt-get install -y ${packages}`);
}

/** What a cluster is for: `durable` keeps every committed row through a crash, `test` trades that for speed. */
export type Profile = 'durable' | 'test';

const MEGABYTE = 1024 * 1024;

/** Memory that this process may use, in bytes: the machine's, or the container's where that is less. */
export function availableMemory(): number {
  const limit = process.constrainedMemory?.() ?? 0;
  return limit > 0 && limit < os.totalmem() ? limit : os.totalmem();
}

/** The server's settings for a machine with so many bytes of memory and processor cores. */
export function decideSettings(profile: Profile, memoryBytes: number, cores: number): Record<string, string> {
  const megabytes = Math.floor(memoryBytes / MEGABYTE);
  const clamp = (value: number, low: number, high: number) => `${Math.min(high, Math.max(low, Math.floor(value)))}MB`;
  const isTest = profile === 'test';
  return {
    listen_addresses: '',
    max_connections: '100',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_line_prefix: '%m [%p] ',
    // Details and contexts of errors quote rows and parameters: names and reasons have no business in a log.
    log_error_verbosity: 'terse',
    shared_buffers: isTest ? clamp(megabytes / 16, 64, 512) : clamp(megabytes / 4, 128, 4096),
    effective_cache_size: clamp(megabytes / 2, 256, 65_536),
    work_mem: megabytes < 4096 ? '16MB' : '32MB',
    maintenance_work_mem: clamp(megabytes / 16, 64, 1024),
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_compression: 'lz4',
    random_page_cost: '1.1',
    max_worker_processes: String(Math.max(8, cores)),
    // Statements are short and many; compiling them costs more than it gives.
    jit: 'off',
    // The cluster is local and private; a replica would be the operator's own server.
    wal_level: 'minimal',
    max_wal_senders: '0',
    synchronous_commit: isTest ? 'off' : 'on',
    fsync: isTest ? 'off' : 'on',
    full_page_writes: isTest ? 'off' : 'on',
  };
}
