import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dictionaryRows } from '../../../data/city/dictionaries.ts';
import { openDatabase, type Database } from '../../platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { readCatalogue } from './catalogue.ts';
import { loadMatters } from './load.ts';

let testDatabase: TestDatabase;
let database: Database;
const rows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => database.asOwner((db) => db.query<Row>({ text, values }));
const load = (catalogue = readCatalogue()) => database.asOwner((db) => loadMatters(db, catalogue));

beforeAll(async () => {
  testDatabase = await createTestDatabase('matters');
  database = openDatabase(testDatabase);
  expect((await load()).changed).toBeGreaterThan(400);
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
});

test('loading the same catalogue again changes nothing', async () => {
  const before = await rows('select code, version, updated_at from matters order by code');
  expect((await load()).changed).toBe(0);
  expect(await rows('select code, version, updated_at from matters order by code')).toEqual(before);
});

test('what a person edited stays, what the catalogue lost is kept but not offered, what it changed is written', async () => {
  await rows(`update matters set name = '路灯（本地）', is_edited = true where code = '010118'`);
  await rows(`delete from matter_concerns where matter_code = '010118'`);
  const catalogue = readCatalogue();
  const changed = { ...catalogue, matters: catalogue.matters.filter(({ code }) => code !== '010119').map((matter) => (matter.code === '010120' ? { ...matter, closing: '全部恢复亮灯' } : matter)) };
  expect((await load(changed)).changed).toBe(2);
  expect(await rows(`select code, name, valid, closing_condition as closing from matters where code in ('010118', '010119', '010120') order by code`)).toMatchObject([
    { name: '路灯（本地）', valid: true },
    { valid: false },
    { closing: '全部恢复亮灯', valid: true },
  ]);
  expect(await rows(`select from matter_concerns where matter_code = '010118'`)).toEqual([]);
  expect((await load()).changed).toBe(2);
});

test('each category that a matter concerns is in a dictionary, and each owner and role too', async () => {
  const given = new Set(dictionaryRows.map(({ type, code }) => `${type}/${code}`));
  const stored = new Set((await rows<{ key: string }>(`select type || '/' || code as key from dictionaries`)).map(({ key }) => key));
  const isKnown = (key: string) => given.has(key) || stored.has(key);
  const concerns = await rows<{ key: string }>(`select distinct 'category.' || kind || '/' || category as key from matter_concerns where category <> ''`);
  expect(concerns.map(({ key }) => key).filter((key) => !isKnown(key))).toEqual([]);
  const owners = await rows<{ owner: string; role: string | null }>('select distinct owner_department as owner, owner_role as role from matters');
  for (const { owner, role } of owners) {
    expect(isKnown(`department/${owner}`), owner).toBe(true);
    if (role) expect(isKnown(`duty_role/${role}`), role).toBe(true);
  }
});

test('the states and steps of events are named in the dictionaries', async () => {
  for (const [table, column, type] of [['events', 'state', 'event_state'], ['event_log', 'step', 'event_step']]) {
    const [check] = await rows<{ definition: string }>(`select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and conname = $2`, [table, `event_${column}_is_known`]);
    const allowed = [...check!.definition.matchAll(/'([a-z]+)'::text/g)].map(([, code]) => code).sort();
    expect(await rows('select code from dictionaries where type = $1 order by code', [type])).toEqual(allowed.map((code) => ({ code })));
  }
});

test('the catalogue is open to everyone who is signed in and to nobody else', async () => {
  const seen = (userId: number | null) => database.withRequest({ userId, roles: ['volunteer'], jurisdiction: userId === null ? null : '', requestId: 'test' }, (db) => db.query<{ count: number }>({ text: 'select count(*)::int as count from matters' }));
  expect((await seen(1))[0]?.count).toBe(readCatalogue().matters.length);
  expect((await seen(null))[0]?.count).toBe(0);
});
