-- $1 prefix of grid codes ('' is all), $2 plan or null for today's grids, $3 limit. Row-level security hides a plan that is not the reader's.
with today as (
  select code, kind, community_code, parent_code, name, households, geom, valid_from, predecessors from grids
  where $2::uuid is null and valid_to is null and code >= $1 and code < $1 || ':'
), planned as (
  select code, kind, community_code, parent_code, name, households, geom, null::timestamptz as valid_from, predecessors from border_plan_grids
  where plan_id = $2 and code >= $1 and code < $1 || ':'
)
select g.code, g.kind, g.community_code as "communityCode", r.name as "communityName", coalesce(g.parent_code, '') as "parentCode", g.name,
       case when households_source(g.community_code) = 'registered' then g.households end as households,
       to_char(g.valid_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "validFrom", array_to_string(g.predecessors, ' ') as predecessors,
       st_asgeojson(g.geom, 15)::json as geometry
from (select * from today union all select * from planned) as g join regions r on r.code = g.community_code
order by g.code limit $3
