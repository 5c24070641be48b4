import { setTimeout as delay } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHomeBox } from './queries.ts';
import { middle, openTileApp, type TileApp, tileAt } from './test-tiles.ts';

let tiles: TileApp;
beforeAll(async () => {
  tiles = await openTileApp('tile_requests');
});
afterAll(() => tiles?.app.close());

test('an empty tile is 204 without a body', async () => {
  const answer = await tiles.get(`/api/tiles/buildings/${tileAt(14, -100, 40)}.mvt`);
  expect([answer.status, answer.body.length]).toEqual([204, 0]);
});

test('HEAD has the headers of GET and no body', async () => {
  const path = `/api/tiles/buildings/${tileAt(14, ...middle)}.mvt`;
  const [whole, head] = [await tiles.get(path), await tiles.get(path, { method: 'HEAD' })];
  expect([head.status, head.body.length, head.headers.etag, head.headers['content-length']]).toEqual([200, 0, whole.headers.etag, whole.headers['content-length']]);
});

test('a reader that takes no gzip gets the plain bytes under another ETag', async () => {
  const path = `/api/tiles/buildings/${tileAt(14, ...middle)}.mvt`;
  const packed = await tiles.get(path, { headers: { 'accept-encoding': 'br, gzip;q=0.5' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
  for (const accept of ['identity', 'gzip;q=0', 'br', 'deflate, *;q=0']) {
    const plain = await tiles.get(path, { headers: { 'accept-encoding': accept } });
    expect(plain.headers['content-encoding'], accept).toBeUndefined();
    expect(plain.headers.etag).not.toBe(packed.headers.etag);
    expect(plain.body.equals(gunzipSync(packed.body))).toBe(true);
  }
});

test('a tile that fits into one packet goes plain to all but those who refuse that', async () => {
  const path = `/api/tiles/regions/${tileAt(14, ...middle)}.mvt`;
  const ask = (accept: string) => tiles.get(path, { headers: { 'accept-encoding': accept } });
  const plain = await ask('gzip, deflate, br');
  expect([plain.status, plain.body.length > 0 && plain.body.length <= 1_000, plain.headers['content-encoding']]).toEqual([200, true, undefined]);
  for (const accept of ['identity', 'br', 'gzip;q=0, *;q=0']) expect((await ask(accept)).headers.etag, accept).toBe(plain.headers.etag);
  for (const accept of ['gzip, identity;q=0', 'gzip, *;q=0']) {
    const packed = await ask(accept);
    expect([packed.headers['content-encoding'], packed.headers.etag === plain.headers.etag], accept).toEqual(['gzip', false]);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
  }
});

test('a drawing that fails is answered as a problem under its request id, and the next one succeeds', async () => {
  await tiles.get(`/api/tiles/places/${tileAt(15, -100, 40)}.mvt`); // the server now knows all that it needs to draw without asking
  const path = `/api/tiles/places/${tileAt(15, ...middle)}.mvt`;
  const failed = await tiles.app.database.asOwner(async (db) => {
    await db.query({ text: 'lock table elements in access exclusive mode' });
    const waiting = tiles.get(path);
    await delay(300);
    await db.query({ text: `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'getu-readers' and wait_event_type = 'Lock'` });
    return waiting;
  });
  const problem = JSON.parse(failed.body.toString()) as { type: string; instance: string };
  expect([failed.status, problem.type, problem.instance]).toEqual([503, '/problems/unavailable', `urn:uuid:${failed.headers['x-request-id']}`]);
  expect((await tiles.get(path)).status).toBe(200);
});

test('without a session every address of tiles is 401', async () => {
  for (const path of ['/api/layers', '/api/tiles/buildings', '/api/tiles/buildings/14/1/1.mvt', '/api/tiles/nothing/99/1/1.mvt', '/api/map-settings']) {
    expect((await tiles.get(path, { user: '' })).status, path).toBe(401);
  }
});

test('an address that is no tile is a 404 problem which names the zooms that exist', async () => {
  const bad = [
    '17/0/0', '7/0/0', '99999999999999999999/0/0', '-1/0/0', '14/-1/0', '14/0/-1', '14/16384/0', '14/0/16384', 'a/b/c', 'NaN/0/0', '14/1.5/2', '14/1e3/2', '1%30/1/1', '014/1/1',
    '14/Infinity/0', '14/%00/0', `14/${'9'.repeat(5000)}/1`, "14/1/1'%3Bdrop%20table%20elements%3B--", '14//1', '%D9%A3/1/1', '%F0%9F%92%A5/1/1',
  ];
  for (const address of bad) {
    const answer = await tiles.get(`/api/tiles/buildings/${address}.mvt`);
    expect(answer.status, address).toBe(404);
    expect(answer.headers['content-type'], address).toContain('application/problem+json');
    const problem = JSON.parse(answer.body.toString()) as { type: string; detail: string };
    expect(problem.type).toBe('/problems/no-such-tile');
    expect(problem.detail, address).toContain('8 to 16');
  }
});
test('an unknown layer is 404, whatever its name', async () => {
  for (const layer of ['nothing', '__proto__', 'constructor', "x'--", '%27%20or%201=1', 'BUILDINGS', '..%2f..%2fetc', '%E2%80%AE', 'a'.repeat(3000)]) {
    expect((await tiles.get(`/api/tiles/${layer}/14/1/1.mvt`)).status, layer).toBe(404);
  }
  expect((await tiles.get('/api/tiles/nothing')).status).toBe(404);
});

test('a tile takes no other method', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const answer = await tiles.get('/api/tiles/buildings/14/1/1.mvt', { method });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  }
});

test('the list of layers has what a client needs, and its tiles can be fetched', async () => {
  const answer = await tiles.get('/api/layers');
  const layers = JSON.parse(answer.body.toString()) as { id: string; title: string; titleEn: string; tiles: string; version: number; minzoom: number }[];
  expect(layers.map((layer) => layer.id)).toEqual(expect.arrayContaining(['regions', 'grids', 'buildings', 'roads', 'key_persons']));
  const places = layers.find((layer) => layer.id === 'places');
  expect(places).toMatchObject({ title: '场所', titleEn: 'Places', theme: 'places', countsBelowZoom: 14, sensitivity: 'open' });
  const [z, x, y] = tileAt(14, ...middle).split('/');
  const path = places?.tiles.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y)) ?? '';
  expect((await tiles.get(path)).headers['cache-control']).toContain('immutable');
});

test('TileJSON 3 names the layer, its zooms and fields, and an address that can be fetched', async () => {
  const json = JSON.parse((await tiles.get('/api/tiles/grids')).body.toString()) as { tilejson: string; tiles: string[]; vector_layers: { id: string; fields: Record<string, string> }[] };
  expect(json).toMatchObject({ tilejson: '3.0.0', name: 'grids', minzoom: 10, maxzoom: 16 });
  expect(json.vector_layers[0]).toMatchObject({ id: 'grids', fields: { code: 'String', households: 'Number' } });
  expect(json.tiles[0]).toMatch(new RegExp(`^http://127\\.0\\.0\\.1:${new URL(tiles.app.url).port}/api/tiles/grids/\\{z\\}/\\{x\\}/\\{y\\}\\.mvt\\?v=\\d+$`));
  const forged = JSON.parse((await tiles.get('/api/tiles/grids', { headers: { host: 'evil"><script>' } })).body.toString()) as { tiles: string[] };
  expect(forged.tiles[0]).toMatch(/^\/api\/tiles/);
});

test('the map opens on the reader’s own jurisdiction', async () => {
  const home = async (user: string) => (JSON.parse((await tiles.get('/api/map-settings', { user })).body.toString()) as { home: { bbox: number[] } }).home.bbox;
  const near = (box: number[]) => box.map((value) => expect.closeTo(value, 3));
  expect(await home('community')).toEqual(near([110, 30, 110.01, 30.01]));
  expect(await home('city')).toEqual(near([110, 30, 110.02, 30.01]));
  expect(await home('elsewhere')).not.toBeUndefined();
});

test('who answers for everywhere opens on counties side by side together, and where they lie far apart on the one with most', async () => {
  // In a transaction that is undone: the ground of the other tests stays as it is.
  const homes: (number[] | null)[] = [];
  const undone = tiles.app.database.asOwner(async (db) => {
    const keep = async () => homes.push(await readHomeBox(db, ''));
    const put = (county: string, elements: number, west: number) =>
      db.query({ text: `insert into map_extents (county_code, elements, box) values ($1, $2, st_makeenvelope($3::float8, 30, $3::float8 + 0.5, 30.5, 4326))`, values: [county, elements, west] });
    await db.query({ text: 'delete from map_extents' });
    await keep();
    await put('990711', 100, 110);
    await put('990712', 900, 110.5);
    await keep();
    await put('990713', 500, 116);
    await keep();
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(homes).toEqual([null, [110, 30, 111, 30.5], [110.5, 30, 111, 30.5]]);
});
