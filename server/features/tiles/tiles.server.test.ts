import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Feature, middle, openTileApp, type TileApp, tileAt } from './test-tiles.ts';

let tiles: TileApp;
beforeAll(async () => {
  tiles = await openTileApp('tiles');
});
afterAll(() => tiles?.app.close());

test('every feature of a tile has id, code, name, category and grid_code', async () => {
  for (const layer of ['buildings', 'places', 'cameras', 'hazards', 'grids', 'regions', 'roads', 'landuse', 'labels', 'region_labels', 'key_persons']) {
    const found = await tiles.features(layer, 14);
    expect(found.length, layer).toBeGreaterThan(0);
    for (const feature of found) {
      expect(feature.id, layer).toBeGreaterThan(0);
      expect(Object.keys(feature.properties), layer).toEqual(expect.arrayContaining(['code', 'name', 'category', 'grid_code']));
    }
  }
});

test('a building carries what it is coloured and raised by', async () => {
  const [building] = await tiles.features('buildings', 16);
  expect(building?.properties).toMatchObject({ height_meters: 54, floors: 18, use: 'residential', households: 72, residents: 200 });
  expect(building?.properties.code).toMatch(/^990101\d{13}$/);
  expect(building?.properties.grid_code).toMatch(/^990101\d{9}$/);
});

test('below its zoom a layer carries one count per grid, per community, per street', async () => {
  const perGrid = await tiles.features('organisations', 14);
  expect(perGrid.length).toBeGreaterThan(4);
  const known = await tiles.app.sql<{ code: string; count: number }>(`select grid_code as code, count(*)::integer as count from elements where kind = 'organisation' group by grid_code`);
  expect(known.reduce((sum, { count }) => sum + count, 0)).toBe(200);
  for (const { properties } of perGrid) expect(known).toContainEqual({ code: properties.code, count: properties.count });
  for (const z of [12, 13]) {
    const perCommunity = await tiles.features('places', z);
    expect(perCommunity).toHaveLength(2);
    expect(perCommunity.reduce((sum, feature) => sum + Number(feature.properties.count), 0)).toBe(200);
  }
  const [whole] = await tiles.features('places', 11);
  expect(whole?.properties).toMatchObject({ code: '990101001', name: '试验街道', count: 200 });
});

test('a name of the ground that is a region’s too is marked, so that a map with names of regions says it once', async () => {
  await tiles.app.sql(`insert into ground_features (county_code, theme, class, name, geom, rank) values
       ('990101', 'label', 'street', '试验街道', st_setsrid(st_point(110.011, 30.006), 4326), 2)`);
  const marks = (await tiles.features('labels', 12)).map(({ properties }) => [properties.name, properties.is_region]);
  expect(marks).toContainEqual(['试验街道', true]);
  expect(marks).toContainEqual(['试验地', undefined]);
});

test('a community sees internal elements of its own place only, another place none', async () => {
  const own = await tiles.features('cameras', 14, { user: 'community' });
  expect(own.length).toBeGreaterThan(0);
  expect(own.length).toBeLessThan((await tiles.features('cameras', 14, { user: 'street' })).length);
  expect(new Set(own.map((feature) => String(feature.properties.grid_code).slice(0, 12)))).toEqual(new Set(['990101001001']));
  expect((await tiles.get(`/api/tiles/cameras/${tileAt(14, ...middle)}.mvt`, { user: 'elsewhere' })).status).toBe(204);
  expect(await tiles.features('cameras', 11, { user: 'elsewhere' })).toEqual([]);
});

test('key persons are single points for the community and the grid worker, counts by grid for the street', async () => {
  const own = await tiles.features('key_persons', 15, { user: 'community' });
  expect(own.every((feature) => feature.properties.category === 'elderly_alone' && feature.properties.count === undefined)).toBe(true);
  const worker = await tiles.features('key_persons', 15, { user: 'worker' });
  expect(new Set(worker.map((feature) => feature.properties.grid_code))).toEqual(new Set(['990101001001001']));
  const counted = [14, 15, 16].map((z) => tiles.features('key_persons', z, { user: 'street' }));
  for (const features of await Promise.all(counted)) expect(features.every(({ properties }) => String(properties.code).length === 15 && Number(properties.count) >= 5)).toBe(true);
  expect((await Promise.all(counted)).flat().length).toBeGreaterThan(0);
});

test('counts of key persons under five are not told', async () => {
  await tiles.app.sql(`delete from key_person_profiles where element_id in (
       select element_id from key_person_spots where grid_code = '990101001002004' order by element_id offset 4)`);
  const rows = await tiles.app.sql(`select count from element_counts where kind = 'key_person' and place_code = '990101001002004'`);
  expect(rows).toEqual([{ count: 4 }]);
  const told = await tiles.features('key_persons', 12, { user: 'street' });
  expect(told.length).toBeGreaterThan(0);
  expect(told.every((feature) => Number(feature.properties.count) >= 5)).toBe(true);
  expect(told.some((feature) => feature.properties.code === '990101001002004')).toBe(false);
});

test('somebody without the right gets 404 on an internal or restricted layer and does not find it in the list', async () => {
  for (const layer of ['cameras', 'key_persons']) {
    expect((await tiles.get(`/api/tiles/${layer}/${tileAt(14, ...middle)}.mvt`, { user: 'volunteer' })).status).toBe(404);
    expect((await tiles.get(`/api/tiles/${layer}`, { user: 'volunteer' })).status).toBe(404);
  }
  const layers = JSON.parse((await tiles.get('/api/layers', { user: 'volunteer' })).body.toString()) as { sensitivity: string }[];
  expect(layers.length).toBeGreaterThan(5);
  expect(layers.every((layer) => layer.sensitivity === 'open')).toBe(true);
});

test('reading restricted tiles is in the audit log once per user, layer and minute', async () => {
  for (const z of [14, 15, 16]) await tiles.features('key_persons', z, { user: 'city' });
  const rows = await tiles.app.sql(`select action, object from audit_log where action like 'tiles%' and user_id = (select id from users where username = 'city')`);
  expect(rows).toEqual([{ action: 'tiles.read', object: 'key_persons' }]);
});

/** Vertices of a layer's polygons inside the tile's square, per feature. */
function verticesInside(feature: Feature): Set<string> {
  const inside = (value: number) => value > 0 && value < 4096;
  return new Set(feature.geometry.flat().filter(({ x, y }) => inside(x) && inside(y)).map(({ x, y }) => `${x},${y}`));
}

test('neighbouring grids have the same vertices along their common border at every zoom', async () => {
  for (const z of [10, 11, 12, 13, 14, 15, 16]) {
    const grids = new Map((await tiles.features('grids', z, {}, [110.0045, 30.0022])).map((grid) => [String(grid.properties.code), verticesInside(grid)]));
    const west = grids.get('990101001001001');
    const east = grids.get('990101001001003');
    if (!west || !east) throw new Error(`zoom ${z} lacks a grid: ${[...grids.keys()]}`);
    const border = (own: Set<string>) => [...own].filter((vertex) => nearLine(vertex, z));
    const [mine, theirs] = [border(west).sort(), border(east).sort()];
    expect(mine, `zoom ${z}`).toEqual(theirs);
    if (z >= 13) expect(mine.length).toBeGreaterThan(5);
  }
});
/** Is a vertex of the tile on the winding border around 110.005° E, south of 30.005° N (it swings by 0.0001°)? */
function nearLine(vertex: string, z: number): boolean {
  const [column] = tileAt(z, 110.0045, 30.0022).split('/').slice(1).map(Number);
  const x = Number(vertex.split(',')[0]);
  const lng = (((column ?? 0) + x / 4096) / 2 ** z) * 360 - 180;
  return Math.abs(lng - 110.005) < 0.0004;
}
