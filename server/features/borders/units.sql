-- $1 plan, $2 prefix of codes ('' is all of the plan). A part of a building is none of its own: it stands within one that is here.
-- What lies on the ground of the plan's communities. People are counted for each building where the reader has the right to
-- them there, and by the rule of all counts: fewer than may be told are null, as everything is elsewhere.
with reader as (
  select session_has_right('elements.restricted') as may_count, case when session_has_right('people.points') then 0 else smallest_told_count() end as least, session_place_from() as place_from, session_place_until() as place_until
), parts as (
  -- A part of a community is its grid as the plan has it; the community itself also has what no grid holds yet.
  select coalesce(r.geom, (select st_union(g.geom) from border_plan_grids g where g.plan_id = $1 and g.community_code = r.code)) as geom
  from border_plans p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':'
  where p.id = $1 and length($2) < 15 and starts_with(r.code, $2)
  union all
  select g.geom from border_plan_grids g where g.plan_id = $1 and length($2) = 15 and g.code = $2
), sources as materialized (
  select r.code, households_source(r.code) as source
  from border_plans p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':' and starts_with(r.code, left($2, 12)) where p.id = $1
), ground as materialized (
  select geom, st_transform(geom, 3857) as geom_3857 from parts
), houses as (
  select distinct on (b.county_code, b.id) b.county_code, b.id, b.code, b.name, b.place_code, b.community_code, b.category, b.geom, b.geom_3857
  from ground g join elements b on b.kind = 'building' and b.category <> 'building_part' and b.valid_to is null and b.geom_3857 && g.geom_3857 and st_intersects(g.geom, b.geom)
), peopled as materialized (
  -- One look into the index for each house: the planner cannot know how many houses there are, and would compare all with all.
  -- A house of the neighbours whose wall stands on the border counts for none of the plan's grids.
  select h.*, spot.at,
         case when not spot.is_inside then 0 when told.may then (select case when count(*) >= r.least then count(*)::integer end from elements e where e.building_id = h.id and e.kind = 'person' and e.valid_to is null) end as people,
         case when not spot.is_inside then 0 when told.may then (select case when count(distinct s.element_id) >= r.least then count(distinct s.element_id)::integer end from key_person_spots s where s.geom_3857 && st_expand(h.geom_3857, 1) and s.building_id = h.id) end as key_persons
  from houses h cross join reader r
  cross join lateral (select case when geometrytype(h.geom) = 'POINT' then h.geom else st_pointonsurface(h.geom) end as at) as inner_point
  cross join lateral (select at, exists (select from ground g where g.geom && at and st_intersects(g.geom, at)) as is_inside) as spot
  cross join lateral (select r.may_count and h.place_code >= r.place_from and h.place_code < r.place_until as may) as told
)
select
  coalesce((select json_agg(json_build_object(
      'code', h.code, 'name', h.name, 'at', json_build_array(st_x(h.at), st_y(h.at)),
      'outline', case geometrytype(h.geom) when 'POLYGON' then st_asgeojson(h.geom, 15)::json -> 'coordinates'
        -- The rings of all parts: inside is what an odd number of them holds.
        when 'MULTIPOLYGON' then (select json_agg(ring) from json_array_elements(st_asgeojson(h.geom, 15)::json -> 'coordinates') as part, json_array_elements(part) as ring) else '[]' end,
      'households', building_households(p.households, s.source, h.category, p.use, p.floors, p.height_meters, h.geom),
      'people', h.people, 'keyPersons', h.key_persons,
      'estate', coalesce(p.estate, '')))
    from peopled h left join building_profiles p on p.county_code = h.county_code and p.element_id = h.id
    left join sources s on s.code = h.community_code), '[]')::text as buildings,
  coalesce((select json_agg(json_build_object('code', e.code, 'category', e.category, 'at', json_build_array(st_x(e.at), st_y(e.at))))
    from (select distinct on (e.county_code, e.id) e.code, e.category, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as at
          from ground g join elements e on e.kind = 'place' and e.valid_to is null and e.geom_3857 && g.geom_3857 and st_intersects(g.geom, e.geom)) as e), '[]')::text as places,
  (select count(*) from peopled where people > 0)::integer as peopled,
  (select least from reader) as "smallestTold"
