-- $1 plan, $2 codes of conflicts that are decided for today's grids, $3 for the plan: those that one grid of the plan touches both
-- ways. It cannot go and stay.
with mine as materialized (
  select code, geom from border_plan_grids where plan_id = $1 and (is_new or is_changed) and kind <> 'micro'
), touched as materialized (
  select m.code as grid, c.code as conflict
  from mine m cross join unnest($2::text[] || $3::text[]) as c (code)
  left join grids t on t.code = c.code and t.valid_to is null
  where m.code = c.code or (t.geom && m.geom and st_area(st_intersection(t.geom, m.geom)) > 1e-9 * st_area(t.geom))
), torn as (
  select grid from touched group by grid having bool_or(conflict = any ($2)) and bool_or(conflict = any ($3))
)
select distinct conflict as code from touched where grid in (select grid from torn) order by 1
