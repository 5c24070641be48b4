-- $1 region or grid code, or '', $2 rows wanted. Plans by name where the reader may see them; what began without a plan by county and moment.
with begun as (
  select g.begun_by, case when g.begun_by is null then g.county_code end as county, g.valid_from, min(g.community_code) as community, max(g.community_code) as last_community, count(*)::integer as grids
  from grids g
  where $1 = '' or (g.community_code >= left($1, 12) and g.community_code < left($1, 12) || ':') or starts_with($1, g.community_code)
  group by 1, 2, 3
)
select b.begun_by as "planId", coalesce(p.name, '') as name, place.code as "communityCode", coalesce(place_name(place.code), place.code) as "communityName",
       b.valid_from as at, coalesce(colleague_name(p.adopter_id), '') as by, b.grids,
       exists (select from border_plans r where r.reverts = b.begun_by and r.status = 'adopted') as "isReverted"
from begun b left join border_plans p on p.id = b.begun_by
cross join lateral (select coalesce(p.scope_code, b.county, case when b.community = b.last_community then b.community else left(b.community, 9) end) as code) as place
order by b.valid_from desc, 3 limit $2
