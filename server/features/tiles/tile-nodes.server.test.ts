import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, openTileApp, type TileApp, tileAt } from './test-tiles.ts';

let tiles: TileApp;
const baseMaps = JSON.stringify([
  { type: 'pmtiles', id: 'town', title: '镇图', file: 'maps/town.pmtiles' },
  { type: 'pmtiles', id: 'gone', title: '不在', file: 'maps/gone.pmtiles' },
  { type: 'xyz', id: 'province', title: '省图', tiles: ['https://map.example.cn/{z}/{x}/{y}.png'], attribution: '© 省' },
]);
beforeAll(async () => {
  tiles = await openTileApp('tile_nodes', { BASE_MAPS: baseMaps });
});
afterAll(() => tiles?.app.close());

const position = [110.0006, 30.0006] as const;
const path16 = `/api/tiles/resources/${tileAt(16, ...position)}.mvt`;
const addResource = (n: number) =>
  tiles.app.sql(`insert into elements (county_code, code, kind, name, geom) values ('990101', digital_id('990101', 9, $1), 'resource', '志愿者', st_setsrid(st_point(110.0006, 30.0006), 4326))`, [n]);
const countNow = async (query = '') => decode(await tiles.get(path16 + query), 'resources').length;
const listeners = () => tiles.app.sql<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and application_name = 'getu-listen-tile_changes'`);

test('a node that lost its notifications answers from the present, and listens again', async () => {
  await addResource(1);
  const version = await tiles.versionOf('resources');
  expect(await countNow(`?v=${version}`)).toBe(1);
  await tiles.app.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'getu-listen-tile_changes'`);
  await addResource(2);
  expect(await countNow(`?v=${version + 1}`)).toBe(2);
  await addResource(3);
  expect([2, 3]).toContain(await countNow());
  for (let attempt = 0; attempt < 100 && (await listeners()).length === 0; attempt += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await listeners()).toHaveLength(1);
  await addResource(4);
  expect(await countNow(`?v=${version + 3}`)).toBe(4);
});

test('an edit reaches an address without a version by the notification', async () => {
  const before = await countNow();
  await addResource(10);
  let now = before;
  for (let attempt = 0; attempt < 100 && now === before; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    now = await countNow();
  }
  expect(now).toBe(before + 1);
});

test('a node whose knowledge is older than the record of changes forgets all of the layer', async () => {
  const version = await tiles.versionOf('resources');
  const before = await countNow(`?v=${version}`);
  await tiles.app.database.asOwner(async (db) => {
    await db.query({ text: `set local session_replication_role = 'replica'` });
    await db.query({ text: `insert into elements (county_code, code, kind, name, geom) values ('990101', digital_id('990101', 9, 20), 'resource', '志愿者', st_setsrid(st_point(110.0006, 30.0006), 4326))` });
    await db.query({ text: `update tile_layer_versions set version = version + 5 where layer = 'resources'` }); // the changes themselves are long deleted
  });
  expect(await countNow(`?v=${version + 5}`)).toBe(before + 1);
});

test('versions that do not exist, asked for many at once, ask the database a few times only', async () => {
  await countNow();
  let acquired = 0;
  const count = () => {
    acquired += 1;
  };
  tiles.app.database.adminPool.on('acquire', count);
  const started = performance.now();
  await Promise.all(Array.from({ length: 200 }, (_, i) => countNow(`?v=${900_000 + i}`)));
  const looksAtMost = (performance.now() - started) / 20; // one in 20 ms, however long the 200 take
  tiles.app.database.adminPool.off('acquire', count);
  expect(acquired).toBeLessThan(Math.min(100, 10 + looksAtMost));
});

test('a PMTiles file is handed out in ranges to those who are signed in, and nothing else of the data folder', async () => {
  // The app's data folder lies beside its key file; the configuration names the file inside it.
  const settings = JSON.parse((await tiles.get('/api/map-settings')).body.toString()) as { bases: { id: string; tiles: string[] }[] };
  expect(settings.bases.map((base) => base.id)).toEqual(['town', 'gone', 'province']);
  expect(settings.bases[0]?.tiles).toEqual(['pmtiles:///api/base-maps/town.pmtiles']);
  const folder = path.join(tiles.app.dataDir, 'maps');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'town.pmtiles'), 'PMTiles and more bytes');
  const part = await tiles.get('/api/base-maps/town.pmtiles', { headers: { range: 'bytes=0-6' } });
  expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([206, 'PMTiles', 'bytes 0-6/22']);
  expect((await tiles.get('/api/base-maps/town.pmtiles', { user: '' })).status).toBe(401);
  for (const name of ['gone', 'other', '..%2f..%2fsecret', '%2e%2e%2fdata', '__proto__']) expect((await tiles.get(`/api/base-maps/${name}.pmtiles`)).status, name).toBe(404);
});

test('the page may fetch from the configured hosts and from no other', async () => {
  const policy = String((await tiles.get('/api/map-settings')).headers['content-security-policy']);
  expect(policy).toMatch(/connect-src [^;]*https:\/\/map\.example\.cn/);
  expect(policy).not.toContain('tianditu');
});

test('no tile is larger than 500 kB, whatever stands in it', async () => {
  // 12,000 places with long names of their own, and as many twenty-cornered buildings, on one hectare.
  await tiles.app.database.asOwner(async (db) => {
    await db.query({ text: `set local getu.bulk = 'on'` });
    for (const [kind, number, shape] of [['place', 6, 'spot'], ['building', 1, 'st_buffer(spot, 0.0004 * abs(sin(i)), 5)']] as const) {
      // In pieces, each well within the time that a statement may take on a busy machine.
      for (let from = 1; from <= 12_000; from += 2_000) await db.query({
        text: `insert into elements (county_code, code, kind, category, name, geom, grid_code, community_code)
          select '990101', digital_id('990101', ${number}, 100000 + i), '${kind}', 'a' || i, encode(sha256(i::text::bytea), 'hex') || encode(sha256((-i)::text::bytea), 'hex'), ${shape}, '990101001002004', '990101001002'
          from (select i, st_setsrid(st_point(110.0185 + 0.001 * abs(sin(i * 7)), 30.0085 + 0.001 * abs(cos(i * 13))), 4326) as spot from generate_series($1::integer, $1 + 1999) as i) as made`,
        values: [from],
      });
    }
    await db.query({ text: `select refresh_county('990101')` });
  });
  for (const layer of ['places', 'buildings']) {
    const tile = await tiles.get(`/api/tiles/${layer}/${tileAt(16, 110.019, 30.009)}.mvt?v=${await tiles.versionOf(layer)}`);
    expect(tile.status).toBe(200);
    expect(tile.body.length, layer).toBeLessThanOrEqual(500_000);
    expect(decode(tile, layer).length, layer).toBeGreaterThan(1000);
  }
}, 120_000);

test('a tile that is kept is answered to a signed-in reader only, and forgets a session that has ended', async () => {
  const path = `/api/tiles/buildings/${tileAt(15, 110.006, 30.0055)}.mvt`;
  const [first, second] = [await tiles.get(path), await tiles.get(path)];
  expect([second.status, second.headers.etag, second.headers['content-encoding']]).toEqual([200, first.headers.etag, 'gzip']);
  expect(second.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect((await tiles.get(path, { user: '' })).status).toBe(401);
  expect((await tiles.get(path, { headers: { cookie: `getu_session=${'A'.repeat(43)}` } })).status).toBe(401);
  const cookie = await tiles.app.signIn('volunteer');
  expect((await tiles.get(path, { headers: { cookie } })).status).toBe(200);
  expect((await tiles.get('/api/session', { method: 'DELETE', headers: { cookie } })).status).toBeLessThan(300);
  expect((await tiles.get(path, { headers: { cookie } })).status).toBe(401);
});
