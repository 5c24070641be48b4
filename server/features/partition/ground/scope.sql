-- The communities of a plan inside $2 with their bands and borders, and the borders of the plan's grids, whose vertices keep their bytes.
select r.code, r.name, is_village(r.code) as is_village, b.households_min, b.households_max, households_source(r.code) as households_source,
       st_asbinary((ring).geom) as shape
from border_plans p
join regions r on r.level = 'community' and starts_with(r.code, p.scope_code) and starts_with(r.code, $2::text) and r.geom is not null
cross join lateral band_of(r.code) as b
cross join lateral st_dump(st_boundary(r.geom)) as ring
where p.id = $1::uuid
order by r.code, shape
