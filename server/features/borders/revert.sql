-- $1 the new plan, $2 the adopted one: the new plan gets the borders of before. A code that goes on keeps its grid; one that
-- has ended is never given again: its ground comes back under a provisional code.
with sources as materialized (
  select code, households_source(code) as source from (select distinct community_code as code from grids where ended_by = $2) as c
), before as materialized (
  select o.*, case when s.source = 'registered' then o.households else estimated_households_in(o.community_code, o.geom) end as held, exists (select from grids t where t.code = o.code and t.valid_to is null) as goes_on,
         coalesce((o.attrs -> 'counts' ->> 'building')::integer, 0) as buildings, coalesce((o.attrs -> 'counts' ->> 'place')::integer, 0) as places
  from grids o join sources s on s.code = o.community_code where o.ended_by = $2
), removed as (
  delete from border_plan_grids b using grids t where b.plan_id = $1 and t.id = b.base_id and t.begun_by = $2 and not exists (select from before o where o.code = b.code)
), restored as (
  update border_plan_grids b set kind = o.kind, parent_code = o.parent_code, name = left(coalesce(nullif(o.name, ''), o.code), 80), geom = st_forcepolygonccw(o.geom), is_changed = true,
    predecessors = o.successors, households = o.held, buildings = o.buildings, places = o.places
  from before o where b.plan_id = $1 and b.code = o.code
), ended as (
  select o.*, row_number() over (partition by o.community_code order by o.code) as place from before o where not o.goes_on
)
insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
select $1::uuid, o.community_code || lpad(f.number::text, 3, '0'), o.community_code, o.kind, o.parent_code,
       left(coalesce(nullif(o.name, ''), o.code), 80), st_forcepolygonccw(o.geom), null, true, true, o.successors, o.held, o.buildings, o.places
from ended o cross join lateral free_grid_numbers(o.community_code, $1) as f where f.nth = o.place
