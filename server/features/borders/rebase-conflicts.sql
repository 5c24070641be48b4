-- $1 plan. Where both sides have changed the same ground: nobody but people can say whose border counts.
with plan as (
  select id, scope_code from border_plans where id = $1
), mine as materialized (
  select * from border_plan_grids where plan_id = $1 and (is_new or is_changed)
), today as materialized (
  select g.* from plan p join grids g on g.valid_to is null and g.code >= p.scope_code and g.code < p.scope_code || ':'
), theirs as (
  -- Of the ground that today's grid has, how much the plan has drawn anew.
  select t.code, t.name, t.geom, coalesce(st_area(st_intersection(t.geom, (select st_union(m.geom) from mine m where m.kind <> 'micro' and m.geom && t.geom))), 0) / st_area(t.geom) as share
  from today t
  where t.kind <> 'micro' and not exists (select from border_plan_grids b where b.plan_id = $1 and b.base_id = t.id)
), conflicts as (
  select code, name, 'both-changed' as reason, geom from theirs t where share between 1e-9 and 1 - 1e-9
    -- Drawn anew as a whole by the plan: no question where others have only given it another name.
    or share > 1e-9 and not exists (select from mine m join grids o on o.id = m.base_id where m.code = t.code and is_same_ground(o.geom, t.geom))
  union all
  select m.code, m.name, 'ended-since', m.geom from mine m where not m.is_new and not exists (select from today t where t.code = m.code)
)
select code, coalesce(nullif(name, ''), code) as name, reason, array[st_x(spot), st_y(spot)] as location
from conflicts cross join lateral st_pointonsurface(geom) as spot
order by 1
