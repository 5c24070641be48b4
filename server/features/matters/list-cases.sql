-- $1 matter codes, $2 $3 first moment and the one after the last, $4 region or grid code, or '', $5 a shape or null,
-- $6 those of the matters whose cases are restricted
-- One value of bytes: how long the JSON is, the JSON, the packed cases. As text they would be twice as long, and take longer to
-- hand over than to find.
with reader as materialized (
  select session_has_right('people.points') as sees_people
), area as materialized (
  select $5::geometry as geom
), groups as materialized (
  -- One pass over the index alone. What is read of it below comes in one and the same order.
  select e.matter_code as matter, e.owner_department as department, string_agg(e.packed, '') as packed,
         count(*)::integer as cases, count(*) filter (where e.closed_at is null)::integer as open,
         count(*) filter (where e.due_at < now() or e.closed_at is not null)::integer as due,
         count(*) filter (where e.closed_at <= e.due_at)::integer as in_time,
         sum(e.reopened_count)::integer as returns, count(e.closed_at)::integer as closed,
         coalesce(sum(date_part('epoch', e.closed_at - e.reported_at)), 0) / 3600 as hours
  from events e
  where e.matter_code = any ($1) and e.reported_at >= $2 and e.reported_at < $3
    and e.place_code >= $4 and e.place_code < $4 || ':'
    and (e.sensitivity = 'internal' or (select sees_people from reader))
    and ($5::geometry is null or (e.geom && (select geom from area) and st_intersects(e.geom, (select geom from area))))
  group by e.matter_code, e.owner_department
), withheld as (
  select e.place_code as code, count(*)::integer as cases
  from events e
  where not (select sees_people from reader) and e.sensitivity = 'restricted'
    and e.matter_code = any ($6) and e.reported_at >= $2 and e.reported_at < $3 and e.place_code >= $4 and e.place_code < $4 || ':'
    and ($5::geometry is null or st_intersects(e.geom, (select geom from area)))
  group by e.place_code
), head as (
  select convert_to(json_build_object(
    'seesPeople', (select sees_people from reader),
    'handled', (select coalesce(json_agg(json_build_object('matter', matter, 'department', department, 'cases', cases, 'open', open, 'due', due, 'inTime', in_time,
                                                           'returns', returns, 'closed', closed, 'hours', hours)), '[]') from groups),
    'withheld', (select coalesce(json_agg(json_build_object('code', w.code, 'name', coalesce(g.name, r.name, w.code), 'cases', w.cases)), '[]')
                 from withheld w left join grids g on g.code = w.code and g.valid_to is null left join regions r on r.code = w.code)
  )::text, 'UTF8') as json
)
select int4send(octet_length(json)) || json || coalesce((select string_agg(packed, '') from groups), '') from head
