-- $1 plan: today's grids that it changes or ends (of an adopted plan those that it ended), with what they hold by the reader's rights
with reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
), old as (
  select * from replaced_grids($1)
), sources as materialized (
  select code, households_source(code) as source from (select distinct community_code as code from old) as c
), counted as materialized (
  select o.code, sum(c.count) filter (where c.kind = 'building' and c.category <> 'building_part') as buildings, sum(c.count) filter (where c.kind = 'place') as places,
         sum(c.count) filter (where c.kind = 'person') as people, sum(c.count) filter (where c.kind = 'key_person') as key_persons
  from old o join element_counts c on c.place_code = o.code and o.valid_to is null and o.kind <> 'micro' group by o.code
  union all
  select o.code, n.buildings, n.places, n.people, n.key_persons
  from old o cross join lateral micro_grid_contents(o.parent_code, o.geom) as n where o.valid_to is null and o.kind = 'micro'
  union all
  select o.code, (o.attrs -> 'counts' ->> 'building')::numeric, (o.attrs -> 'counts' ->> 'place')::numeric,
         (o.attrs -> 'counts' ->> 'person')::numeric, (o.attrs -> 'counts' ->> 'key_person')::numeric
  from old o where o.valid_to is not null
)
select o.code, o.community_code, o.kind, o.parent_code, o.name, o.id as base_id, false as is_new, true as is_changed, o.predecessors, o.successors,
       case when s.source = 'registered' then o.households else estimated_households_in(o.community_code, o.geom) end as households,
       coalesce(c.buildings, 0)::integer as buildings, coalesce(c.places, 0)::integer as places, st_asbinary(st_forcepolygonccw(o.geom), 'NDR') as shape,
       case when told.may and (r.may_count_few or coalesce(c.people, 0) >= smallest_told_count()) then coalesce(c.people, 0)::integer end as people,
       case when told.may and (r.may_count_few or coalesce(c.key_persons, 0) >= smallest_told_count()) then coalesce(c.key_persons, 0)::integer end as key_persons
from old o join sources s on s.code = o.community_code cross join reader r cross join lateral (select r.may_count and o.code >= r.place_from and o.code < r.place_until as may) as told
left join counted c on c.code = o.code
order by o.code
