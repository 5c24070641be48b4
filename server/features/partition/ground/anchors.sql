-- Borders of the plan's grids, whose vertices keep their bytes.
select st_asbinary((ring).geom) as shape
from border_plan_grids g
cross join lateral st_dump(st_boundary(g.geom)) as ring
where g.plan_id = $1::uuid and g.kind <> 'micro' and g.community_code = any ($2::text[])
