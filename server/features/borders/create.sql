-- $1 plan, $2 scope, $3 plan to copy or null: its grids begin as the other plan has them, where that does not reach as today's are.
-- Outlines turn counter-clockwise, as GeoJSON and the editor have them.
with sources as materialized (
  select code, households_source(code) as source from (select distinct community_code as code from grids where valid_to is null and code >= $2 and code < $2 || ':') as c
), copied as (
  select g.code, g.community_code, g.kind, g.parent_code, g.name, g.geom, g.base_id, g.is_new, g.is_changed, g.predecessors, g.households, g.buildings, g.places
  from border_plan_grids g where g.plan_id = $3::uuid and g.code >= $2 and g.code < $2 || ':'
), counted as (
  select c.place_code as code, sum(c.count) filter (where c.kind = 'building' and c.category <> 'building_part')::integer as buildings, sum(c.count) filter (where c.kind = 'place')::integer as places
  from element_counts c where c.kind in ('building', 'place') and c.place_code >= $2 and c.place_code < $2 || ':'
  group by 1
)
insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
select $1::uuid, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places from copied
union all
select $1::uuid, t.code, t.community_code, t.kind, t.parent_code, left(coalesce(nullif(t.name, ''), t.code), 80), st_forcepolygonccw(t.geom), t.id, false, false, '{}', case when s.source = 'registered' then t.households else estimated_households_in(t.community_code, t.geom) end, coalesce(n.buildings, c.buildings, 0), coalesce(n.places, c.places, 0)
from grids t join sources s on s.code = t.community_code left join counted c on c.code = t.code
left join lateral micro_grid_contents(t.parent_code, t.geom) as n on t.kind = 'micro'
where t.valid_to is null and t.code >= $2 and t.code < $2 || ':'
  and not exists (select from border_plans p where p.id = $3::uuid and starts_with(t.code, p.scope_code))
