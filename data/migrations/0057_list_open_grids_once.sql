-- A grid with nobody in charge stands in the list of the plan that made or changed it, not in those of later plans that leave it alone.
create or replace function unattended_grids(wanted uuid) returns setof grids language sql stable as $$
  select g.* from border_plans p join border_plan_grids b on b.plan_id = p.id and (b.is_new or b.is_changed) join grids g on g.id = b.base_id and g.valid_to is null
  where p.id = wanted and p.status = 'adopted' and (g.kind <> 'dedicated' or g.households > 0)
    and not exists (select from duties d where d.scope = 'grid' and d.valid_to is null and d.area_code = g.code)
$$;

-- Who may take such a grid over: the people of the grids that its ground came from, for a micro-grid also those of the grid around
-- it; of its community; and only where these are none of the community's other grids.
create or replace function unattended_grid_candidates(wanted uuid) returns table (place text, duty_id bigint) language sql stable as $$
  with vacant as materialized (
    select code, community_code, predecessors, parent_code from unattended_grids(wanted)
  ), near as materialized (
    select v.code, d.id from vacant v join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code = any (v.predecessors || v.parent_code)
    union
    select v.code, heir.id
    from duty_handovers h join duties before on before.id = h.duty_id
    join vacant v on before.area_code = any (v.predecessors)
    join duties heir on heir.id = h.heir_id and heir.valid_to is null
    where h.plan_id = wanted
    union
    select v.code, d.id from vacant v join duties d on d.scope = 'region' and d.valid_to is null and d.area_code = v.community_code
  )
  select code, id from near
  union all
  select v.code, d.id from vacant v join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code >= v.community_code and d.area_code < v.community_code || ':'
  where not exists (select from near n where n.code = v.code)
$$;
