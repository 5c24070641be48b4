import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { BytesStatement } from './byte-messages.ts';
import { readBytes } from './bytes.ts';

// Counts and ids fit a double (they stay below 2^53); as strings they would leak into JSON as strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

export interface Urls {
  /** Owner: migrations, seed, import, identity. */
  adminUrl: string;
  /** Requests: becomes the unprivileged role getu_app in every transaction. */
  appUrl: string;
}
/** Who asks; null user sees nothing but what is public. */
export interface RequestContext {
  userId: number | null;
  roles: string[];
  jurisdiction: string | null;
  requestId: string;
}
export interface Statement {
  text: string;
  values?: unknown[];
  /** A name makes it a prepared statement of the connection. */
  name?: string;
}
/** What a request may do with the database, and what it has cost so far. */
export interface RequestDatabase {
  query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]>;
  cost: { milliseconds: number; rows: number };
}
export interface ByteDatabase extends RequestDatabase {
  /** The bytea of a statement that answers one row with one of it; null where that is null. To be used before they are kept. */
  bytes(statement: BytesStatement): Promise<Buffer | null>;
}
export interface Database {
  /** Runs `work` in one transaction as getu_app with the caller's user, roles and jurisdiction set. */
  withRequest<Result>(context: RequestContext, work: (db: ByteDatabase) => Promise<Result>): Promise<Result>;
  /** Runs `work` in one transaction as the owner: only for platform and identity, never with a caller's SQL. */
  asOwner<Result>(work: (db: ByteDatabase) => Promise<Result>): Promise<Result>;
  appPool: pg.Pool;
  adminPool: pg.Pool;
  /** Registers what else must end with the database: connections that a part of the server holds for itself. */
  onClose(work: () => Promise<unknown>): void;
  close(): Promise<void>;
}

export function openDatabase(urls: Urls, options: { connections?: number; statementTimeoutMs?: number } = {}): Database {
  const statement_timeout = options.statementTimeoutMs ?? 15_000;
  // The database saturates at two connections on two cores: a larger pool only moves the queue into PostgreSQL.
  const appPool = openPool({ connectionString: urls.appUrl, pipeline: true, max: options.connections ?? 8, statement_timeout, connectionTimeoutMillis: 10_000, application_name: 'getu' });
  const adminPool = openPool({ connectionString: urls.adminUrl, pipeline: true, max: 3, statement_timeout, connectionTimeoutMillis: 10_000, application_name: 'getu-owner' });
  const closers: (() => Promise<unknown>)[] = [];
  return {
    appPool,
    adminPool,
    onClose: (work) => void closers.push(work),
    withRequest: (context, work) =>
      inTransaction(appPool, 'begin; set local role getu_app; set local max_parallel_workers_per_gather = 0', async (db) => {
        const begun = db.query({
          name: 'begin_request',
          text: 'select begin_request($1, $2, $3, $4)',
          values: [context.userId, context.roles, context.jurisdiction, context.requestId],
        });
        return afterwards(begun, work(db));
      }),
    asOwner: (work) => inTransaction(adminPool, 'begin', work),
    close: async () => {
      await Promise.all(closers.map((work) => work()));
      await Promise.all([appPool.end(), adminPool.end()]);
    },
  };
}

/**
 * A pool that outlives its connections. When PostgreSQL ends one, an error without a listener would end the process:
 * the pool itself listens only while a connection is idle, so each gets a listener for life. The request that holds it
 * learns of the loss from its next statement.
 */
export function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

async function inTransaction<Result>(pool: pg.Pool, opening: string, work: (db: ByteDatabase) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    writeTogether(client);
    const result = await afterwards(client.query(opening), work(measured(client)));
    await client.query('commit');
    return result;
  } catch (error) {
    try {
      await client.query('rollback');
    } catch (rollbackError) {
      fault = rollbackError instanceof Error ? rollbackError : new Error(String(rollbackError)); // the connection is gone: drop it
    }
    throw error;
  } finally {
    client.release(fault);
  }
}

/**
 * The second sent without waiting for the answer of the first: a journey to the database less. It is for statements of one
 * transaction whose second part is worth nothing where the first fails: that one's error is then the one that is told.
 */
export async function afterwards<Result>(before: Promise<unknown>, after: Promise<Result>): Promise<Result> {
  const [opened, result] = await Promise.allSettled([before, after]);
  if (opened.status === 'rejected') throw opened.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}

/** Statements on one connection, with what they cost so far. */
export function measured(client: pg.PoolClient): ByteDatabase {
  const cost = { milliseconds: 0, rows: 0 };
  return {
    cost,
    async query<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]> {
      const started = performance.now();
      writeTogether(client);
      const result = await client.query<Row>(statement);
      cost.milliseconds += performance.now() - started;
      cost.rows += result.rows.length;
      return result.rows;
    },
    async bytes(statement) {
      const started = performance.now();
      const found = await readBytes(client, statement);
      cost.milliseconds += performance.now() - started;
      cost.rows += 1;
      return found;
    },
  };
}

/**
 * What a connection is asked in one go leaves in one piece. Each piece wakes PostgreSQL, which on a busy machine takes the
 * processor from whoever wrote it: opening a transaction and its first questions would be four turns instead of one.
 */
function writeTogether({ connection }: pg.PoolClient): void {
  connection.stream.cork();
  process.nextTick(() => connection.stream.uncork());
}

/** Reads a statement from a `.sql` file beside the caller: `readSql(import.meta.url, './area.sql')`. */
export function readSql(base: string, relativePath: string): string {
  return readFileSync(fileURLToPath(new URL(relativePath, base)), 'utf8');
}
