import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identityCheck } from '../data/city/digital-id.ts';
import { openCipher } from '../server/platform/cipher.ts';
import { createTestDatabase, type TestDatabase } from '../server/platform/test-database.ts';
import { addMissingEvents, seed } from './seed.ts';

const wanted = 6000;
const asOf = '2026-06-30';
let database: TestDatabase;
let client: pg.Client;
let folder: string;
let keyFile: string;

async function rows<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await client.query<Row>(text, values)).rows;
}
async function value(text: string): Promise<unknown> {
  return Object.values((await rows(text))[0] ?? {})[0];
}

/** One hash over all rows of every table that the seed fills. */
async function hashOfCity(): Promise<string> {
  const tables = ['regions', 'grids', 'elements', 'building_profiles', 'dwelling_profiles', 'household_profiles', 'person_profiles', 'key_person_profiles', 'hazard_profiles',
    'place_profiles', 'organisation_profiles', 'facility_profiles', 'camera_profiles', 'resource_profiles', 'duties', 'ground_features', 'dictionaries', 'digital_id_counters',
    'events', 'event_log', 'event_code_counters', 'matter_concerns', 'work_calendar'];
  const hashes = [];
  for (const table of tables) hashes.push(await value(`select md5(string_agg(md5(t::text), '' order by md5(t::text))) from ${table} t`));
  expect(hashes).not.toContain(null);
  return hashes.join();
}

beforeAll(async () => {
  database = await createTestDatabase('seed');
  folder = mkdtempSync(path.join(tmpdir(), 'getu-seed-'));
  keyFile = path.join(folder, 'data.key');
  await seed({ adminUrl: database.adminUrl, keyFile, elements: wanted, seed: 7, asOf });
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('ground of the demo city', () => {
  it('covers the county by streets, communities and grids, exactly', async () => {
    for (const parts of ["select geom from regions where level = 'street'", "select geom from regions where level = 'community'", 'select geom from grids']) {
      expect(await value(`select st_equals((select st_union(geom) from (${parts}) p), (select geom from regions where code = '990101'))`), parts).toBe(true);
    }
  });

  it('covers each community by its grids, and no two grids overlap', async () => {
    expect(await rows(`select r.code from regions r left join (select community_code, st_union(geom) as geom from grids group by 1) u on u.community_code = r.code
      where r.level = 'community' and u.geom is null or not st_equals(u.geom, r.geom)`)).toEqual([]);
    expect(await rows("select a.code, b.code from grids a join grids b on a.id < b.id and a.geom && b.geom and st_relate(a.geom, b.geom, '2********')")).toEqual([]);
  });

  it('shares every border vertex between neighbouring grids', async () => {
    expect(await rows(`select a.code, b.code from grids a join grids b on a.id <> b.id and a.geom && b.geom
      cross join lateral st_dumppoints(a.geom) as vertex
      where st_intersects(vertex.geom, b.geom) and not st_intersects(vertex.geom, st_points(b.geom)) limit 5`)).toEqual([]);
  });

  it('cuts no building by a border, puts none in water, on a street or over another', async () => {
    expect(await rows("select e.name, g.code from elements e join grids g on st_intersects(e.geom, g.geom) where e.kind = 'building' and g.code <> e.grid_code limit 5")).toEqual([]);
    expect(await rows("select a.name, b.name from elements a join elements b on a.id < b.id and st_intersects(a.geom, b.geom) where a.kind = 'building' and b.kind = 'building' limit 5")).toEqual([]);
    expect(await rows("select e.name, f.theme, f.name from elements e join ground_features f on st_intersects(e.geom, f.geom) where e.kind = 'building' and f.theme in ('water', 'road', 'railway') limit 5")).toEqual([]);
  });

  it('lets one walk from any street to any other', async () => {
    const [ends] = await rows<{ parts: number }>(`
      with pieces as (select geom from ground_features where theme = 'road' and is_walkable),
      joined as (select st_clusterdbscan(geom, 0, 1) over () as part from pieces)
      select count(distinct part)::int as parts from joined`);
    expect(ends?.parts).toBe(1);
    expect(await rows(`select a.id from ground_features a join ground_features b on a.id < b.id and a.geom && b.geom
      where a.theme = 'road' and b.theme = 'road' and st_crosses(a.geom, b.geom) limit 5`), 'crossings without a node').toEqual([]);
  });

  it('has only valid shapes', async () => {
    for (const table of ['elements', 'ground_features', 'grids', 'regions']) expect(await value(`select count(*)::int from ${table} where not st_isvalid(geom)`), table).toBe(0);
  });
});

describe('elements of the demo city', () => {
  it('are as many as asked for, of all kinds', async () => {
    expect(await value('select count(*)::int from elements')).toBe(wanted);
    expect(await value('select count(distinct kind)::int from elements')).toBe(13);
  });

  it('stand in the grid that the database would give them', async () => {
    expect(await value("select count(*)::int from elements where grid_code is null")).toBe(0);
    expect(await value("select place_elements('990101')::int")).toBe(0);
  });

  it('have digital IDs with a right check digit, and the next ID is new', async () => {
    expect(await value('select count(*)::int from elements e join element_kinds k using (kind) where e.code <> digital_id(e.county_code, k.number, substr(e.code, 9, 10)::bigint)')).toBe(0);
    const [next] = await rows<{ fresh: boolean }>("select not exists (select from elements where code = digital_id('990101', 4, reserve_digital_ids('990101', 'person', 0) )) as fresh");
    expect(next?.fresh).toBe(true);
  });

  it('stand in line: dwelling in building, household in dwelling, person in household, all at the point of the building', async () => {
    const above = { dwelling: 'building', household: 'dwelling', person: 'household' };
    for (const [kind, parent] of Object.entries(above)) {
      expect(await value(`select count(*)::int from elements e left join elements p on p.id = e.parent_id and p.kind = '${parent}' where e.kind = '${kind}' and p.id is null`), kind).toBe(0);
    }
    expect(await value("select count(*)::int from elements e join elements b on b.id = e.building_id where not st_intersects(e.geom, b.geom)")).toBe(0);
  });

  it('are told apart by name where many of a kind stand along the streets', async () => {
    expect(await rows(`select kind, name from elements where kind in ('facility', 'camera', 'device', 'asset') group by 1, 2 having count(*) > 1`)).toEqual([]);
  });

  it('use only categories, roles and types that the dictionaries explain', async () => {
    expect(await rows(`select distinct kind, category from elements e where not exists (select from dictionaries d where d.type = 'category.' || e.kind and d.code = e.category)`)).toEqual([]);
    expect(await rows("select distinct role from duties where role not in (select code from dictionaries where type = 'duty_role')")).toEqual([]);
    expect(await rows("select distinct type from key_person_profiles where type not in (select code from dictionaries where type = 'key_person_type')")).toEqual([]);
  });

  it('agree with the counts of buildings, grids and regions', async () => {
    expect(await value(`select count(*)::int from building_profiles b where b.households <> (select count(*) from elements e where e.building_id = b.element_id and e.kind = 'household')
      or b.residents <> (select count(*) from elements e where e.building_id = b.element_id and e.kind = 'person')`)).toBe(0);
    expect(await value("select count(*)::int from grids g where households <> (select count(*) from elements e where e.grid_code = g.code and e.kind = 'household')")).toBe(0);
    expect(await value("select population = (select count(*) from elements where kind = 'person') from regions where code = '990101'")).toBe(true);
  });
});

describe('people of the demo city', () => {
  it('have identity numbers of the unused region, each once, each with a right check character, and phones that cannot be dialled', async () => {
    const cipher = openCipher(keyFile);
    const people = await rows<{ id_number_cipher: Buffer; phone_cipher: Buffer | null; name_cipher: Buffer; id_number_hash: Buffer; id_number_masked: string; sex: string }>('select * from person_profiles');
    const numbers = people.map((row) => cipher.decrypt('idNumber', row.id_number_cipher));
    expect(new Set(numbers).size).toBe(numbers.length);
    for (const [index, number] of numbers.entries()) {
      const row = people[index]!;
      expect(number).toMatch(/^9901\d{13}[\dX]$/);
      expect(number[17]).toBe(identityCheck(number.slice(0, 17)));
      expect(Number(number[16]) % 2 === 1).toBe(row.sex === '男');
      expect(row.id_number_hash.equals(cipher.hash('idNumber', number))).toBe(true);
      expect(row.id_number_masked).toBe(`990***********${number.slice(14)}`);
      if (row.phone_cipher) expect(cipher.decrypt('phone', row.phone_cipher)).toMatch(/^990\d{8}$/);
    }
    expect(await value("select count(*)::int from duties where phone !~ '^990[0-9]{8}$'")).toBe(0);
  });

  it('are key persons in the proportion of a real county, old people alone first', async () => {
    const share = Number(await value("select (select count(*) from key_person_profiles)::float8 / count(*) from elements where kind = 'person'"));
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.08);
    const [first] = await rows<{ type: string }>('select type from key_person_profiles group by 1 order by count(*) desc limit 1');
    expect(first?.type).toBe('elder_alone');
  });

  it('have someone responsible: grid leader, worker and police in every grid, heads in every block of flats and staircase', async () => {
    for (const role of ['grid_leader', 'grid_worker', 'police']) expect(await value(`select count(*)::int from grids g where not exists (select from duties d where d.role = '${role}' and d.area_code = g.code)`), role).toBe(0);
    expect(await rows(`select b.element_id from building_profiles b join elements e on e.id = b.element_id
      where b.units > 0 and b.use <> 'rural_house' and (b.units + 1 > (select count(*) from duties d where d.building_id = b.element_id and d.role in ('building_head', 'unit_head')))`)).toEqual([]);
    expect(await value("select count(*)::int from building_profiles b where b.units > 0 and b.estate is not null and not exists (select from duties d where d.building_id = b.element_id and d.role = 'property_supervisor')")).toBe(0);
  });

  it('are hidden from a request without a user, and outside the jurisdiction', async () => {
    const seen = async (user: number | null, roles: string[], jurisdiction: string) => {
      await client.query('begin');
      await client.query('set local role getu_app');
      await client.query('select begin_request($1, $2, $3, $4)', [user, roles, jurisdiction, 'test']);
      const [counted] = await rows<{ people: number; buildings: number; profiles: number }>("select (select count(*) from elements where kind = 'person')::int as people, (select count(*) from elements where kind = 'building')::int as buildings, (select count(*) from person_profiles)::int as profiles");
      await client.query('rollback');
      return counted;
    };
    const all = Number(await value("select count(*)::int from elements where kind = 'person'"));
    expect(await seen(null, [], '')).toEqual({ people: 0, buildings: 0, profiles: 0 });
    expect(await seen(1, ['city_officer'], '990101')).toMatchObject({ people: all, profiles: all });
    const community = String(await value("select community_code from elements where kind = 'person' limit 1"));
    const some = await seen(1, ['community_officer'], community);
    expect(some?.people).toBeGreaterThan(0);
    expect(some?.people).toBeLessThan(all);
  });
});

describe('seeding', () => {
  it('refuses to build over a city, and says how to build it anew', async () => {
    await expect(seed({ adminUrl: database.adminUrl, keyFile, elements: wanted, seed: 8 })).rejects.toThrow(/--reset/);
  });

  it('gives the same rows for the same seed, removes the old city alone, and two at once wait for each other', async () => {
    await client.query("select ensure_county('110101')");
    await client.query("insert into elements (county_code, code, kind, name, geom) values ('110101', digital_id('110101', 6, 1), 'place', 'elsewhere', st_setsrid(st_point(116.4, 39.9), 4326))");
    const before = await hashOfCity();
    const again = () => seed({ adminUrl: database.adminUrl, keyFile, elements: wanted, seed: 7, asOf, reset: true });
    await Promise.all([again(), again()]);
    expect(await hashOfCity()).toBe(before);
    await seed({ adminUrl: database.adminUrl, keyFile, elements: wanted, seed: 8, asOf, reset: true });
    expect(await hashOfCity()).not.toBe(before);
    expect(await value("select count(*)::int from elements where county_code = '110101'")).toBe(1);
  });

  it('gives a city that is older than its events the year that it lacks, once', async () => {
    await client.query("select drop_events('990101')");
    await client.query('update city_seeds set as_of = null');
    expect(await addMissingEvents(database.adminUrl)).toBeGreaterThan(600);
    const before = await value('select md5(string_agg(id::text, chr(10) order by id)) from events');
    expect(await addMissingEvents(database.adminUrl)).toBe(0);
    expect(await value('select md5(string_agg(id::text, chr(10) order by id)) from events')).toBe(before);
  });

  it('leaves nothing when it is cut off, and the next run finishes', async () => {
    const cutOff = await createTestDatabase('seed_cut_off');
    const watcher = new pg.Client({ connectionString: cutOff.adminUrl });
    await watcher.connect();
    try {
      const terminate = () => watcher.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'getu seed' and datname = current_database()");
      const cuts: Promise<unknown>[] = [];
      const failed = expect(seed({ adminUrl: cutOff.adminUrl, keyFile, elements: 20_000, log: (line) => void (line.startsWith('regions') && cuts.push(terminate())) })).rejects.toThrow();
      await failed;
      await Promise.all(cuts);
      expect(cuts).toHaveLength(1);
      expect(Number((await watcher.query('select (select count(*) from regions) + (select count(*) from elements) + (select count(*) from events) + (select count(*) from city_seeds) as left_over')).rows[0].left_over)).toBe(0);
      await seed({ adminUrl: cutOff.adminUrl, keyFile, elements: 4000 });
      expect(Number((await watcher.query('select elements from city_seeds')).rows[0].elements)).toBe(4000);
    } finally {
      await watcher.end();
      await cutOff.drop();
    }
  });
});
