-- $1 matter codes, $2 places, $3 cases looked at, $4 cases shown
with closed as materialized (
  -- Place by place, the newest first: all cases of a place where much happens would be ten times as many.
  select c.* from unnest($2::bigint[]) as place (spot)
  cross join lateral (
    select e.county_code, e.id, e.title, e.spot, e.reported_at, e.closed_at, e.rating, e.reopened_count, e.owner_department, e.sensitivity,
           date_part('epoch', e.closed_at - e.reported_at) / 3600 as hours
    from events e
    where e.spot = place.spot and e.matter_code = any ($1) and e.state = 'closed'
      and (e.sensitivity = 'internal' or (select session_has_right('people.points')))
    order by e.reported_at desc limit $3
  ) as c
  order by c.reported_at desc limit $3
), solved as materialized (
  -- What was done is said by the first answer of who handled it; later ones only say that it was done again.
  select c.*, coalesce((select l.note from event_log l where l.county_code = c.county_code and l.event_id = c.id and l.step = 'handle' and l.note <> '' order by l.version limit 1), '') as solution
  from closed c
), shown as (
  select * from solved where solution <> '' order by rating desc nulls last, reopened_count, reported_at desc, id limit $4
)
select (select coalesce(json_agg(json_build_object('id', s.id, 'title', s.title, 'spot', s.spot, 'reportedAt', s.reported_at, 'closedAt', s.closed_at, 'hours', s.hours, 'rating', s.rating,
                                                   'returns', s.reopened_count, 'department', s.owner_department, 'departmentTitle', d.name, 'solution', s.solution)
                                 order by s.rating desc nulls last, s.reopened_count, s.reported_at desc, s.id), '[]')
        from shown s left join dictionaries d on d.type = 'department' and d.code = s.owner_department) as similar,
       (select coalesce(json_agg(g), '[]') from (
          select solution as note, count(*) as cases, sum(reopened_count) as returns, avg(rating) as "meanRating", percentile_cont(0.5) within group (order by hours) as "medianHours"
          from solved where solution <> '' group by solution order by count(*) desc, solution limit 5) as g) as solutions,
       -- What was done is told of all of them.
       (select count(*)::integer from solved where solution <> '' and sensitivity = 'restricted') as restricted
