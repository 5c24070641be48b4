-- $1 plan, $2 codes of conflicts that are decided for today's grids: what the plan has drawn on their ground goes. Answers its codes.
with plan as (
  select id, scope_code from border_plans where id = $1
), today as materialized (
  select g.geom from plan p join grids g on g.valid_to is null and g.kind <> 'micro' and g.code >= p.scope_code and g.code < p.scope_code || ':' and g.code = any ($2)
), gone as (
  select m.code from border_plan_grids m
  where m.plan_id = $1 and (m.is_new or m.is_changed) and m.kind <> 'micro'
    and (m.code = any ($2) or exists (select from today t where t.geom && m.geom and st_area(st_intersection(t.geom, m.geom)) > 1e-9 * st_area(t.geom)))
)
delete from border_plan_grids b
where b.plan_id = $1 and (b.is_new or b.is_changed) and (b.code in (select code from gone) or b.code = any ($2) or b.parent_code in (select code from gone))
returning b.code
