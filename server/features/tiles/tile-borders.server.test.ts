import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Feature, openTileApp, type TileApp } from './test-tiles.ts';

let tiles: TileApp;
beforeAll(async () => {
  tiles = await openTileApp('tile_borders');
});
afterAll(() => tiles?.app.close());

/** Pieces of border inside the tile's square, each as its two ends in a fixed order, with how many polygons have it. */
function countEdges(features: Feature[]): Map<string, number> {
  const inside = ({ x, y }: { x: number; y: number }) => x > 0 && x < 4096 && y > 0 && y < 4096;
  const edges = new Map<string, number>();
  for (const ring of features.flatMap((feature) => feature.geometry)) {
    for (const [index, from] of ring.entries()) {
      const to = ring[index + 1];
      if (!to || !inside(from) || !inside(to)) continue;
      const key = [`${from.x},${from.y}`, `${to.x},${to.y}`].sort().join(' ');
      edges.set(key, (edges.get(key) ?? 0) + 1);
    }
  }
  return edges;
}
/** Shoelace: above zero where a ring runs clockwise on the screen, as the shell of a polygon must. */
function area(ring: { x: number; y: number }[]): number {
  return ring.reduce((sum, from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from;
    return sum + (from.x * to.y - to.x * from.y) / 2;
  }, 0);
}
const west = [110.0045, 30.0022] as const;

test('every inner piece of border belongs to exactly two grids at every zoom', async () => {
  for (const z of [10, 11, 12, 13, 14, 15, 16]) {
    const grids = await tiles.features('grids', z, {}, west);
    const counts = [...countEdges(grids).values()];
    expect(Math.max(...counts), `zoom ${z}`).toBe(2);
    expect(grids.every((grid) => area(grid.geometry[0] ?? []) > 0)).toBe(true);
  }
});

test('when a common border moves, the generalised shapes, the points and the counts of both grids follow', async () => {
  const [a, b] = ['990101001001001', '990101001001003'];
  const countOf = async (code: string) => (await tiles.features('organisations', 14, {}, west)).find((feature) => feature.properties.code === code)?.properties.count;
  const before = [Number(await countOf(a)), Number(await countOf(b))];
  const version = await tiles.versionOf('grids');
  // The eastern grid takes a piece of 200 m from the western one.
  await tiles.app.sql(`
    with piece as (
      select st_intersection(g.geom, st_makeenvelope(110.003, 30.001, 110.01, 30.004, 4326)) as geom from grids g where g.code = '${a}'
    )
    update grids g set geom = case when g.code = '${a}' then st_difference(g.geom, piece.geom) else st_union(g.geom, piece.geom) end, version = version + 1
    from piece where g.code in ('${a}', '${b}')`);
  expect(await tiles.versionOf('grids')).toBe(version + 1);
  for (const z of [10, 11, 12, 13, 14, 15]) {
    const edges = [...countEdges(await tiles.features('grids', z, {}, west)).values()];
    expect(Math.max(...edges), `zoom ${z}`).toBe(2);
  }
  const after = [Number(await countOf(a)), Number(await countOf(b))];
  expect(after[0]).toBeLessThan(before[0] ?? 0);
  expect((after[0] ?? 0) + (after[1] ?? 0)).toBe((before[0] ?? 0) + (before[1] ?? 0));
});

test('a grid that has ended leaves the tiles', async () => {
  const code = '990101001002001';
  const isThere = async (z: number) => (await tiles.features('grids', z, {}, [110.012, 30.002])).some((grid) => grid.properties.code === code);
  expect([await isThere(12), await isThere(15)]).toEqual([true, true]);
  await tiles.app.sql(`update grids set valid_to = now() where code = '${code}'`);
  expect([await isThere(12), await isThere(15)]).toEqual([false, false]);
});

test('a hole keeps the shape of the island that fills it', async () => {
  await tiles.app.sql(`
    with ring as (select st_buffer(st_setsrid(st_point(110.33, 30.345), 4326), 0.01, 16) as island, st_makeenvelope(110.31, 30.325, 110.35, 30.365, 4326) as around)
    insert into regions (code, parent_code, level, name, geom)
    select '990102001', '99', 'street', '岛', st_multi(island) from ring
    union all select '990102002', '99', 'street', '环', st_multi(st_difference(around, island)) from ring`);
  for (const z of [8, 9, 10, 11, 12]) {
    const found = (await tiles.features('regions', z, {}, [110.33, 30.345])).filter((region) => String(region.properties.code).startsWith('990102'));
    const [island, around] = ['990102001', '990102002'].map((code) => found.find((region) => region.properties.code === code));
    const hole = around?.geometry.find((ring) => area(ring) < 0);
    const corners = (ring: { x: number; y: number }[] | undefined) => new Set(ring?.map(({ x, y }) => `${x},${y}`));
    expect(hole?.length ?? 0, `zoom ${z}`).toBeGreaterThan(3);
    expect(corners(hole), `zoom ${z}`).toEqual(corners(island?.geometry[0]));
  }
});

const townships = path.resolve(process.env.GETU_REALDATA ?? '../shared/realdata', 'beijing-townships/beijing.shp');
test('the 331 townships of Beijing have no gap and no overlap at any zoom', async (context) => {
  if (!existsSync(townships)) context.skip('skipped, data not here');
  const dump = execFileSync('ogr2ogr', ['-f', 'GeoJSONSeq', '/vsistdout/', townships, '-t_srs', 'EPSG:4326', '-lco', 'COORDINATE_PRECISION=9'], { maxBuffer: 2 ** 28 }).toString();
  const shapes = dump.split('\n').filter((line) => line !== '').map((line) => JSON.stringify((JSON.parse(line) as { geometry: unknown }).geometry));
  expect(shapes).toHaveLength(331);
  await tiles.app.sql(`insert into regions (code, level, name) values ('11', 'province', '北京'), ('1101', 'prefecture', '北京'), ('110101', 'county', '北京')`);
  await tiles.app.sql(
    `insert into regions (code, parent_code, level, name, geom)
     select '110101' || lpad(n::text, 3, '0'), '110101', 'street', '乡镇' || n, st_multi(st_setsrid(st_geomfromgeojson(shape), 4326)) from unnest($1::text[]) with ordinality as given (shape, n)`,
    [shapes],
  );
  for (const z of [7, 8, 9, 10, 11, 12, 13]) {
    const found = (await tiles.features('regions', z, {}, [116.4, 39.9])).filter((region) => region.properties.level === 'street');
    const polygons = found.map((region) => JSON.stringify({ type: 'MultiLineString', coordinates: region.geometry.map((ring) => ring.map(({ x, y }) => [x, y])) }));
    // The rings are laid together again by PostGIS: what the union lacks is a gap, what the sum has too much an overlap.
    const [sum] = await tiles.app.sql<{ count: number; overlap: number; area: number; holes: number }>(
      `with areas as (select st_buildarea(st_node(st_setsrid(st_geomfromgeojson(shape), 0))) as shape from unnest($1::text[]) as shape),
            whole as (select st_union(shape) as shape, sum(st_area(shape)) as area, count(*)::integer as count from areas)
       select count, area::float8 as area, (area - st_area(shape))::float8 as overlap, (select coalesce(sum(st_numinteriorrings(d.geom)), 0)::integer from st_dump(shape) d) as holes from whole`,
      [polygons],
    );
    expect(sum?.count, `zoom ${z}`).toBeGreaterThan(z < 12 ? 30 : 5);
    expect(sum?.holes, `zoom ${z}`).toBe(0);
    // A border that touches itself within half a pixel is laid together in one of two ways.
    expect(Math.abs(sum?.overlap ?? 1) / (sum?.area ?? 0), `zoom ${z}`).toBeLessThan(1e-4);
  }
}, 120_000);
