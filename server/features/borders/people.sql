-- $1 plan, $2 codes or null for all. People and key persons of its grids by the reader's own rights; null where they may
-- not be known: outside the reader's ground, and fewer than may be told.
with reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
), wanted as materialized (
  select g.code, g.kind, g.geom, st_transform(g.geom, 3857) as geom_3857, g.kind <> 'micro' and t.valid_to is null and g.geom = st_forcepolygonccw(t.geom) as is_as_today
  from reader r join border_plan_grids g on r.may_count and g.code >= r.place_from and g.code < r.place_until
  left join grids t on t.id = g.base_id
  where g.plan_id = $1 and ($2::text[] is null or g.code = any ($2))
), counted as materialized (
  -- Counted once: joined to each grid anew it would be counted as often as there are grids.
  select c.place_code as code, sum(c.count) filter (where c.kind = 'person') as people, sum(c.count) filter (where c.kind = 'key_person') as key_persons
  from element_counts c
  where c.kind in ('person', 'key_person') and c.place_code in (select code from wanted where is_as_today)
  group by 1
  union all
  select w.code, p.count, k.count
  from wanted w
  cross join lateral (
    select count(*) from elements e where e.kind = 'person' and e.valid_to is null and e.geom && w.geom and st_intersects(w.geom, e.geom)
  ) as p
  cross join lateral (
    select count(distinct (s.county_code, s.element_id)) from key_person_spots s
    where s.geom_3857 && w.geom_3857 and st_intersects(w.geom_3857, s.geom_3857)
  ) as k
  where w.is_as_today is not true
)
select w.code,
       case when r.may_count_few or coalesce(c.people, 0) >= smallest_told_count() then coalesce(c.people, 0)::integer end as people,
       case when r.may_count_few or coalesce(c.key_persons, 0) >= smallest_told_count() then coalesce(c.key_persons, 0)::integer end as key_persons
from wanted w cross join reader r left join counted c on c.code = w.code
