-- What grids held before an edit and what they hold after it, every element looked at once.
-- $1 codes, $2 shapes (WKB) after · $3 codes, $4 shapes before · $5 whether people are counted
with given as (
  select true as is_after, code, st_setsrid(st_geomfromwkb(shape), 4326) as geom from unnest($1::text[], $2::bytea[]) as after (code, shape)
  union all
  select false, code, st_setsrid(st_geomfromwkb(shape), 4326) from unnest($3::text[], $4::bytea[]) as before (code, shape)
), shapes as materialized (
  select *, st_transform(geom, 3857) as geom_3857 from given
), reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
), sources as materialized (
  select code, households_source(code) as source from (select distinct left(code, 12) as code from shapes) as c
), found as (
  -- An edit moves borders and leaves the ground the same: what the shapes after it hold is all there is. A building stands
  -- where its inner point is; the people of a house all stand at that point.
  select distinct on (e.county_code, e.id) e.county_code, e.id, e.kind, e.category, e.community_code, e.geom, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot
  from shapes s join elements e on e.geom && s.geom and e.valid_to is null and e.kind in ('building', 'place', 'person')
  where (s.is_after or not exists (select from shapes a where a.is_after)) and ($5 or e.kind <> 'person')
), spots as materialized (
  -- Grouped by numbers, which compare faster than shapes.
  select st_setsrid(st_makepoint(st_x(f.spot), st_y(f.spot)), 4326) as spot, count(*) filter (where f.kind = 'building' and f.category <> 'building_part') as buildings, count(*) filter (where f.kind = 'place') as places,
         count(*) filter (where f.kind = 'person') as people, coalesce(sum(building_households(p.households, o.source, f.category, p.use, p.floors, p.height_meters, f.geom)) filter (where f.kind = 'building'), 0) as households
  from found f left join building_profiles p on f.kind = 'building' and p.county_code = f.county_code and p.element_id = f.id
  left join sources o on o.code = f.community_code
  group by st_x(f.spot), st_y(f.spot)
), cared as (
  select distinct s.county_code, s.element_id, st_transform(s.geom_3857, 4326) as spot
  from shapes a join key_person_spots s on a.is_after and s.geom_3857 && a.geom_3857
  where $5
), counted as materialized (
  select s.is_after, s.code, sum(p.households)::integer as households, sum(p.buildings)::integer as buildings, sum(p.places)::integer as places, sum(p.people)::integer as people
  from shapes s join spots p on s.geom && p.spot and st_intersects(s.geom, p.spot)
  -- What stands on a border belongs to the lower code.
  where st_contains(s.geom, p.spot)
     or not exists (select from shapes l where l.is_after = s.is_after and l.code < s.code and st_intersects(l.geom, p.spot))
  group by 1, 2
), counted_cared as materialized (
  select s.is_after, s.code, count(*)::integer as key_persons
  from shapes s join cared c on s.geom && c.spot and st_intersects(s.geom, c.spot)
  group by 1, 2
)
select s.is_after, s.code, coalesce(c.households, 0) as households, coalesce(c.buildings, 0) as buildings, coalesce(c.places, 0) as places,
       case when told.may and (r.may_count_few or coalesce(c.people, 0) >= smallest_told_count()) then coalesce(c.people, 0) end as people,
       case when told.may and (r.may_count_few or coalesce(k.key_persons, 0) >= smallest_told_count()) then coalesce(k.key_persons, 0) end as key_persons
from shapes s cross join reader r
cross join lateral (select $5 and r.may_count and s.code >= r.place_from and s.code < r.place_until as may) as told
left join counted c on c.is_after = s.is_after and c.code = s.code
left join counted_cared k on k.is_after = s.is_after and k.code = s.code
