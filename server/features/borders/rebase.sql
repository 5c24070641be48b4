-- $1 plan: what it left as it was becomes as it is today; grids of today on ground that it has drawn anew stay out.
with plan as (
  select id, scope_code from border_plans where id = $1
), mine as materialized (
  select * from border_plan_grids where plan_id = $1 and (is_new or is_changed)
), today as materialized (
  select g.* from plan p join grids g on g.valid_to is null and g.code >= p.scope_code and g.code < p.scope_code || ':'
), coming as (
  select t.* from today t
  where not exists (select from mine m where m.code = t.code)
    and not exists (select from mine m where m.geom && t.geom and (m.kind = 'micro') = (t.kind = 'micro') and st_intersects(m.geom, st_pointonsurface(t.geom)))
), gone as (
  delete from border_plan_grids b where b.plan_id = $1 and not b.is_new and not b.is_changed and b.code not in (select code from coming)
), kept as (
  -- A name or kind that the plan left alone is today's; what both have changed stays as the plan has it.
  update border_plan_grids b
  set base_id = t.id,
      name = case when b.name = left(coalesce(nullif(was.name, ''), was.code), 80) then left(coalesce(nullif(t.name, ''), t.code), 80) else b.name end,
      kind = case when b.kind = was.kind then t.kind else b.kind end
  from today t, grids was
  where b.plan_id = $1 and b.is_changed and not b.is_new and t.code = b.code and was.id = b.base_id
), sources as materialized (
  select code, households_source(code) as source from (select distinct community_code as code from coming) as c
), counted as (
  select c.place_code as code, sum(c.count) filter (where c.kind = 'building' and c.category <> 'building_part')::integer as buildings, sum(c.count) filter (where c.kind = 'place')::integer as places
  from element_counts c where c.kind in ('building', 'place') and c.place_code in (select code from coming)
  group by 1
)
insert into border_plan_grids as b (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
select $1::uuid, t.code, t.community_code, t.kind, t.parent_code, left(coalesce(nullif(t.name, ''), t.code), 80), st_forcepolygonccw(t.geom), t.id, false, false, '{}', case when s.source = 'registered' then t.households else estimated_households_in(t.community_code, t.geom) end, coalesce(n.buildings, c.buildings, 0), coalesce(n.places, c.places, 0)
from coming t join sources s on s.code = t.community_code left join counted c on c.code = t.code
left join lateral micro_grid_contents(t.parent_code, t.geom) as n on t.kind = 'micro'
on conflict (plan_id, code) do update set kind = excluded.kind, parent_code = excluded.parent_code, name = excluded.name, geom = excluded.geom,
  base_id = excluded.base_id, households = excluded.households, buildings = excluded.buildings, places = excluded.places
