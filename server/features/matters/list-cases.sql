-- $1 matter codes, $2 $3 first moment and the one after the last, $4 region or grid code, or '', $5 a shape or null,
-- $6 those of the matters whose cases are restricted
with reader as materialized (
  select session_has_right('people.points') as sees_people
), area as materialized (
  select $5::geometry as geom
), picked as materialized (
  -- One pass over the index alone.
  select e.packed, e.matter_code, e.owner_department, e.reported_at, e.closed_at, e.due_at, e.reopened_count
  from events e
  where e.matter_code = any ($1) and e.reported_at >= $2 and e.reported_at < $3
    and e.place_code >= $4 and e.place_code < $4 || ':'
    and (e.sensitivity = 'internal' or (select sees_people from reader))
    and ($5::geometry is null or (e.geom && (select geom from area) and st_intersects(e.geom, (select geom from area))))
), handled as (
  select matter_code as matter, owner_department as department, count(*)::integer as cases, count(*) filter (where closed_at is null)::integer as open,
         count(*) filter (where due_at < now() or closed_at is not null)::integer as due,
         count(*) filter (where closed_at <= due_at)::integer as "inTime",
         sum(reopened_count)::integer as returns, count(closed_at)::integer as closed,
         coalesce(sum(date_part('epoch', closed_at - reported_at)), 0) / 3600 as hours
  from picked group by matter_code, owner_department
), withheld as (
  select e.place_code as code, count(*)::integer as cases
  from events e
  where not (select sees_people from reader) and e.sensitivity = 'restricted'
    and e.matter_code = any ($6) and e.reported_at >= $2 and e.reported_at < $3 and e.place_code >= $4 and e.place_code < $4 || ':'
    and ($5::geometry is null or st_intersects(e.geom, (select geom from area)))
  group by e.place_code
)
select
  (select sees_people from reader) as sees_people,
  (select string_agg(packed, '') from picked) as packed,
  (select coalesce(json_agg(h), '[]') from handled h) as handled,
  (select coalesce(json_agg(json_build_object('code', w.code, 'name', coalesce(g.name, r.name, w.code), 'cases', w.cases)), '[]')
   from withheld w left join grids g on g.code = w.code and g.valid_to is null left join regions r on r.code = w.code) as withheld
