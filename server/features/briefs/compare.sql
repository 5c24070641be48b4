-- $1 brief, $2 area (EWKB), $3 $4 $5 centre and radius of a circle or null, $6 themes, $7 codes added, $8 codes taken
-- out, $9 LIKE pattern or null, $10 region or grid or null, $11 one row more than a list may have, $12 rows listed
with reader as materialized (
  -- A list of people by whole grids is compared with one of the same making.
  select cardinality(session_counted_only_kinds()) > 0 or coalesce((select people_by_place from brief_snapshots where brief_id = $1 order by id desc limit 1), false) as by_place
), before as materialized (
  select i.kind, i.category, i.code
  from brief_items i where i.brief_id = $1 and i.snapshot_id = (select max(id) from brief_snapshots where brief_id = $1)
), after as materialized (
  select kind, category, code
  from reader cross join select_area_items($2::geometry, st_setsrid(st_makepoint($3, $4), 4326), $5, $6::jsonb, $7::text[], $8::text[], $9, $10, $11, by_place)
), both_sides as (
  select kind, category, code, b.code is not null as was, a.code is not null as is_now
  from before b full join after a using (kind, category, code)
), counted as (
  select kind, category,
         count(*) filter (where was) as before, count(*) filter (where is_now) as after,
         count(*) filter (where is_now and not was) as added, count(*) filter (where was and not is_now) as gone,
         kind = 'key_person' or kind in (select kind from element_kinds where sensitivity = 'restricted') as is_restricted
  from both_sides group by kind, category
), differing as (
  select d.*, e.name, e.address, e.grid_code, e.place_code, e.geom, e.valid_to is null as is_current
  from both_sides d join elements e on e.county_code = left(d.code, 6) and e.code = d.code
  where d.was <> d.is_now and e.kind <> all ((select session_counted_only_kinds())::text[])
), listed as (
  select *, row_number() over (partition by is_now order by kind, category, code) as n from differing
)
select (select count(*) from after)::integer as after_items,
       coalesce((select json_agg(json_build_object('kind', kind, 'category', category,
           'before', case when hides_few and before between 1 and smallest_told_count() - 1 then null else before end, 'after', case when hides_few and after between 1 and smallest_told_count() - 1 then null else after end, 'added', case when hides_few and added between 1 and smallest_told_count() - 1 then null else added end, 'gone', case when hides_few and gone between 1 and smallest_told_count() - 1 then null else gone end) order by kind, category)
         from counted
         cross join lateral (select is_restricted and not session_has_right('people.points') as hides_few) as reader
         -- As in the brief: who is told nothing of people is told no difference either.
         where case when is_restricted then session_has_right('elements.restricted') else session_has_right('elements.internal') or kind in (select k.kind from element_kinds k where k.sensitivity = 'open') end), '[]') as totals,
       exists (select from listed where n > $12) as is_cut,
       array(select kind from element_kinds where sensitivity = 'restricted') || array['key_person'] as restricted,
       coalesce((select json_agg(json_build_object('isNow', is_now, 'code', code, 'kind', kind, 'category', category, 'name', name, 'address', coalesce(nullif(address, ''), place_name(place_code)), 'gridCode', grid_code,
           'geometry', st_asgeojson(geom, 7)::json, 'distanceMeters', null, 'isCurrent', is_current) order by is_now, n) from listed where n <= $12), '[]') as items
