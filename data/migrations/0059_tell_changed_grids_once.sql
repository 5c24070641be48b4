-- What has changed on a plan's ground since it began. A grid that got other borders meanwhile has a new row under its code: it has
-- changed, and is told once, not as ended and begun.
create or replace function border_plan_conflicts(wanted uuid) returns table (code text, reason text, location geometry) language sql stable as $$
  with plan as (
    select * from border_plans where id = wanted
  ), today as (
    select g.* from grids g, plan p where g.valid_to is null and g.community_code >= p.scope_code and g.community_code < p.scope_code || ':'
  ), kept as (
    select b.code, b.base_id, b.geom, b.is_changed, g.id as today_id, g.geom as today_geom
    from border_plan_grids b left join grids g on g.id = b.base_id and g.valid_to is null
    where b.plan_id = wanted and not b.is_new
  )
  select t.code, 'began-since', st_pointonsurface(t.geom) from today t, plan p
  where t.valid_from > p.based_at and not exists (select from kept k where k.base_id = t.id or k.code = t.code)
  union all
  select k.code, case when k.today_id is null and not exists (select from today t where t.code = k.code) then 'ended-since' else 'changed-since' end, st_pointonsurface(k.geom)
  from kept k
  where k.today_id is null or (not k.is_changed and not is_same_ground(k.geom, k.today_geom))
  union all
  -- A community whose row was written since: does the plan still cover it?
  select r.code, 'community-border-changed', st_pointonsurface(r.geom)
  from plan p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':' and r.geom is not null and r.updated_at > p.based_at
  cross join lateral (select st_union(b.geom) as geom from border_plan_grids b where b.plan_id = wanted and b.community_code = r.code and b.kind <> 'micro') as covered
  where covered.geom is not null and st_area(st_symdifference(r.geom, covered.geom)) > 1e-10
$$;
