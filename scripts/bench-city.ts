/** The demo city of the benchmarks: seeded once per size into a database of its own, kept in DATA_DIR/bench. */
import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import pg from 'pg';
import { openCluster } from '../server/platform/cluster.ts';
import { readConfig } from '../server/platform/config.ts';
import type { Urls } from '../server/platform/database.ts';
import { migrate } from '../server/platform/migrate.ts';
import { startServer } from '../server/main.ts';
import { seed } from './seed.ts';

export interface BenchCity extends Urls {
  elements: number;
  /** The folder of its database and keys. */
  dataDir: string;
  /** West, south, east, north of the city in EPSG:4326. */
  extent: [number, number, number, number];
  /** Runs a statement as the owner. */
  sql<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** The product itself on this city, with empty caches; `cookie` is a city officer's session. */
  serve(): Promise<{ url: string; cookie: string; close(): Promise<void> }>;
  /** A session of a city officer by that name, as a cookie. */
  signIn(username?: string): Promise<string>;
  close(): Promise<void>;
}

const defaultElements = 1_000_000;

/** `--elements=N` of the command line, else a million. */
export function wantedElements(args: string[] = process.argv): number {
  const text = args.find((arg) => arg.startsWith('--elements='))?.slice('--elements='.length);
  const elements = text === undefined ? defaultElements : Number(text);
  if (!Number.isInteger(elements) || elements <= 0) throw new Error(`--elements=${text} is not a whole number above 0`);
  return elements;
}

/**
 * Opens the city of that size, building it where it is not there yet (a million elements take a few minutes).
 * @param isCopy in a database of its own, which goes when it is closed: for benchmarks that change the city
 */
export async function openBenchCity(elements: number, say: (line: string) => void, { isCopy = false } = {}): Promise<BenchCity> {
  const dataDir = path.join(readConfig().dataDir, 'bench', `city-${elements}`);
  const cluster = await openCluster({ dataDir, log: say });
  await migrate(cluster.adminUrl);
  const original = await connect(cluster.adminUrl);
  const { rows: [known] } = await original.query<{ elements: number }>('select elements::float8 as elements from city_seeds');
  if (!known) {
    say(`building a city of ${elements.toLocaleString('en')} elements`);
    await seed({ adminUrl: cluster.adminUrl, keyFile: path.join(dataDir, 'secrets', 'data.key'), elements, log: say });
    await original.query('vacuum analyze');
  }
  await original.end();
  const copy = isCopy ? await copyDatabase(cluster) : null;
  const urls = copy ?? { adminUrl: cluster.adminUrl, appUrl: cluster.appUrl };
  const client = await connect(urls.adminUrl);
  const sql = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await client.query<Row>(text, values)).rows;
  const [box] = await sql<{ extent: [number, number, number, number] }>(
    'select array[st_xmin(e), st_ymin(e), st_xmax(e), st_ymax(e)] as extent from (select st_extent(geom) as e from grids where valid_to is null) as grids',
  );
  if (!box) throw new Error('the city has no grids');
  const signIn = (username = 'bench') => openSession(sql, username);
  return {
    adminUrl: urls.adminUrl,
    appUrl: urls.appUrl,
    elements: known?.elements ?? elements,
    dataDir,
    extent: box.extent,
    sql,
    signIn,
    serve: async () => {
      const [cookie, server] = [await signIn(), await startServer({ ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' }), port: 0 }, urls)];
      return { url: server.url.replace('localhost', '127.0.0.1'), cookie, close: () => server.close() };
    },
    close: async () => {
      await client.end();
      await copy?.drop();
      await cluster.release();
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Copies file by file, which takes a large database seconds; what a run that was cut off left is replaced. */
async function copyDatabase(original: Urls): Promise<Urls & { drop(): Promise<void> }> {
  const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;
  const name = new URL(original.adminUrl).pathname.slice(1);
  const run = async (...statements: string[]) => {
    const client = await connect(at(original.adminUrl, 'postgres'));
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  const copy = `${name}_bench`;
  const drop = `drop database if exists ${pg.escapeIdentifier(copy)} with (force)`;
  await run(drop, `create database ${pg.escapeIdentifier(copy)} template ${pg.escapeIdentifier(name)} strategy file_copy`);
  return { adminUrl: at(original.adminUrl, copy), appUrl: at(original.appUrl, copy), drop: () => run(drop) };
}

async function openSession(sql: BenchCity['sql'], username: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const [user] = await sql<{ id: number }>(
    `insert into users (username, display_name, password_hash, roles, jurisdiction) values ($1, $1, '-', '{city_officer}', '')
     on conflict (username) do update set roles = excluded.roles returning id`,
    [username],
  );
  await sql(`insert into sessions (token_hash, user_id, expires_at) values ($1, $2, now() + interval '1 hour')`, [createHash('sha256').update(token).digest(), user?.id]);
  return `getu_session=${token}`;
}
