import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabaseSource } from './database-source.ts';
import { migrate } from './migrate.ts';
import { createEmptyDatabase, type TestDatabase } from './test-database.ts';

/** An operator who owns a database and has no right beyond it. */
let operator: { name: string; url: string };
let database: TestDatabase;
beforeEach(async () => {
  database = await createEmptyDatabase('operator');
  const name = `operator_${randomBytes(4).toString('hex')}`;
  const url = new URL(database.adminUrl);
  url.username = name;
  url.password = 'secret';
  operator = { name, url: url.href };
  await asSuperuser(`create role ${name} login password 'secret'`);
});
afterEach(async () => {
  await database.drop();
  await asSuperuserElsewhere(`drop role ${operator.name}`);
});

async function run(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
const asSuperuser = (text: string) => run(database.adminUrl, text);
function asSuperuserElsewhere(text: string): Promise<void> {
  const url = new URL(database.adminUrl);
  url.pathname = '/postgres';
  return run(url.href, text);
}
const open = () => openDatabaseSource({ databaseUrl: operator.url, dataDir: '/nowhere' });
const messageOfOpening = () => open().then(() => '', (error: Error) => error.message);

test('carrying out the statements that are named makes the database good enough to migrate', async () => {
  const message = await messageOfOpening();
  expect(message).toContain('The database of DATABASE_URL cannot be used yet');
  const statements = [...message.matchAll(/mend it with: (.*)/g)].map((match) => match[1] ?? '');
  expect(statements).toEqual(expect.arrayContaining(['create extension postgis;', 'create extension pgrouting;']));
  for (const statement of statements) await asSuperuser(statement);
  expect(await messageOfOpening()).toBe('');
  const { adminUrl } = await open();
  await migrate(adminUrl);
  expect(await migrate(adminUrl)).toEqual([]);
  // Requests become the unprivileged role and get on without a jurisdiction: they see nothing.
  await run(operator.url, 'begin; set local role getu_app; select from elements; commit');
});

test('an address that does not answer is said without its password', async () => {
  const url = new URL(operator.url);
  url.password = 'wrong-and-private';
  const message = await openDatabaseSource({ databaseUrl: url.href, dataDir: '/nowhere' }).then(() => '', (error: Error) => error.message);
  expect(message).toContain('cannot be reached');
  expect(message).not.toContain('wrong-and-private');
});
