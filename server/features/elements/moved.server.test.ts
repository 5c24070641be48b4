/** Where an element that is moved belongs. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTown, north, openTestApp, south, type TestApp } from '../../test-town.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp('moved');
  await addTown(app);
}, 120_000);
afterAll(() => app.close());

const counted = `select kind, place_code, sum(count)::integer as count from element_counts group by 1, 2 having sum(count) <> 0 order by 1, 2`;
const present = `select kind, place_code, count(*)::integer as count from elements group by 1, 2
  union all select 'key_person', place_code, count(*)::integer from key_person_spots group by 2 order by 1, 2`;

test('a building that is moved takes what is in it into the grid where it stands now, and the counts follow', async () => {
  const [house] = await app.sql<{ id: number }>(`select id from elements where kind = 'building' and grid_code = $1`, [`${north}001`]);
  const placesOf = () => app.sql(`select grid_code, community_code, count(*)::integer as elements from elements where id = $1 or building_id = $1 group by 1, 2`, [house!.id]);
  expect(await placesOf()).toEqual([{ grid_code: `${north}001`, community_code: north, elements: 13 }]);
  await app.sql(`update elements set geom = st_translate(geom, 0.02, 0) where id = $1`, [house!.id]);
  expect(await placesOf()).toEqual([{ grid_code: `${south}001`, community_code: south, elements: 13 }]);
  expect(await app.sql(counted)).toEqual(await app.sql(present));
  // Outside every community only the county is known of its place.
  await app.sql(`update elements set geom = st_translate(geom, 0, 1) where id = $1`, [house!.id]);
  expect(await placesOf()).toEqual([{ grid_code: null, community_code: null, elements: 13 }]);
  expect(await app.sql(counted)).toEqual(await app.sql(present));
});

test('a load that has placed its elements itself is left alone', async () => {
  const [house] = await app.sql<{ id: number }>(`select id from elements where kind = 'building' and grid_code = $1`, [`${north}002`]);
  await app.sql(`with loading as materialized (select set_config('getu.bulk', 'on', true))
    update elements set geom = st_translate(geom, 0.02, 0), grid_code = $2, community_code = $3 from loading where id = $1`, [house!.id, `${south}002`, south]);
  expect(await app.sql('select grid_code, community_code from elements where id = $1', [house!.id])).toEqual([{ grid_code: `${south}002`, community_code: south }]);
});
