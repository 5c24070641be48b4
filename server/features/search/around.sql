-- $1 the area in hexadecimal EWKB, $2 $3 the point that the nearest are told from, or null for the area's middle,
-- $4 prefix of place codes that everything lies under, or ''
with area as materialized (
  select geom, st_setsrid(st_point(coalesce($2::float8, st_x(middle)), coalesce($3::float8, st_y(middle))), 4326) as spot
  from (select $1::geometry as geom) as given cross join lateral st_centroid(geom) as middle
), grids_here as materialized (
  -- Ground in common, not a border alone: what was taken away of an area leaves none.
  select g.code, st_distance(g.geom, spot) as distance
  from area join grids g on g.geom && area.geom and (st_covers(area.geom, g.geom) or shares_ground(g.geom, area.geom))
  where g.valid_to is null and starts_with(g.code, $4)
), places (code, name, distance) as (
  select code, place_name(code), distance from grids_here
  union all
  select r.code, r.name, st_distance(r.geom, spot)
  from area join regions r on r.geom && area.geom and (st_covers(area.geom, r.geom) or shares_ground(r.geom, area.geom))
  -- Whoever answers for the community of a grid answers for the grid too.
  where r.level in ('street', 'community') and (starts_with(r.code, $4) or starts_with($4, r.code))
), held as materialized (
  -- One name with one telephone is one person; without a telephone only within one place.
  select d.*, p.name as area_name, p.distance, case when d.phone = '' then d.area_code else '' end as only_at
  from places p join duties d on d.area_code = p.code
  where d.valid_to is null and d.scope <> 'building'
), people as materialized (
  select holder, phone, min(distance) as nearest, max(length(area_code)) as narrowest, min(h.sort) as first, min(h.id) as id,
         json_agg(json_build_object('role', role, 'roleTitle', coalesce(n.name, role), 'scope', scope, 'areaCode', area_code, 'unitNo', unit_no, 'areaName', area_name)
                  order by distance, length(area_code) desc, area_code, h.sort, id) as duties
  from held h left join dictionaries n on n.type = 'duty_role' and n.code = h.role
  group by holder, phone, only_at
), open_cases as (
  -- Row-level security chooses the cases.
  select e.matter_code, e.due_at, true as is_open
  from area join events e on e.geom && area.geom and st_intersects(e.geom, area.geom)
  where e.closed_at is null and starts_with(e.place_code, $4) and (e.sensitivity = 'internal' or session_has_right('people.points'))
  union all
  -- Those about protected people, to a reader without their points: by whole grids, as the people, and none under five.
  select e.matter_code, e.due_at, false
  from area cross join lateral counted_places(area.geom) as p join events e on e.place_code = p.code
  where e.closed_at is null and starts_with(e.place_code, $4) and e.sensitivity <> 'internal' and not session_has_right('people.points')
), cases as (
  select m.class_code, is_open, count(*) as count, count(*) filter (where e.due_at < now()) as overdue
  from open_cases e join matters m on m.code = e.matter_code
  group by m.class_code, is_open
), told as (
  select class_code, count, case when is_open or overdue >= smallest_told_count() then overdue else 0 end as overdue
  from cases where is_open or count >= smallest_told_count()
)
select coalesce((select json_agg(json_build_object('holder', holder, 'phone', phone, 'duties', duties) order by nearest, narrowest desc, first, id)
                 from (select * from people order by nearest, narrowest desc, first, id limit 100) as p), '[]') as in_charge,
       (select count(*) from people) as in_charge_total,
       case when session_has_right('events.read') then (
         select json_build_object(
           'total', coalesce(sum(t.count), 0), 'overdue', coalesce(sum(t.overdue), 0),
           'classes', coalesce((select json_agg(json_build_object('code', c.code, 'name', c.name, 'count', k.count) order by k.count desc, c.code)
                                from (select class_code, sum(count) as count from told group by class_code) as k join matter_classes c on c.code = k.class_code), '[]'))
         from told t) end as open_events
