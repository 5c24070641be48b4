-- Where households are estimated, the grid of today keeps none: what the plan says of it tells whether a dedicated one has any.

create or replace function unattended_grids(wanted uuid) returns setof grids language sql stable as $$
  select g.* from border_plans p join border_plan_grids b on b.plan_id = p.id and (b.is_new or b.is_changed) join grids g on g.id = b.base_id and g.valid_to is null
  where p.id = wanted and p.status = 'adopted' and (g.kind <> 'dedicated' or greatest(g.households, b.households) > 0)
    and not exists (select from duties d where d.scope = 'grid' and d.valid_to is null and d.area_code = g.code)
$$;

create function households_in_plan(wanted uuid, grid grids) returns integer language sql stable as $$
  select case when households_source(grid.community_code) = 'registered' then grid.households
              else coalesce((select b.households from border_plan_grids b where b.plan_id = wanted and b.base_id = grid.id), grid.households) end
$$;
comment on function households_in_plan is 'Of a grid of today that a plan has made: those that are registered, else what the plan estimates.';
