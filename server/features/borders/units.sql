-- $1 plan, $2 prefix of codes ('' is all of the plan)
-- What lies on the ground of the plan's communities. People are counted by the reader's rights: null where they may not be known.
with reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
), ground as (
  -- A part of a community is its grid as the plan has it; the community itself also has what no grid holds yet.
  select coalesce(r.geom, (select st_union(g.geom) from border_plan_grids g where g.plan_id = $1 and g.community_code = r.code)) as geom
  from border_plans p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':'
  where p.id = $1 and length($2) < 15 and starts_with(r.code, $2)
  union all
  select g.geom from border_plan_grids g where g.plan_id = $1 and length($2) = 15 and g.code = $2
), houses as (
  select distinct on (b.county_code, b.id) b.county_code, b.id, b.code, b.name, b.place_code, b.geom
  from ground g join elements b on b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(g.geom, 3857) and st_intersects(g.geom, b.geom)
), residents as (
  select h.county_code, h.id, count(*) as people
  from houses h join elements e on e.building_id = h.id and e.kind = 'person' and e.valid_to is null
  where (select may_count from reader)
  group by 1, 2
), cared as (
  select s.county_code, s.building_id as id, count(distinct s.element_id) as key_persons
  from key_person_spots s where s.building_id in (select id from houses) and (select may_count from reader)
  group by 1, 2
)
select
  coalesce((select json_agg(json_build_object(
      'code', h.code, 'name', h.name, 'at', json_build_array(st_x(spot.at), st_y(spot.at)),
      'outline', case geometrytype(h.geom) when 'POLYGON' then st_asgeojson(h.geom, 15)::json -> 'coordinates'
        -- The rings of all parts: inside is what an odd number of them holds.
        when 'MULTIPOLYGON' then (select json_agg(ring) from json_array_elements(st_asgeojson(h.geom, 15)::json -> 'coordinates') as part, json_array_elements(part) as ring) else '[]' end,
      'households', coalesce(p.households, 0),
      'people', case when told.may and (r.may_count_few or coalesce(e.people, 0) >= smallest_told_count()) then coalesce(e.people, 0) end,
      'keyPersons', case when told.may and (r.may_count_few or coalesce(c.key_persons, 0) >= smallest_told_count()) then coalesce(c.key_persons, 0) end,
      'estate', coalesce(p.estate, '')))
    from houses h cross join reader r
    cross join lateral (select case when geometrytype(h.geom) = 'POINT' then h.geom else st_pointonsurface(h.geom) end as at) as spot
    cross join lateral (select r.may_count and h.place_code >= r.place_from and h.place_code < r.place_until as may) as told
    left join building_profiles p on p.county_code = h.county_code and p.element_id = h.id
    left join residents e on e.county_code = h.county_code and e.id = h.id
    left join cared c on c.county_code = h.county_code and c.id = h.id), '[]')::text as buildings,
  coalesce((select json_agg(json_build_object('code', e.code, 'category', e.category, 'at', json_build_array(st_x(e.at), st_y(e.at))))
    from (select distinct on (e.county_code, e.id) e.code, e.category, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as at
          from ground g join elements e on e.kind = 'place' and e.valid_to is null and e.geom_3857 && st_transform(g.geom, 3857) and st_intersects(g.geom, e.geom)) as e), '[]')::text as places,
  (select count(*) from residents)::integer as peopled
