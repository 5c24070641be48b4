-- Blocks: the faces between edges $2 (WKB) in communities $1, with the buildings that stand in them, in no order.
with faces as materialized (
  select f.geom, st_pointonsurface(f.geom) as spot
  from (select (st_dump(st_polygonize(st_geomfromwkb(line, 4326)))).geom from unnest($2::bytea[]) as line) as f
)
select c.code as community, st_asbinary(f.geom) as shape, held.buildings
from faces f
join regions c on c.code = any ($1::text[]) and c.geom && f.spot and st_contains(c.geom, f.spot)
left join lateral (
  select array_agg(b.id::float8) as buildings from elements b
  where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(f.geom, 3857) and st_contains(f.geom, st_pointonsurface(b.geom))
) as held on true
