import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, openTileApp, type TileApp, tileAt } from './test-tiles.ts';

let tiles: TileApp;
beforeAll(async () => {
  tiles = await openTileApp('tile_sizes');
  await layCrowd();
}, 240_000);
afterAll(() => tiles?.app.close());

const [lng, lat] = [112.005, 31.005];
/** Names that no compression makes shorter, each its own. */
const name = (letters: number) => `left(encode(sha512(('a' || i)::bytea) || sha512(('b' || i)::bytea), 'base64'), ${letters})`;

/** 12,000 grids and as many communities, a square each, in one square kilometre: far more than any ground has, without what the rows' triggers would reckon for an hour. */
async function layCrowd(): Promise<void> {
  const square = `st_makeenvelope(112 + 0.0001 * (i % 100), 31 + 0.0001 * (i / 100), 112.0001 + 0.0001 * (i % 100), 31.0001 + 0.0001 * (i / 100), 4326)`;
  const codes = `case when layer = 'grids' then '990202' || lpad(i::text, 9, '0') else '990202' || lpad(i::text, 6, '0') end`;
  const statements = [
    `set local session_replication_role = 'replica'`,
    `create temporary table crowd on commit drop as select i, ${square} as geom, ${name(80)} as name from generate_series(0, 11999) as i`,
    `insert into regions (code, level, name, geom) select '990202' || lpad(i::text, 6, '0'), 'community', name, st_multi(geom) from crowd`,
    `insert into grids (code, kind, community_code, name, geom) select '990202' || lpad(i::text, 9, '0'), 'base', left('990202' || lpad(i::text, 9, '0'), 12), name, geom from crowd`,
    `insert into border_shapes (layer, band, code, geom)
     select layer, band, ${codes}, st_multi(st_transform(geom, 3857)) from crowd, unnest(array['grids', 'regions']) as layer, unnest(array[5, 7, 9, 11, 13]) as band`,
    `insert into place_points (code, level, geom)
     select ${codes}, case layer when 'grids' then 'grid' else 'community' end, st_transform(st_centroid(geom), 3857) from crowd, unnest(array['grids', 'regions']) as layer`,
    `insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count) select '990202', 'place', 'a', '990202' || lpad(i::text, 6, '0'), -1, -1, 1 + i from crowd`,
  ];
  await tiles.app.database.asOwner(async (db) => {
    for (const text of statements) await db.query({ text });
  });
  await tiles.app.sql('update tile_layer_versions set version = version + 1');
  await tiles.app.sql('analyze grids, regions, border_shapes, place_points, element_counts');
}

test('no tile of borders, labels or counts is larger than 500 kB, and it holds as much as fits', async () => {
  for (const [layer, z] of [['grids', 14], ['regions', 12], ['grid_labels', 13], ['region_labels', 13], ['places', 13]] as const) {
    const tile = await tiles.get(`/api/tiles/${layer}/${tileAt(z, lng, lat)}.mvt?v=${await tiles.versionOf(layer)}`, { user: 'city' });
    expect(tile.status, `${layer} ${z}`).toBe(200);
    expect(tile.body.length, `${layer} ${z}`).toBeLessThanOrEqual(500_000);
    const drawn = decode(tile, layer).length;
    // Less than all, or the ground would prove nothing.
    expect(drawn, `${layer} ${z}`).toBeLessThan(12_000);
    expect(drawn, `${layer} ${z}`).toBeGreaterThan(2_000);
  }
}, 120_000);

test('where counts are too many the largest are told', async () => {
  const counts = (await tiles.features('places', 13, { user: 'city' }, [lng, lat])).map(({ properties }) => Number(properties.count));
  expect(Math.max(...counts)).toBe(12_000);
  expect(Math.min(...counts)).toBe(12_001 - counts.length);
});
