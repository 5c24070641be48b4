-- $1 matter codes, $2 $3 first moment and the one after the last, $4 region or grid code, or '', $5 a shape or null,
-- $6 candidates wanted, $7 metres around a place in which people and hazards count, $8 hazard categories that the matters concern
with reader as materialized (
  select session_has_right('people.points') as sees_people
), area as materialized (
  select $5::geometry as geom
), picked as materialized (
  -- One pass over the index alone. Hours are counted since 1970 in China's zone.
  select e.matter_code, e.spot, e.place_code, e.sensitivity, e.reported_at, e.closed_at, e.due_at, e.reopened_count, e.owner_department, e.geom,
         floor(date_part('epoch', e.reported_at) / 3600)::integer + 8 as hour_number
  from events e
  where e.matter_code = any ($1) and e.reported_at >= $2 and e.reported_at < $3
    and e.place_code >= $4 and e.place_code < $4 || ':'
    and (e.sensitivity = 'internal' or (select sees_people from reader))
    and ($5::geometry is null or (e.geom && (select geom from area) and st_intersects(e.geom, (select geom from area))))
), spots as materialized (
  select spot, count(*)::integer as cases, count(*) filter (where closed_at is null)::integer as open, sum(reopened_count)::integer as returns,
         max(reported_at) as last_at, avg(st_x(geom)) as lng, avg(st_y(geom)) as lat, min(place_code) as place_code
  from picked group by spot
), candidates as materialized (
  select * from spots order by cases + returns + open desc, last_at desc, spot limit $6
), relapses as (
  select spot, count(*)::integer as relapses
  from (
    select p.spot, p.reported_at, lag(p.closed_at) over (partition by p.spot, p.matter_code order by p.reported_at) as before
    from picked p where p.spot in (select spot from candidates where cases > 1)
  ) as following
  where before <= reported_at and before > reported_at - interval '30 days'
  group by spot
), surroundings as (
  -- Metres of EPSG:3857 are longer by the latitude's secant.
  select c.spot,
         (select sum(b.residents) from elements e join building_profiles b on b.county_code = e.county_code and b.element_id = e.id
          where e.kind = 'building' and e.valid_to is null and e.geom_3857 && st_expand(here.point, here.reach) and st_dwithin(e.geom_3857, here.point, here.reach)) as people,
         (select count(*) from elements e join hazard_profiles h on h.county_code = e.county_code and h.element_id = e.id
          where e.kind = 'hazard' and e.valid_to is null and h.state <> 'closed' and e.kind not in ('building', 'dwelling', 'household', 'person')
            and (cardinality($8::text[]) = 0 or e.category = any ($8))
            and e.geom_3857 && st_expand(here.point, here.reach) and st_dwithin(e.geom_3857, here.point, here.reach))::integer as hazards
  from candidates c
  cross join lateral (select st_transform(st_setsrid(st_makepoint(c.lng, c.lat), 4326), 3857) as point, $7::float8 / cos(radians(c.lat)) as reach) as here
), ranked as (
  select c.*, coalesce(r.relapses, 0) as relapses, s.hazards,
         case when s.people >= smallest_told_count() or reader.sees_people then s.people end as people
  from candidates c cross join reader
  left join relapses r using (spot)
  join surroundings s using (spot)
), area_cases as (
  select place_code as code, count(*)::integer as cases from picked group by place_code
), layer as (
  -- Grids where the ground has them, else communities.
  select case when exists (select from area_cases where length(code) = 15) then 'grids' else 'regions' end as name
), cells as materialized (
  select b.code, coalesce(a.cases, 0) as cases
  from border_shapes b
  left join area_cases a on a.code = b.code
  where b.layer = (select name from layer) and b.band = 13 and length(b.code) = case when b.layer = 'grids' then 15 else 12 end
    and b.code >= $4 and b.code < $4 || ':'
    and b.code >= (select session_place_from()) and b.code < (select session_place_until())
    and ($5::geometry is null or st_intersects(b.geom, (select st_transform(geom, 3857) from area)))
    and left(b.code, 6) in (select left(code, 6) from area_cases)
), neighbourhoods as (
  select c.code, c.cases, c.cases + coalesce(sum(near.cases), 0)::integer as sum, 1 + count(near.code)::integer as size
  from cells c
  left join border_neighbours n on n.layer = (select name from layer) and n.code = c.code
  left join cells near on near.code = n.neighbour
  group by c.code, c.cases
), departments as (
  select coalesce(owner_department, 'none') as department, count(*)::integer as cases, count(*) filter (where closed_at is null)::integer as open,
         count(*) filter (where due_at < now() or closed_at is not null)::integer as due,
         count(*) filter (where closed_at <= due_at)::integer as in_time,
         sum(reopened_count)::integer as returns, avg(date_part('epoch', closed_at - reported_at)) / 3600 as mean_hours
  from picked group by owner_department
), withheld as (
  select e.place_code as code, count(*)::integer as cases
  from events e
  where not (select sees_people from reader) and e.sensitivity = 'restricted'
    and e.matter_code = any ($1) and e.reported_at >= $2 and e.reported_at < $3 and e.place_code >= $4 and e.place_code < $4 || ':'
    and ($5::geometry is null or st_intersects(e.geom, (select geom from area)))
  group by e.place_code
)
select
  (select sees_people from reader) as sees_people,
  (select json_build_object('cases', coalesce(sum(cases), 0), 'open', coalesce(sum(open), 0), 'returns', coalesce(sum(returns), 0), 'places', count(*),
                            'repeats', count(*) filter (where cases >= 3),
                            'restricted', (select count(*) from picked where sensitivity = 'restricted')) from spots) as totals,
  (select json_build_object('spot', coalesce(json_agg(spot), '[]'), 'cases', coalesce(json_agg(cases), '[]'), 'lng', coalesce(json_agg(round(lng::numeric, 6)), '[]'),
                            'lat', coalesce(json_agg(round(lat::numeric, 6)), '[]')) from spots) as spots,
  (select coalesce(json_agg(json_build_object('spot', spot, 'cases', cases, 'open', open, 'returns', returns, 'relapses', relapses, 'people', people, 'hazards', hazards,
                                              'lng', lng, 'lat', lat, 'placeCode', place_code, 'lastAt', last_at)), '[]') from ranked) as candidates,
  (select coalesce(json_agg(json_build_array(code, cases, sum, size) order by code), '[]') from neighbourhoods) as cells,
  (select coalesce(json_agg(json_build_array(hour_number, cases)), '[]') from (select hour_number, count(*) as cases from picked group by hour_number) as hours) as hours,
  (select coalesce(json_agg(to_json(d) order by department = 'none', cases desc, department), '[]') from departments d) as departments,
  (select coalesce(json_object_agg(matter_code, cases), '{}') from (select matter_code, count(*) as cases from picked group by matter_code) as m) as matter_cases,
  (select coalesce(json_agg(json_build_object('code', w.code, 'name', coalesce(g.name, r.name, w.code), 'cases', w.cases)), '[]')
   from withheld w left join grids g on g.code = w.code and g.valid_to is null left join regions r on r.code = w.code) as withheld
