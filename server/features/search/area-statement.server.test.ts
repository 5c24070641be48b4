import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, county, north, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';
import { type AreaQuestion, areaStatement, largeStatement, smallStatement } from './area-statement.ts';
import type { AreaRow } from './queries.ts';

// The lean statement is a short cut: for whatever it is chosen, it must answer what the whole one answers.
let app: TestApp;

beforeAll(async () => {
  app = await openTestApp('area-statement');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '${county}', digital_id('${county}', 7, 100 + n), 'facility', (array['lamp', 'hydrant', 'bench'])[1 + n % 3], '设施 ' || n,
           st_setsrid(st_makepoint(116 + round(((n * 0.6180339887) % 1 * 0.04)::numeric, 4), 36 + round(((n * 0.7548776662) % 1 * 0.01)::numeric, 4)), 4326)
    from generate_series(1, 900) n`);
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom)
    select '${county}', digital_id('${county}', 6, 100 + n), 'place', 'hall', '馆 ' || n, st_makeenvelope(116 + n * 0.0037, 36.0005, 116 + n * 0.0037 + 0.0002 * n, 36.0018, 4326)
    from generate_series(1, 10) n`);
  // Three people by themselves.
  await app.sql(`insert into elements (county_code, code, kind, name, geom)
    select '${county}', digital_id('${county}', number, 900 + n), kind, '李*', st_setsrid(st_makepoint(116.0091, 36.0091), 4326) from element_kinds, generate_series(1, 3) n where kind = 'person'`);
  await app.sql(`insert into key_person_profiles (county_code, element_id, type)
    select county_code, id, (array['elder_alone', 'disabled'])[1 + n % 2] from (select *, row_number() over (order by code) as n from elements where kind = 'person') p where n % 4 <> 0`);
  await app.sql(`select refresh_key_persons('${county}')`);
});
afterAll(() => app.close());

const question = (ring: [number, number][], limit: number): AreaQuestion => ({
  shape: { geometry: { type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] } },
  radiusMeters: null, maxSquareMeters: 2e10, within: null, limit, after: null,
});
const readers: [role: string, jurisdiction: string | null][] = [
  ['community_officer', north], ['street_officer', north.slice(0, 9)], ['city_officer', ''], ['grid_worker', `${south}001`], ['volunteer', ''], ['nobody', null],
];

async function askBoth(asked: AreaQuestion, [role, jurisdiction]: (typeof readers)[number]): Promise<[small: AreaRow, large: AreaRow]> {
  const context = { userId: role === 'nobody' ? null : 1, roles: [role], jurisdiction, requestId: 'test' };
  return app.database.withRequest(context, async (db) => {
    const [small, large] = [await db.query<AreaRow>(smallStatement(asked)), await db.query<AreaRow>(largeStatement(asked))];
    if (!small[0] || !large[0]) throw new Error('a statement answered no row');
    // Where a shape is sound, nobody reads where its fault would be.
    return [small[0], { ...large[0], fault_at: small[0].fault_at && large[0].fault_at }];
  });
}

describe('both statements for a small polygon', () => {
  it('answer the same for any shape, crossed ones and such without ground too, and any reader', async () => {
    const position = fc.tuple(fc.integer({ min: -10, max: 400 }), fc.integer({ min: -10, max: 110 })).map(([x, y]): [number, number] => [116 + x / 10_000, 36 + y / 10_000]);
    const near = fc.tuple(position, fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })), { minLength: 2, maxLength: 7 }))
      .map(([[x, y], steps]): [number, number][] => [[x, y], ...steps.map(([dx, dy]): [number, number] => [x + dx / 10_000, y + dy / 10_000])]);
    let found = 0;
    await fc.assert(fc.asyncProperty(near, fc.constantFrom(...readers), fc.constantFrom(1, 20, 1000), async (ring, reader, limit) => {
      const asked = question(ring, limit);
      const [small, large] = await askBoth(asked, reader);
      expect(small).toEqual(large);
      found += large.items.length;
    }), { numRuns: 150, seed: 7 });
    expect(found).toBeGreaterThan(1000);
  });
  it.each(readers)('answer the same over all people of the town: %s', async (...reader) => {
    const asked = question([[116, 36], [116.04, 36], [116.04, 36.01], [116, 36.01]], 1000);
    const [small, large] = await askBoth(asked, reader);
    expect(small).toEqual(large);
    if (reader[0] === 'community_officer') {
      expect(small.totals.map(({ kind }) => kind)).toContain('key_person');
      expect(small.items.some(({ careTypes }) => careTypes?.length)).toBe(true);
    }
    if (reader[0] === 'city_officer') expect(small.counted_only).toContain('person');
  });
  it('leave out counts of people under five where these may only be counted', async () => {
    const asked = question([[116.009, 36.009], [116.0092, 36.009], [116.0092, 36.0092], [116.009, 36.0092]], 100);
    expect(areaStatement(asked).name).toBe('search_area_small');
    const [small, large] = await askBoth(asked, ['city_officer', '']);
    expect(small).toEqual(large);
    expect(small.totals.filter(({ kind }) => kind === 'person' || kind === 'key_person')).toEqual([]);
    const [seen] = await askBoth(asked, ['community_officer', north]);
    expect(seen.totals).toContainEqual({ kind: 'person', category: '', count: 3 });
  });
});
