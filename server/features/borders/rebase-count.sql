-- $1 plan, $2 codes: what these grids hold, by the inner points of the houses
with sources as materialized (
  select code, households_source(code) as source from (select distinct left(code, 12) as code from unnest($2::text[]) as code) as c
)
update border_plan_grids b set households = c.households, buildings = c.buildings, places = c.places
from border_plan_grids g cross join lateral (
  select coalesce(sum(building_households(p.households, s.source, e.category, p.use, p.floors, p.height_meters, e.geom)) filter (where e.kind = 'building'), 0)::integer as households, count(*) filter (where e.kind = 'building' and e.category <> 'building_part')::integer as buildings, count(*) filter (where e.kind = 'place')::integer as places
  from elements e left join building_profiles p on e.kind = 'building' and p.county_code = e.county_code and p.element_id = e.id
  left join sources s on s.code = e.community_code
  where e.geom && g.geom and e.kind in ('building', 'place') and e.valid_to is null
    and st_intersects(g.geom, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end)
) as c
where g.plan_id = $1 and g.code = any ($2) and b.plan_id = g.plan_id and b.code = g.code
