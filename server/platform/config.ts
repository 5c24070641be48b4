import path from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | null;
  demoPassword: string | null;
  seedElements: number;
  logLevel: string;
  /** Bytes that the tile cache may hold. */
  tileCacheBytes: number;
  /** JSON list of additional base maps, see README. */
  baseMaps: string;
  /** Which proxies may say who asks and over what (Express's `trust proxy`): false, true, a count, or addresses. */
  trustProxy: boolean | number | string;
  /** Where the client was built. */
  clientDir: string;
  isTest: boolean;
}

/** The one place that reads the environment. Throws an Error with one clear sentence for a value that cannot be used. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  return {
    port: wholeNumber(env, 'PORT', 8080, 0, 65535),
    host: env.HOST || '127.0.0.1',
    dataDir: path.resolve(env.DATA_DIR || 'var'),
    databaseUrl: env.DATABASE_URL || null,
    demoPassword: env.DEMO_PASSWORD || null,
    seedElements: wholeNumber(env, 'SEED_ELEMENTS', 60_000, 0, 50_000_000),
    logLevel: env.LOG_LEVEL || 'info',
    tileCacheBytes: wholeNumber(env, 'TILE_CACHE_MB', 256, 0, 65_536) * 1024 * 1024,
    baseMaps: env.BASE_MAPS || '[]',
    trustProxy: trustProxy(env.TRUST_PROXY),
    clientDir: path.resolve(env.CLIENT_DIR || fileURLToPath(new URL('../../dist/client', import.meta.url))),
    isTest: env.NODE_ENV === 'test',
  };
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name}=${text} is not a whole number from ${min} to ${max}`);
  }
  return value;
}

function trustProxy(text: string | undefined): Config['trustProxy'] {
  if (!text || text === 'false') return false;
  if (text === 'true') return true;
  return /^\d+$/.test(text) ? Number(text) : text;
}
