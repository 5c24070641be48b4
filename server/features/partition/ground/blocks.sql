-- Blocks: noded lines that cut no building, and the faces between them, in no order.
-- Buildings are found by their own index, which is kept in 3857.
-- $1 communities, $2 plan, $3 kinds of lines, $4 kinds of ground with a grid of its own, $5 noding grid in degrees.
with lines as materialized (
  select class, geom from partition_lines($1::text[], $2::uuid, $3::jsonb, $4::jsonb) where not st_isempty(geom)
), noded as materialized (
  select (st_dump(st_unaryunion(st_collect(geom), $5::float8))).geom from lines
), edges as materialized (
  -- A border of communities stays where it is though a building stands on it.
  select n.geom from noded n
  where not exists (
      select from elements b
      where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(n.geom, 3857) and geometrytype(b.geom) like '%POLYGON' and (st_crosses(n.geom, b.geom) or st_within(n.geom, b.geom)))
    or exists (select from lines l where l.class = 'border' and st_dwithin(l.geom, st_lineinterpolatepoint(n.geom, 0.5), 10 * $5::float8))
), faces as materialized (
  select f.geom, st_pointonsurface(f.geom) as spot from (select (st_dump(st_polygonize(geom))).geom from edges) as f
)
select null as community, st_asbinary(geom) as shape, null as buildings from edges
union all
select c.code, st_asbinary(f.geom), held.buildings
from faces f
join regions c on c.code = any ($1::text[]) and c.geom && f.spot and st_contains(c.geom, f.spot)
left join lateral (
  select array_agg(b.id::float8) as buildings from elements b
  where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(f.geom, 3857) and st_contains(f.geom, st_pointonsurface(b.geom))
) as held on true
