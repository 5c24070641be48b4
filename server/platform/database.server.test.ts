import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterwards, type Database, openDatabase, type RequestDatabase } from './database.ts';
import { openReaders, type Readers } from './readers.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let testDatabase: TestDatabase;
let database: Database;
let readers: Readers;
const nobody = { userId: null, roles: [], jurisdiction: null };

beforeAll(async () => {
  testDatabase = await createTestDatabase('database');
  database = openDatabase(testDatabase);
  readers = openReaders(database);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

/** Ends the connection under its holder's hands, while it asks nothing, as a crash of PostgreSQL does. */
async function loseConnection(db: RequestDatabase): Promise<void> {
  const [row] = await db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' });
  await database.adminPool.query('select pg_terminate_backend($1)', [row?.pid]);
  await delay(200);
}

describe('a connection that breaks while a request holds it', () => {
  it('fails that request alone: the process and the next request go on', async () => {
    const work = async (db: RequestDatabase) => {
      await loseConnection(db);
      return db.query({ text: 'select 1' });
    };
    await expect(database.withRequest({ ...nobody, requestId: '' }, work)).rejects.toThrow();
    await expect(readers.read(nobody, work)).rejects.toThrow();
    const one = async (db: RequestDatabase) => db.query({ text: 'select 1 as one' });
    expect(await database.withRequest({ ...nobody, requestId: '' }, one)).toEqual([{ one: 1 }]);
    expect(await readers.read(nobody, one)).toEqual([{ one: 1 }]);
  });
});

describe('statements that are sent without waiting', () => {
  it('run in their order, and nothing is left of them where the first fails, whose error is told', async () => {
    await database.adminPool.query('create table kept (n integer primary key); grant all on kept to getu_app');
    const insert = (db: RequestDatabase, n: number) => db.query({ text: 'insert into kept values ($1)', values: [n] });
    const count = (db: RequestDatabase) => db.query<{ rows: number }>({ text: 'select count(*)::integer as rows from kept' });
    const context = { ...nobody, requestId: '' };
    expect(await database.withRequest(context, (db) => afterwards(Promise.all([insert(db, 1), insert(db, 2)]), count(db)))).toEqual([{ rows: 2 }]);
    await expect(database.withRequest(context, (db) => afterwards(Promise.all([insert(db, 3), insert(db, 3)]), count(db)))).rejects.toMatchObject({ code: '23505' });
    expect(await database.withRequest(context, count)).toEqual([{ rows: 2 }]);
  });
});

describe('readings', () => {
  const one = async (db: RequestDatabase) => db.query({ text: 'select 1 as one' });

  it('are not given a connection that was lost since the last one', async () => {
    const [row] = await readers.read(nobody, async (db) => db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' }));
    await database.adminPool.query('select pg_terminate_backend($1)', [row?.pid]);
    await delay(200);
    expect(await readers.read(nobody, one)).toEqual([{ one: 1 }]);
  });

  it('wait for each other where there are more of them than connections', async () => {
    const slow = async (db: RequestDatabase) => db.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid, pg_sleep(0.01)' });
    const rows = await Promise.all(Array.from({ length: 20 }, () => readers.read(nobody, slow)));
    expect(new Set(rows.map(([row]) => row?.pid)).size).toBe(3);
  });

  it('each see the rights of their own reader, whoever had the connection before', async () => {
    const roles = async (db: RequestDatabase) => db.query<{ roles: string }>({ text: `select current_setting('getu.roles') as roles` });
    const asked = Array.from({ length: 12 }, (_, i) => `role${i % 4}`);
    const seen = await Promise.all(asked.map((role) => readers.read({ ...nobody, roles: [role] }, roles)));
    expect(seen.map(([row]) => row?.roles)).toEqual(asked);
  });
});
