-- $1 plan: everything that comes to lie in another grid. Only the ground of changed grids is looked at, and each point of it once.
with plan as (
  select id, scope_code, left(scope_code, 6) as county, status = 'adopted' as is_adopted from border_plans where id = $1
), reader as materialized (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
), fresh as materialized (
  select b.code, b.kind, b.geom, b.predecessors, b.is_new, b.households from border_plan_grids b where b.plan_id = $1 and (b.is_new or b.is_changed)
), old as materialized (
  select code, kind, geom from replaced_grids($1)
), places as materialized (
  select array_agg(code) as codes from (select code from old union select code from fresh, plan where plan.is_adopted) as touched
), things as materialized (
  select e.county_code, e.id, e.kind, e.category, e.code, e.name, e.place_code, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot
  from plan p cross join places join elements e on e.county_code = p.county and e.place_code = any (places.codes)
  where e.valid_to is null
), spots as materialized (
  select distinct spot, case when (select is_adopted from plan) then null else place_code end as place_code from things order by spot
), ways as materialized (
  select s.spot, coalesce(s.place_code, o.code) as old_code, n.code as new_code
  from spots s
  left join lateral (select o.code from old o where s.place_code is null and o.kind <> 'micro' and o.geom && s.spot and st_intersects(o.geom, s.spot) order by o.code limit 1) as o on true
  left join lateral (select f.code from fresh f where f.kind <> 'micro' and f.geom && s.spot and st_intersects(f.geom, s.spot) order by f.code limit 1) as n on true
), moving as materialized (
  select t.*, w.old_code, w.new_code from things t join ways w on w.spot = t.spot where w.new_code is not null and w.old_code is distinct from w.new_code
), sources as materialized (
  select code, households_source(code) as source from (select distinct left(code, 12) as code from (select old_code from moving union select new_code from moving) as m (code) where code is not null) as c
), kinds as (
  select old_code, new_code, kind, count(*) as count from moving where kind not in ('household', 'dwelling') and (kind <> 'building' or category <> 'building_part') group by 1, 2, 3
  union all
  select m.old_code, m.new_code, 'household', coalesce(sum(building_households(p.households, o.source, e.category, p.use, p.floors, p.height_meters, e.geom)), 0)
  from moving m join elements e on e.county_code = m.county_code and e.id = m.id
  left join building_profiles p on p.county_code = m.county_code and p.element_id = m.id
  left join sources o on o.code = e.community_code where m.kind = 'building' group by 1, 2
  union all
  select m.old_code, m.new_code, 'key_person', count(distinct m.id)
  from moving m join key_person_spots s on s.county_code = m.county_code and s.element_id = m.id where m.kind = 'person' group by 1, 2
), withheld as (
  -- Of people the reader learns where there are any at all only by right: a row without a number stands where houses move.
  select b.old_code, b.new_code, k.kind, case when told.may then coalesce(c.count, 0) end as count
  from (select distinct old_code, new_code from moving) as b cross join reader r cross join (values ('person'), ('key_person')) as k (kind)
  cross join lateral (select r.may_count and coalesce(b.old_code, b.new_code) >= r.place_from and coalesce(b.old_code, b.new_code) < r.place_until as may) as told
  left join kinds c on (c.old_code, c.new_code, c.kind) is not distinct from (b.old_code, b.new_code, k.kind)
), told as (
  select old_code, new_code, kind, count::integer as count from kinds where kind not in ('person', 'key_person') and count > 0
  union all
  select old_code, new_code, kind, case when r.may_count_few or w.count >= smallest_told_count() then w.count::integer end from withheld w cross join reader r
  where w.count is null or not r.may_count_few or w.count > 0
), cases as (
  select e.code, e.title as name, coalesce(o.code, e.grid_code) as old_code, n.code as new_code, e.geom
  from plan p join events e on e.county_code = p.county and e.place_code = any ((select codes from places)::text[])
  left join lateral (select o.code from old o where p.is_adopted and o.kind <> 'micro' and st_intersects(o.geom, e.geom) order by o.code limit 1) as o on true
  join lateral (select f.code from fresh f where f.kind <> 'micro' and f.geom && e.geom and st_intersects(f.geom, e.geom) order by f.code limit 1) as n on true
  where e.closed_at is null and coalesce(o.code, e.grid_code) is distinct from n.code and (e.sensitivity = 'internal' or (select may_count_few from reader))
  order by e.reported_at desc limit 500
)
select
  coalesce((select json_agg(json_build_object('from', old_code, 'to', new_code, 'kind', kind, 'count', count) order by old_code, new_code, kind) from told), '[]') as moves,
  coalesce((select json_agg(json_build_object('kind', 'event', 'code', code, 'name', name, 'from', old_code, 'to', new_code, 'location', json_build_array(st_x(geom), st_y(geom)))) from cases), '[]') as "openEvents",
  coalesce((select json_agg(json_build_object('kind', kind, 'code', code, 'name', name, 'from', old_code, 'to', new_code, 'location', json_build_array(st_x(spot), st_y(spot))) order by kind, code)
            from (select * from moving where kind in ('device', 'camera') order by kind, code limit 1000) as listed), '[]') as devices,
  (select case when not r.may_count then null when r.may_count_few or v.count >= smallest_told_count() then v.count end
   from reader r cross join (
     select count(distinct (k.element_id, k.type))::integer as count from moving m join key_person_profiles k on k.county_code = m.county_code and k.element_id = m.id and k.next_visit_on is not null where m.kind = 'person') as v) as visits
