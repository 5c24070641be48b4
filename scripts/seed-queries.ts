/** SQL of seeding. The demo county's code is fixed, and so is the name of its partition. */
import type { Client } from 'pg';
import { dictionaryRows } from '../data/city/dictionaries.ts';
import type { GridRow, RegionRow } from '../data/city/generate.ts';
import { city } from '../data/city/names.ts';
import { firstId } from '../data/city/tables.ts';

const county = city.county.code;

/** One seeding at a time; waits for another to end. The lock goes with the transaction. */
export async function lockSeeding(client: Client, onWait: () => void): Promise<void> {
  const { rows } = await client.query<{ is_ours: boolean }>("select pg_try_advisory_xact_lock(hashtext('getu.seed')) as is_ours");
  if (rows[0]?.is_ours) return;
  onWait();
  await client.query("select pg_advisory_xact_lock(hashtext('getu.seed'))");
}

export interface Existing {
  seed: string;
  elements: string;
}

/** The city that is there already; null where none is. */
export async function findCity(client: Client): Promise<Existing | null> {
  const { rows } = await client.query<Existing>('select seed::text, elements::text from city_seeds where county_code = $1', [county]);
  return rows[0] ?? null;
}

export interface CityWithoutEvents {
  seed: number;
  elements: number;
}

/** A city that was built before cities had events; null where there is none. */
export async function findCityWithoutEvents(client: Client): Promise<CityWithoutEvents | null> {
  const { rows } = await client.query<CityWithoutEvents>('select seed::float8 as seed, elements::float8 as elements from city_seeds where county_code = $1 and as_of is null', [county]);
  return rows[0] ?? null;
}

export async function noteEvents(client: Client, asOf: string): Promise<void> {
  await client.query('update city_seeds set as_of = $2 where county_code = $1', [county, asOf]);
}

export async function countForeignRows(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from (select from elements where county_code = $1 limit 100) as found', [county]);
  return rows[0]?.count ?? 0;
}

/** Removes every row of the demo county, and no other, whatever tables hang on elements by then. */
export async function removeCity(client: Client): Promise<void> {
  // Events refer to elements and their log refuses to be deleted row by row: they go first, as whole tables.
  await client.query('select drop_events($1)', [county]);
  await client.query(`
    do $$
    declare
      hanging regclass;
    begin
      for hanging in
        select distinct conrelid::regclass from pg_constraint
        where confrelid = 'elements'::regclass and contype = 'f' and conparentid = 0
      loop
        execute format('delete from %s where county_code = ''990101''', hanging);
      end loop;
      if to_regclass('elements_990101') is not null then
        alter table elements detach partition elements_990101;
        drop table elements_990101;
      end if;
      delete from elements where county_code = '990101';
      delete from duties where county_code = '990101';
      delete from ground_features where county_code = '990101' and source = 'demo';
      delete from digital_id_counters where county_code = '990101';
      delete from grids where county_code = '990101';
      delete from regions where code like '990101%' or code in ('99', '9901') and not exists (
        select from regions other where other.code like regions.code || '%' and other.code not like '990101%' and other.code not in ('99', '9901'));
      delete from search_documents where county_code = '990101';
      delete from city_seeds where county_code = '990101';
    end
    $$`);
}

/** Elements load into a table without indexes, which becomes the county's partition when it is full. */
export async function createPartition(client: Client): Promise<void> {
  await client.query(`
    do $$
    begin
      if to_regclass('elements_990101') is not null then
        alter table elements detach partition elements_990101;
        drop table elements_990101;
      end if;
    end
    $$`);
  await client.query('create table elements_990101 (like elements including defaults including generated including constraints)');
  await client.query("alter table elements_990101 add constraint county_is_the_demo check (county_code = '990101')");
}

/** Builds the indexes and hangs the table into `elements`. */
export async function attachPartition(client: Client): Promise<void> {
  await client.query("alter table elements attach partition elements_990101 for values in ('990101')");
  await client.query('alter table elements_990101 drop constraint county_is_the_demo');
}

/** Regions that an import may have brought (none, with our codes) stay; the seed's own are written anew. */
export async function insertAreas(client: Client, regions: readonly RegionRow[], grids: readonly GridRow[], since: string): Promise<void> {
  await client.query(
    `insert into regions (code, parent_code, level, name, geom, is_local_code, source, updated_at)
     select code, parent_code, level, name, geom::geometry, true, 'demo', $6::timestamptz
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as given (code, parent_code, level, name, geom)
     order by length(code), code
     on conflict (code) do nothing`,
    [regions.map((row) => row.code), regions.map((row) => row.parentCode), regions.map((row) => row.level), regions.map((row) => row.name), regions.map((row) => row.geometry), since],
  );
  await client.query(
    `insert into grids (id, code, kind, community_code, name, geom, valid_from) overriding system value
     select $6::bigint + number - 1, code, kind, community_code, name, geom::geometry, $7::timestamptz
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) with ordinality as given (code, kind, community_code, name, geom, number)`,
    [grids.map((row) => row.code), grids.map((row) => row.kind), grids.map((row) => row.communityCode), grids.map((row) => row.name), grids.map((row) => row.geometry), firstId, since],
  );
}

/** Words of categories and codes; a word that the deployment has changed stays as it is. */
export async function insertDictionaries(client: Client): Promise<void> {
  await client.query(
    `insert into dictionaries (type, code, name, name_en, source, is_local, sort)
     select type, code, name, name_en, 'getu', true, sort
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[]) as given (type, code, name, name_en, sort)
     on conflict (type, code) do nothing`,
    [dictionaryRows.map((row) => row.type), dictionaryRows.map((row) => row.code), dictionaryRows.map((row) => row.name), dictionaryRows.map((row) => row.nameEn), dictionaryRows.map((row) => row.sort)],
  );
}

/** Digital IDs given out so far, so that the next element gets the next number. */
export async function setCounters(client: Client, kinds: Partial<Record<string, number>>): Promise<void> {
  await client.query(
    `insert into digital_id_counters (county_code, kind, last_number)
     select $1, kind, number from unnest($2::text[], $3::bigint[]) as given (kind, number)`,
    [county, Object.keys(kinds), Object.values(kinds)],
  );
}

/** Households of grids and population of regions, counted from the rows. */
export async function countPeople(client: Client): Promise<void> {
  await client.query(
    `with counted as (select grid_code, count(*) as households from elements where county_code = $1 and kind = 'household' group by grid_code)
     update grids g set households = c.households from counted c where g.code = c.grid_code and g.valid_to is null`,
    [county],
  );
  await client.query(
    `with people as materialized (select community_code, count(*) as persons from elements where county_code = $1 and kind = 'person' group by community_code)
     update regions r set population = (select sum(persons) from people p where starts_with(p.community_code, r.code))
     where r.source = 'demo' and r.code like '99%'`,
    [county],
  );
}

export async function noteCity(client: Client, noted: { seed: number; wanted: number; elements: number; asOf: string }): Promise<void> {
  await client.query('insert into city_seeds (county_code, seed, wanted_elements, elements, as_of) values ($1, $2, $3, $4, $5)', [county, noted.seed, noted.wanted, noted.elements, noted.asOf]);
}

/** Brings the planner's statistics and the counts that tiles draw at low zooms up to date. */
export async function refreshCounts(client: Client): Promise<void> {
  await client.query('analyze regions, grids, elements_990101, elements, building_profiles, person_profiles, key_person_profiles, duties, ground_features');
  await client.query('select refresh_county($1)', [county]);
}

/** Makes the documents of the search: after the counts, by which they are dealt out to tiers. */
export async function refreshSearch(client: Client): Promise<void> {
  await client.query('select refresh_search($1)', [county]);
  await client.query('analyze search_documents');
}
