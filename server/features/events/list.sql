-- $1 LIKE patterns of matter codes or null, $2 open | ended | overdue | a state or null, $3 places or null, $4 region or grid code, or '', $5 department, 'none' or null,
-- $6 weekday or null, $7 hour or null, $8 first moment or null, $9 moment after the last or null, $10 only those that came back, $11 a shape or null,
-- $12 rows wanted, $13 $14 report and id of the last row seen or null, $15 now, or the moment that is asked about, $16 whether it is such a moment,
-- $17 a grid of that moment or null
with reader as materialized (
  select session_has_right('people.points') as sees_people
), wanted as materialized (
  select array_agg(code) as codes from matters where code like any ($1::text[])
), fitting as materialized (
  select e.county_code, e.id, e.reported_at, e.sensitivity = 'internal' or (select sees_people from reader) as is_shown, e.sensitivity
  from events e
  where ($1::text[] is null or e.matter_code = any ((select codes from wanted)::text[]))
    and case when $16 then case
               when e.reported_at > $15 then false
               when $2::text is null or $2 = 'open' then e.closed_at is null or e.closed_at > $15
               when $2 = 'ended' then e.closed_at <= $15
               when $2 = 'overdue' then (e.closed_at is null or e.closed_at > $15) and e.due_at < $15
               else $2 = (select l.state from event_log l where l.county_code = e.county_code and l.event_id = e.id and l.at <= $15 order by l.version desc limit 1) end
             when $2::text is null then true when $2 = 'open' then e.closed_at is null when $2 = 'ended' then e.closed_at is not null
             when $2 = 'overdue' then e.closed_at is null and e.due_at < $15 else e.state = $2 end
    and ($17::text is null or exists (select from grids g where g.code = $17 and g.valid_from <= $15 and (g.valid_to is null or g.valid_to > $15) and st_intersects(g.geom, e.geom)))
    and ($3::bigint[] is null or e.spot = any ($3))
    and e.place_code >= $4 and e.place_code < $4 || ':'
    and ($5::text is null or case when $5 = 'none' then e.owner_department is null else e.owner_department = $5 end)
    and ($6::integer is null or date_part('isodow', e.reported_at at time zone 'Asia/Shanghai') = $6)
    and ($7::integer is null or date_part('hour', e.reported_at at time zone 'Asia/Shanghai') = $7)
    and ($8::timestamptz is null or e.reported_at >= $8) and ($9::timestamptz is null or e.reported_at < $9)
    and (not $10::boolean or e.reopened_count > 0)
    and ($11::geometry is null or (e.geom && $11 and st_intersects(e.geom, $11)))
), page as (
  select county_code, id from fitting
  where is_shown and ($13::timestamptz is null or (reported_at, id) < ($13, $14::uuid))
  order by reported_at desc, id desc limit $12
)
select (select count(*) from fitting where is_shown)::integer as total,
       (select count(*) from fitting where is_shown and sensitivity = 'restricted')::integer as restricted,
       (select count(*) from fitting where not is_shown)::integer as withheld,
       coalesce((select json_agg(json_build_object(
         'id', e.id, 'code', e.code, 'title', e.title, 'matter', json_build_object('code', m.code, 'name', m.name), 'state', was.state, 'stateTitle', coalesce(s.name, was.state),
         'severity', e.severity, 'position', json_build_array(st_x(e.geom), st_y(e.geom)), 'spot', e.spot, 'areaCode', was.place, 'areaName', coalesce(g.name, r.name, was.place),
         'reportedAt', e.reported_at, 'closedAt', was.closed_at, 'dueAt', e.due_at, 'isOverdue', was.closed_at is null and coalesce(e.due_at < $15, false),
         'department', e.owner_department, 'departmentTitle', d.name, 'returns', e.reopened_count, 'rating', e.rating) order by e.reported_at desc, e.id desc)
         from page p
         join events e on e.county_code = p.county_code and e.id = p.id
         join matters m on m.code = e.matter_code
         cross join lateral (
           select case when $16 then coalesce((select l.state from event_log l where l.county_code = e.county_code and l.event_id = e.id and l.at <= $15 order by l.version desc limit 1), e.state) else e.state end as state,
                  case when $16 and e.closed_at > $15 then null else e.closed_at end as closed_at,
                  case when $16 then coalesce((select x.code from grids x where x.community_code = e.community_code and x.kind <> 'micro' and x.valid_from <= $15 and (x.valid_to is null or x.valid_to > $15)
                                               and st_intersects(x.geom, e.geom) order by x.code limit 1), e.place_code) else e.place_code end as place
         ) as was
         left join dictionaries s on s.type = 'event_state' and s.code = was.state
         left join dictionaries d on d.type = 'department' and d.code = e.owner_department
         left join grids g on g.code = was.place and case when $16 then g.valid_from <= $15 and (g.valid_to is null or g.valid_to > $15) else g.valid_to is null end
         left join regions r on r.code = was.place), '[]') as items
