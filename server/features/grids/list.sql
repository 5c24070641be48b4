-- $1 prefix of grid codes ('' is all), $2 limit, $3 whether a grid that has ended is shown in its last shape
with wanted as (
  select distinct on (code) * from grids
  where (valid_to is null or $3::boolean) and code >= $1 and code < $1 || ':'
  order by code, valid_from desc limit $2
), counted as (
  -- Row-level security: people outside the reader's rights are not in the sum.
  select e.place_code as code,
         sum(e.count) filter (where e.kind = 'building')::integer as buildings,
         sum(e.count) filter (where e.kind = 'person')::integer as people
  from element_counts e
  where e.place_code >= $1 and e.place_code < $1 || ':' and e.kind in ('building', 'person')
  group by e.place_code
), reader as (
  select session_has_right('elements.restricted') as may_count, session_has_right('people.points') as may_count_few,
         session_place_from() as place_from, session_place_until() as place_until
)
select g.id, st_asgeojson(g.geom, 7)::jsonb as geometry,
       jsonb_build_object(
         'code', g.code, 'kind', g.kind, 'communityCode', g.community_code, 'name', g.name, 'households', g.households,
         -- null, never 0, where the reader may not know
         'people', case when reader.may_count and g.code >= reader.place_from and g.code < reader.place_until
                         and (reader.may_count_few or coalesce(c.people, 0) >= smallest_told_count()) then coalesce(c.people, 0) end,
         'buildings', coalesce(c.buildings, 0),
         'workers', coalesce((
           select jsonb_agg(jsonb_build_object('role', d.role, 'holder', d.holder, 'phone', d.phone) order by d.sort, d.id)
           from duties d where d.area_code = g.code and d.scope = 'grid' and d.valid_to is null), '[]'),
         'validFrom', g.valid_from, 'validTo', g.valid_to) as properties
from wanted g cross join reader left join counted c on c.code = g.code
order by g.code
