import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../../scripts/seed.ts';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/platform/test-database.ts';
import { seedEvents, type SeededEvents } from './seed-events.ts';

const county = '990101';
const wanted = { county, seed: 7, asOf: new Date('2026-06-30T12:00:00+08:00'), events: 4000 };
let testDatabase: TestDatabase;
let database: Database;
let folder: string;
let written: SeededEvents;

const rows = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) => database.asOwner((db) => db.query<Row>({ text, values }));
const count = async (text: string) => (await rows<{ count: number }>(`select count(*)::int as count from ${text}`))[0]?.count;
const asUser = <Row extends pg.QueryResultRow>(role: string, jurisdiction: string, text: string) =>
  database.withRequest({ userId: 1, roles: [role], jurisdiction, requestId: 'test' }, (db) => db.query<Row>({ text }));

async function writeYear(): Promise<SeededEvents> {
  const client = new pg.Client({ connectionString: testDatabase.adminUrl });
  await client.connect();
  try {
    await client.query('begin');
    const done = await seedEvents(client, wanted);
    await client.query('commit');
    return done;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  testDatabase = await createTestDatabase('city events');
  folder = mkdtempSync(path.join(tmpdir(), 'getu-events-'));
  await seed({ adminUrl: testDatabase.adminUrl, keyFile: path.join(folder, 'data.key'), elements: 6000, seed: 7, asOf: '2026-06-30' });
  database = openDatabase(testDatabase, { statementTimeoutMs: 60_000 });
  written = await writeYear();
});
afterAll(async () => {
  await database?.close();
  await testDatabase?.drop();
  rmSync(folder, { recursive: true, force: true });
});

test('the year is there with its log, each event with as many steps as its version says', async () => {
  expect(Math.abs(written.events / wanted.events - 1)).toBeLessThan(0.06);
  expect(await count('events')).toBe(written.events);
  expect(await count('event_log')).toBe(written.steps);
  expect(await count(`(select e.id from events e left join event_log l on l.county_code = e.county_code and l.event_id = e.id group by e.county_code, e.id, e.version having count(l.*) <> e.version or max(l.version) <> e.version) as wrong`)).toBe(0);
  expect(await count('events e join event_log l on l.county_code = e.county_code and l.event_id = e.id and l.version = e.version where l.state <> e.state')).toBe(0);
});

test('every event lies in the grid that the database finds for its point', async () => {
  expect(await count('events where grid_code is null')).toBe(0);
  expect(await count('events e cross join lateral element_place(e.geom) as place where (e.grid_code, e.community_code) is distinct from (place.grid, place.community)')).toBe(0);
});

test('an event about an element stands at it and is of a matter that fits', async () => {
  expect(await count('events where element_id is not null')).toBeGreaterThan(written.events * 0.5);
  expect(await count('events e join elements x on x.county_code = e.county_code and x.id = e.element_id where not st_dwithin(x.geom, e.geom, 0.0001)')).toBe(0);
  expect(await count(`events e join elements x on x.county_code = e.county_code and x.id = e.element_id where e.matter_code = '010118' and x.category <> 'street_lamp'`)).toBe(0);
  expect(await count(`events e join elements x on x.county_code = e.county_code and x.id = e.element_id where x.kind in ('person', 'household', 'dwelling')`)).toBe(0);
});

test('titles say where in words', async () => {
  expect(await count(`events where length(title) < 6 or title ~ '(undefined|null|[0-9]{12})'`)).toBe(0);
});

test('the same city, seed and date give the same rows', async () => {
  const hash = `select md5(string_agg(md5(e::text), '' order by e.id)) as hash from events e union all select md5(string_agg(md5(l::text), '' order by l.event_id, l.version)) from event_log l`;
  const before = await rows(hash);
  expect(await writeYear()).toEqual(written);
  expect(await rows(hash)).toEqual(before);
});

test('the next code of a day follows the codes that the year has used', async () => {
  const [last] = await rows<{ code: string }>('select max(code) as code from events');
  const [next] = await rows<{ code: string }>(`select next_event_code($1, ($2::date + time '12:00')::timestamptz) as code`, [county, last!.code.slice(6, 14)]);
  expect(BigInt(next!.code)).toBe(BigInt(last!.code) + 1n);
});

test('an officer sees the events of the jurisdiction with their log, and nobody without the right sees any', async () => {
  const [grid] = await rows<{ code: string; events: number }>('select grid_code as code, count(*)::int as events from events group by 1 order by 2 desc limit 1');
  const seen = await asUser<{ outside: number; events: number }>('community_officer', grid!.code, `select count(*)::int as events, (count(*) filter (where grid_code <> '${grid!.code}'))::int as outside from events`);
  expect(seen).toEqual([{ events: grid!.events, outside: 0 }]);
  const [log] = await asUser<{ steps: number }>('community_officer', grid!.code, 'select count(*)::int as steps from event_log');
  expect(log!.steps).toBe(await count(`event_log l join events e on e.county_code = l.county_code and e.id = l.event_id where e.grid_code = '${grid!.code}'`));
  for (const role of ['volunteer', 'auditor']) expect(await asUser(role, '', 'select id from events limit 1')).toEqual([]);
});

test('cases about protected people are hidden from those who may not see such people', async () => {
  const restricted = await count(`events where sensitivity = 'restricted'`);
  expect(restricted).toBeGreaterThan(10);
  const seenBy = async (role: string) => (await asUser<{ count: number }>(role, county, `select count(*)::int as count from events where sensitivity = 'restricted'`))[0]?.count;
  expect(await seenBy('street_officer')).toBe(restricted);
  expect(await seenBy('department_officer')).toBe(0);
  expect(await seenBy('wall')).toBe(0);
});

test('a matter that becomes restricted hides its past events at once, and a new year of them too', async () => {
  const [matter] = await rows<{ code: string; events: number }>(`select matter_code as code, count(*)::int as events from events where sensitivity = 'internal' group by 1 order by 2 desc limit 1`);
  const seen = async () => (await asUser<{ count: number }>('department_officer', county, `select count(*)::int as count from events where matter_code = '${matter!.code}'`))[0]?.count;
  expect(await seen()).toBe(matter!.events);
  await rows(`update matters set sensitivity = 'restricted', is_edited = true where code = $1`, [matter!.code]);
  expect(await seen()).toBe(0);
  await writeYear();
  expect(await seen()).toBe(0);
  await rows(`update matters set sensitivity = 'internal', is_edited = false where code = $1`, [matter!.code]);
  expect(await seen()).toBe(matter!.events);
});

test('a request may read neither the tables behind the events nor call what belongs to the owner', async () => {
  const tables = await rows(`select relname from pg_class where relname ~ '^(events|event_log)_[0-9]{6}$' and has_table_privilege('getu_app', oid, 'select, insert, update, delete, truncate')`);
  const functions = await rows(`select proname from pg_proc where proname in ('begin_event_load', 'finish_event_load', 'drop_events', 'place_open_events', 'next_event_code', 'follow_matter_sensitivity') and has_function_privilege('getu_app', oid, 'execute')`);
  const writable = await rows(`select name from unnest(array['events', 'event_log', 'event_code_counters', 'matter_classes', 'work_calendar']) as name where has_table_privilege('getu_app', name, 'insert, update, delete, truncate')`);
  expect({ tables, functions, writable }).toEqual({ tables: [], functions: [], writable: [] });
});

test('a request without the right to the catalogue changes no matter', async () => {
  const changed = await asUser('city_officer', county, `update matters set name = name || '!' returning code`);
  expect(changed).toEqual([]);
  await expect(asUser('city_officer', county, `insert into matter_concerns (matter_code, kind) select code, 'dwelling' from matters limit 1`)).rejects.toThrow('row-level security');
});

test('nobody can change the log', async () => {
  await expect(rows(`update event_log set note = 'x'`)).rejects.toThrow('append-only');
  await expect(rows('delete from event_log')).rejects.toThrow('append-only');
  await expect(rows('truncate event_log')).rejects.toThrow('append-only');
  await expect(asUser('city_officer', '', `update event_log set note = 'x'`)).rejects.toThrow('permission denied');
});

test('a new event is placed and marked by the database, whatever the caller claims', async () => {
  const [event] = await rows<{ grid_code: string; right: string; sensitivity: string }>(`
    insert into events (county_code, code, matter_code, title, geom, grid_code, state, channel, severity, sensitivity)
    select county_code, next_event_code(county_code, now()), '030201', '测试', geom, '999999999999999', 'reported', 'hotline', 1, 'internal' from events limit 1
    returning grid_code, (select grid from element_place(geom)) as right, sensitivity`);
  expect(event).toMatchObject({ grid_code: event!.right, sensitivity: 'restricted' });
});

test('an open event follows a grid that is redrawn, an ended one keeps its own', async () => {
  const [grid] = await rows<{ code: string; open: number; ended: number }>(`
    select grid_code as code, (count(*) filter (where closed_at is null))::int as open, (count(*) filter (where closed_at is not null))::int as ended
    from events group by 1 having count(*) filter (where closed_at is null) > 0 order by 3 desc limit 1`);
  await rows('update grids set valid_to = now() where code = $1', [grid!.code]);
  expect(await count(`events where grid_code = '${grid!.code}' and closed_at is null`)).toBe(0);
  expect(await count(`events where grid_code = '${grid!.code}'`)).toBe(grid!.ended);
});

test('dropping the county takes its events and nothing is left to refuse a new city', async () => {
  await rows('select drop_events($1)', [county]);
  expect(await count('events')).toBe(0);
  expect(await count('event_log')).toBe(0);
});
