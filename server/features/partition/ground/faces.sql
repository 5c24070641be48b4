-- The finest faces: what lies between edges $4 (WKB, noded) in communities $1, with the buildings that stand in them, the
-- grid of plan $2 around them, and the ground that deserves a grid of its own ($3: class → square metres), in no order.
with faces as materialized (
  select f.geom, st_pointonsurface(f.geom) as spot
  from (select (st_dump(st_polygonize(st_geomfromwkb(line, 4326)))).geom from unnest($4::bytea[]) as line) as f
)
select c.code as community, st_asbinary(f.geom) as shape, held.buildings, g.code as grid, own.id as ground, own.class as kind, own.name
from faces f
join regions c on c.code = any ($1::text[]) and c.geom && f.spot and st_contains(c.geom, f.spot)
left join lateral (
  select array_agg(b.id::float8) as buildings from elements b
  where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(f.geom, 3857) and st_contains(f.geom, st_pointonsurface(b.geom))
) as held on true
left join lateral (
  select p.code from border_plan_grids p
  where p.plan_id = $2::uuid and p.kind <> 'micro' and p.geom && f.spot and st_contains(p.geom, f.spot) limit 1
) as g on true
left join lateral (
  select w.id, w.class, w.name
  from ground_features w
  where w.theme = 'landuse' and $3::jsonb ? w.class and w.geom && f.spot and st_contains(w.geom, f.spot)
    and st_area(w.geom::geography) >= ($3::jsonb ->> w.class)::float8
  order by w.id limit 1
) as own on true
