-- $1 prefix of grid codes ('' is all), $2 limit, $3 whether a grid that has ended is shown in its last shape, $4 a moment that has passed, or null for today
with wanted as (
  select distinct on (code) * from grids
  where code >= $1 and code < $1 || ':'
    and case when $4::timestamptz is null then valid_to is null or $3::boolean else valid_from <= $4 and (valid_to is null or valid_to > $4) end
  order by code, valid_from desc limit $2
), counted as (
  -- Row-level security: people outside the reader's rights are not in the sum.
  select e.place_code as code,
         sum(e.count) filter (where e.kind = 'building' and e.category <> 'building_part')::integer as buildings,
         sum(e.count) filter (where e.kind = 'person')::integer as people
  from element_counts e
  where e.place_code >= $1 and e.place_code < $1 || ':' and e.kind in ('building', 'person')
  group by e.place_code
), nested as (
  -- No element's place is a micro-grid.
  select w.code, c.buildings, c.people from wanted w cross join lateral micro_grid_contents(w.parent_code, w.geom) as c where w.kind = 'micro' and w.valid_to is null
), figures as (
  -- A grid that has ended keeps the figures that it ended with.
  select w.id, case when w.valid_to is null then coalesce(n.buildings, c.buildings, 0) else (w.attrs -> 'counts' ->> 'building')::integer end as buildings,
         case when w.valid_to is null then coalesce(n.people, c.people, 0) else (w.attrs -> 'counts' ->> 'person')::integer end as people
  from wanted w left join counted c on c.code = w.code left join nested n on n.code = w.code
), reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
)
select g.id, st_asgeojson(g.geom, 7)::jsonb as geometry,
       jsonb_build_object(
         'code', g.code, 'kind', g.kind, 'communityCode', g.community_code, 'parentCode', g.parent_code, 'name', g.name,
         'households', case when g.households > 0 or households_source(g.community_code) = 'registered' then g.households end,
         -- null, never 0, where the reader may not know
         'people', case when reader.may_count and g.code >= reader.place_from and g.code < reader.place_until
                         and (reader.may_count_few or f.people >= smallest_told_count()) then f.people end,
         'buildings', f.buildings,
         'workers', coalesce((
           select jsonb_agg(jsonb_build_object('role', d.role, 'holder', d.holder, 'phone', d.phone) order by d.sort, d.id)
           from duties d where d.area_code = g.code and d.scope = 'grid'
             and case when $4 is null then d.valid_to is null else d.valid_from <= $4 and (d.valid_to is null or d.valid_to > $4) end), '[]'),
         'predecessors', g.predecessors, 'successors', g.successors, 'validFrom', g.valid_from, 'validTo', g.valid_to) as properties
from wanted g join figures f on f.id = g.id cross join reader
order by g.code
