import pg from 'pg';
import { type ByteDatabase, type Database, measured, openPool, type RequestContext } from './database.ts';

/** Whose rights a reading happens with; without a request id, since one reading may serve many requests. */
export type ReaderContext = Omit<RequestContext, 'requestId'>;

export interface Readers {
  /**
   * Runs `work` as getu_app with the caller's roles and jurisdiction on a connection of its own kind: role and context
   * belong to the connection and are set anew only when the next reader differs. A statement is then one round trip
   * without begin and commit. For readings of one statement; row-level security holds as everywhere.
   */
  read<Result>(context: ReaderContext, work: (db: ByteDatabase) => Promise<Result>): Promise<Result>;
}

/** User, roles, jurisdiction: as they were set on a connection. */
type ContextValues = [number | null, string, string | null];

const opening = 'set role getu_app; set max_parallel_workers_per_gather = 0';
const contextStatement = `select set_config('getu.user_id', coalesce($1::text, ''), false), set_config('getu.roles', $2, false),
  set_config('getu.jurisdiction', coalesce($3, '-'), false), set_config('getu.request_id', '', false)`;

/** Opens a pool beside the database's own; it ends with the database. */
export function openReaders(database: Database, options: { connections?: number } = {}): Readers {
  const pool = openPool({ ...database.appPool.options, pipeline: false, max: options.connections ?? 3, application_name: 'getu-readers' });
  const contexts = new WeakMap<pg.PoolClient, ContextValues>();
  const spares = keepSpares(pool);
  database.onClose(() => {
    spares.close();
    return pool.end();
  });
  return {
    async read(context, work) {
      const client = spares.take() ?? (await pool.connect());
      let isSound = false;
      try {
        const wanted: ContextValues = [context.userId, context.roles.join(','), context.jurisdiction];
        if (!isSame(contexts.get(client), wanted)) await takeContext(client, contexts, wanted);
        const result = await work(measured(client));
        isSound = true;
        return result;
      } catch (error) {
        // A statement that PostgreSQL refused leaves the connection usable; after anything else it is dropped.
        isSound = error instanceof pg.DatabaseError && error.severity === 'ERROR';
        throw error;
      } finally {
        if (isSound) spares.give(client);
        else client.release(true);
      }
    },
  };
}

/**
 * Connections that stay taken out of the pool between readings, the last used first: each hand-over by the pool costs two
 * timers and some turns of the event loop, a tenth of what a small tile takes. The pool still makes them and queues who waits.
 */
function keepSpares(pool: pg.Pool): { take(): pg.PoolClient | undefined; give(client: pg.PoolClient): void; close(): void } {
  let spares: pg.PoolClient[] = [];
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!spares.includes(client)) return;
      spares = spares.filter((spare) => spare !== client);
      client.release(true);
    });
  });
  return {
    take: () => spares.pop(),
    give(client) {
      if (pool.waitingCount > 0 || pool.ending) client.release();
      else spares.push(client);
    },
    close() {
      for (const client of spares.splice(0)) client.release();
    },
  };
}

function isSame(known: ContextValues | undefined, [userId, roles, jurisdiction]: ContextValues): boolean {
  return known !== undefined && known[0] === userId && known[1] === roles && known[2] === jurisdiction;
}

async function takeContext(client: pg.PoolClient, contexts: WeakMap<pg.PoolClient, ContextValues>, values: ContextValues): Promise<void> {
  if (!contexts.has(client)) await client.query(opening);
  contexts.delete(client); // if setting fails halfway nobody may believe the old one
  await client.query({ name: 'set_reader', text: contextStatement, values });
  contexts.set(client, values);
}
