import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { importFiles } from './import.ts';
import { parseOptions } from './options.ts';

let database: TestDatabase;
let client: pg.Client;
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-county-'));
beforeAll(async () => {
  database = await createTestDatabase('new_county');
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

const one = async (text: string) => Object.values((await client.query(text)).rows[0] ?? {})[0];

/** So many buildings that the search has tiers and two sessions share the work; some without name and address. */
const HOUSES = 10_000;
const texts = [{ name: '锦绣花园' }, { addr_street: 'Wolcott Street', addr_housenumber: 7 }, { name: 'ＡＢＣ大廈\u3000Tower' }, {}, { name: "O'Hara  & Sons" }];
function write(name: string, from: [number, number]): string {
  const lines = Array.from({ length: HOUSES }, (_, n) => {
    const [x, y] = [from[0] + (n * 37 % 100) * 0.001, from[1] + Math.floor(n / 100) * 0.001];
    const ring = [[x, y], [x + 5e-4, y], [x + 5e-4, y + 5e-4], [x, y + 5e-4], [x, y]];
    return JSON.stringify({ type: 'Feature', properties: { id: n + 1, kind: 'building', source: 'openstreetmap.org', min_zoom: 13, ...texts[n % texts.length] }, geometry: { type: 'Polygon', coordinates: [ring] } });
  });
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}
function runImport(file: string) {
  const options = parseOptions([file]);
  if (options === 'help') throw new Error('help was not asked for');
  return importFiles(options, { adminUrl: database.adminUrl, dataDir: folder, signal: new AbortController().signal, progress: () => undefined, debug: () => undefined });
}

/** How the documents differ from those that refresh_search makes of the same elements. */
async function differences(): Promise<{ gone: number; extra: number }> {
  await client.query(`begin; create temp table found on commit drop as select * from search_documents; set local getu.bulk = 'on'`);
  await client.query(`delete from search_documents where kind <> 'matter'`);
  await client.query('select refresh_search(county_code) from (select distinct county_code from elements) as counties');
  const { rows } = await client.query<{ gone: number; extra: number }>(
    `select (select count(*)::integer from (select * from search_documents except select * from found) as a) as gone,
            (select count(*)::integer from (select * from found except select * from search_documents) as b) as extra`);
  await client.query('rollback');
  return rows[0] ?? { gone: -1, extra: -1 };
}

test('the documents of a first county are those that its elements have, in tables and indexes of the search', async () => {
  expect((await runImport(write('first.geojsonl', [10, 20]))).total).toMatchObject({ read: HOUSES, written: HOUSES });
  expect(await one(`select count(*) from search_documents where kind = 'building'`)).toBe(HOUSES * 4 / 5);
  expect(await differences()).toEqual({ gone: 0, extra: 0 });
  expect(await one(`select count(distinct tier) from search_documents where kind = 'building'`)).toBeGreaterThan(1);
  expect(await one(`select count(*) from pg_index x join pg_class i on i.oid = x.indexrelid where x.indrelid in (select inhrelid from pg_inherits where inhparent = 'search_documents'::regclass) and x.indisvalid`)).toBe(15);
  expect(await one(`select sum(count) from element_counts`)).toBe(HOUSES);
});

test('its digital IDs are numbered without a gap along the Hilbert curve, although two sessions gave them', async () => {
  const numbers = `select substr(code, 9, 10)::integer as n, geom from elements`;
  expect(await one(`select max(n) - min(n) + 1 = count(*) and count(distinct n) = count(*) from (${numbers}) as given`)).toBe(true);
  expect(await one(`select count(*) from (select geom, lag(geom) over (order by n) as before from (${numbers}) as given) as pairs where geom < before`)).toBe(0);
});

test('the tables that took the place of the search\'s own are nobody\'s but through it', async () => {
  await client.query('begin; set local role getu_app');
  expect(await one('select count(*) from search_documents')).toBe(0);
  await expect(client.query('select count(*) from search_documents_0')).rejects.toThrow(/permission denied/);
  await client.query('rollback');
});

test('a second county comes to the documents of the first', async () => {
  expect((await runImport(write('second.geojsonl', [30, 40]))).total).toMatchObject({ written: HOUSES });
  expect(await one(`select count(*) from search_documents where kind = 'building'`)).toBe(HOUSES * 8 / 5);
  expect(await differences()).toEqual({ gone: 0, extra: 0 });
  expect((await runImport(path.join(folder, 'first.geojsonl'))).total).toMatchObject({ written: 0, unchanged: HOUSES });
});

test('Latin text takes a short way to the form in which all text is searched', async () => {
  const given = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).slice(1).map((c) => `a${c}${c}Z `);
  const { rows } = await client.query(
    `select body from unnest($1::text[]) as body
     where search_text(body) is distinct from simplified_text(lower(regexp_replace(normalize(body, nfkc), '[[:space:][:cntrl:]\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2064\\ufeff]+', '', 'g')))`, [given]);
  expect(rows).toEqual([]);
  expect(await one(`select search_text(null)`)).toBe(null);
});
