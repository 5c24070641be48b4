import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from './migrate.ts';
import { dumpSchema } from './schema-dump.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from './test-database.ts';
import { makeTemporaryFolder } from './test-folder.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createEmptyDatabase('migrate');
  folder = makeTemporaryFolder();
  writeFileSync(path.join(folder, '0001_create_things.sql'), 'create table things (id integer); select pg_sleep(0.2);');
});
afterEach(() => database.drop());

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('several processes that migrate at once apply each migration once', async () => {
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.adminUrl, () => {}, folder)));
  expect(applied.flat()).toEqual(['0001_create_things.sql']);
  expect(await query('select version, name from schema_migrations')).toEqual([{ version: 1, name: '0001_create_things.sql' }]);
});

test('a failing migration leaves nothing behind and names its line', async () => {
  writeFileSync(path.join(folder, '0002_break_things.sql'), 'create table more (id integer);\nselect nonsense;');
  await expect(migrate(database.adminUrl, () => {}, folder)).rejects.toThrow(/0002_break_things\.sql failed and was rolled back: .*nonsense.* \(line 2\)/);
  expect(await query(`select to_regclass('things') is not null as first, to_regclass('more') is null as second`)).toEqual([{ first: true, second: true }]);
});

test('a migration edited after it was applied stops the start', async () => {
  await migrate(database.adminUrl, () => {}, folder);
  writeFileSync(path.join(folder, '0001_create_things.sql'), 'create table things (id bigint)');
  await expect(migrate(database.adminUrl, () => {}, folder)).rejects.toThrow('was changed after it was applied');
});

test('an older version of the code refuses a newer database', async () => {
  cpSync(path.join(folder, '0001_create_things.sql'), path.join(folder, '0002_add_other.sql'));
  writeFileSync(path.join(folder, '0002_add_other.sql'), 'create table other (id integer)');
  await migrate(database.adminUrl, () => {}, folder);
  const older = makeTemporaryFolder();
  cpSync(path.join(folder, '0001_create_things.sql'), path.join(older, '0001_create_things.sql'));
  await expect(migrate(database.adminUrl, () => {}, older)).rejects.toThrow('newer than this version of Getu');
});

test('the real migrations applied again change nothing', async () => {
  const migrated = await createTestDatabase('migrate-again');
  try {
    expect(readMigrations(MIGRATIONS_FOLDER).length).toBeGreaterThan(0);
    expect(await migrate(migrated.adminUrl)).toEqual([]);
  } finally {
    await migrated.drop();
  }
});

test('data/schema.sql is what the migrations make', async (context) => {
  const [row] = (await query('show server_version_num')) as { server_version_num: string }[];
  // Other major versions print the same schema in other words.
  if (!row?.server_version_num.startsWith('15')) context.skip('data/schema.sql is written with PostgreSQL 15');
  const template = new URL(inject('testCluster').adminUrl);
  template.pathname = `/${inject('testCluster').template}`;
  const written = readFileSync(fileURLToPath(new URL('../../data/schema.sql', import.meta.url)), 'utf8');
  const made = await dumpSchema(template.href);
  expect(made, 'write it anew with: node scripts/bootstrap.mjs dump-schema').toBe(written);
});
