import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, middle, openTileApp, type TileApp, tileAt } from './test-tiles.ts';

let tiles: TileApp;
beforeAll(async () => {
  tiles = await openTileApp('tile_versions');
});
afterAll(() => tiles?.app.close());

/** Connections that the server has taken for itself while counting. */
let acquired = 0;
function count(): void {
  acquired += 1;
}

test('restricted tiles are kept by nobody, others under the current version for ever, else they are asked for again', async () => {
  const path = `/api/tiles/places/${tileAt(14, ...middle)}.mvt`;
  const version = await tiles.versionOf('places');
  expect((await tiles.get(`${path}?v=${version}`)).headers['cache-control']).toBe('private, max-age=31536000, immutable');
  for (const query of ['', `?v=${version - 1}`, `?v=${version + 1}`, '?v=abc', '?v=-1', '?v=999999999999999']) {
    expect((await tiles.get(path + query)).headers['cache-control'], query).toBe('private, no-cache');
  }
  expect((await tiles.get(`/api/tiles/key_persons/${tileAt(14, ...middle)}.mvt`)).headers['cache-control']).toBe('private, no-store');
  expect((await tiles.get(`/api/tiles/cameras/${tileAt(14, ...middle)}.mvt`)).headers.vary).toContain('Cookie');
});

test('a repeated request with its ETag is answered 304 without database work', async () => {
  const path = `/api/tiles/buildings/${tileAt(14, ...middle)}.mvt`;
  const first = await tiles.get(path);
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^"[\w-]+"$/);
  acquired = 0;
  for (const pool of [tiles.app.database.appPool, tiles.app.database.adminPool]) pool.on('acquire', count);
  for (const value of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const again = await tiles.get(path, { headers: { 'if-none-match': value } });
    expect([again.status, again.body.length, again.headers.etag], value).toEqual([304, 0, etag]);
  }
  expect((await tiles.get(path)).body.equals(first.body)).toBe(true);
  for (const pool of [tiles.app.database.appPool, tiles.app.database.adminPool]) pool.off('acquire', count);
  expect(acquired).toBe(0);
});

test('an edit raises the version and renews the tiles that it touches, and no other', async () => {
  const path = `/api/tiles/places/${tileAt(16, 110.0006, 30.0006)}.mvt`;
  const farPath = `/api/tiles/places/${tileAt(16, 110.0185, 30.0085)}.mvt`;
  const version = await tiles.versionOf('places');
  const before = decode(await tiles.get(`${path}?v=${version}`), 'places');
  const far = await tiles.get(`${farPath}?v=${version}`);
  await tiles.app.sql(`insert into elements (county_code, code, kind, name, geom) values
       ('990101', digital_id('990101', 6, 9000), 'place', '新场所', st_setsrid(st_point(110.0006, 30.0006), 4326))`);
  expect(await tiles.versionOf('places')).toBe(version + 1);
  // Under the new version the old tile may never be answered, whether or not the notification has come.
  const after = decode(await tiles.get(`${path}?v=${version + 1}`), 'places');
  expect(after).toHaveLength(before.length + 1);
  expect(after.map((feature) => feature.properties.name)).toContain('新场所');
  expect((await tiles.get(`${farPath}?v=${version + 1}`)).headers.etag).toBe(far.headers.etag);
  const counted = await tiles.features('places', 9);
  expect(counted[0]?.properties.count).toBe(201);
});

test('after each of a hundred edits the tile under the new version holds it', async () => {
  const path = `/api/tiles/facilities/${tileAt(16, 110.0006, 30.0006)}.mvt`;
  for (let i = 1; i <= 100; i += 1) {
    await tiles.app.sql(`insert into elements (county_code, code, kind, name, geom) values ('990101', digital_id('990101', 7, ${i}), 'facility', '井盖', st_setsrid(st_point(110.0006, 30.0006), 4326))`);
    const version = await tiles.versionOf('facilities');
    expect(decode(await tiles.get(`${path}?v=${version}`), 'facilities')).toHaveLength(i);
  }
});

test('a bulk load changes no tile until the county is refreshed', async () => {
  const version = await tiles.versionOf('resources');
  const insert = `insert into elements (county_code, code, kind, name, geom, grid_code, community_code)
    select '990101', digital_id('990101', 9, i), 'resource', '志愿者', st_setsrid(st_point(110.001, 30.001), 4326), '990101001001001', '990101001001' from generate_series(1, 10) as i`;
  await tiles.app.database.asOwner(async (db) => {
    await db.query({ text: `set local getu.bulk = 'on'` });
    await db.query({ text: insert });
  });
  expect(await tiles.versionOf('resources')).toBe(version);
  await tiles.app.sql(`select refresh_county('990101')`);
  expect(await tiles.versionOf('resources')).toBe(version + 1);
  expect((await tiles.features('resources', 9))[0]?.properties.count).toBe(10);
});

interface ReaderRow extends Record<string, unknown> {
  pid: number;
  query_start: Date;
}
const readerStatements = `select pid, query_start from pg_stat_activity where datname = current_database() and application_name = 'getu-readers'`;
test('many requests for one tile at once are one statement', async () => {
  await tiles.app.sql(`select refresh_county('990101')`);
  const path = `/api/tiles/buildings/${tileAt(15, ...middle)}.mvt?v=${await tiles.versionOf('buildings')}`;
  await tiles.get(path.replace('buildings', 'roads'));
  const before = await tiles.app.sql<ReaderRow>(readerStatements);
  const answers = await Promise.all(Array.from({ length: 30 }, () => tiles.get(path)));
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.headers.etag}`)).size).toBe(1);
  const after = await tiles.app.sql<ReaderRow>(readerStatements);
  // One connection was busy once: a second statement would have needed a second connection or a later start.
  const changed = after.filter((row) => !before.some((old) => old.pid === row.pid && old.query_start.getTime() === row.query_start.getTime()));
  expect(changed).toHaveLength(1);
});
