-- Edges that bound blocks: all lines, noded once, without what cuts a building, in no order.
-- $1 communities, $2 plan, $3 kinds of lines, $4 kinds of ground with a grid of its own, $5 noding grid in degrees.
with lines as materialized (
  select class, geom from partition_lines($1::text[], $2::uuid, $3::jsonb, $4::jsonb) where not st_isempty(geom)
), noded as materialized (
  select (st_dump(st_unaryunion(st_collect(geom), $5::float8))).geom from lines
), edges as materialized (
  select row_number() over () as number, geom from noded
), scope as materialized (
  -- Buildings have their own index in 3857.
  select st_transform(st_setsrid(st_extent(geom)::geometry, 4326), 3857) as box from edges
), placed as (
  select number, geom as edge, null::geometry as building, st_envelope(geom) as box from edges
  union all
  select null, null, b.geom, st_envelope(b.geom)
  from scope s
  join elements b on b.kind = 'building' and b.valid_to is null and b.geom_3857 && s.box and geometrytype(b.geom) like '%POLYGON'
), cells as materialized (
  -- Edges and buildings that may meet lie in one cell of a lattice of 1/500°. They come together by grouping, not by a
  -- join: how many rows a noding gives is unknown to the planner, which would compare every edge with every building.
  select array_agg(number) filter (where number is not null) as numbers, array_agg(edge) filter (where number is not null) as edges,
         array_agg(building) filter (where number is null) as buildings
  from placed
  cross join generate_series(floor(500 * st_xmin(box))::integer, floor(500 * st_xmax(box))::integer) as x
  cross join generate_series(floor(500 * st_ymin(box))::integer, floor(500 * st_ymax(box))::integer) as y
  group by x, y
), cutting as materialized (
  select e.number
  from cells c
  cross join unnest(c.numbers, c.edges) as e (number, geom)
  cross join unnest(c.buildings) as b (geom)
  where e.geom && b.geom and (st_crosses(e.geom, b.geom) or st_within(e.geom, b.geom))
)
select st_asbinary(e.geom) as shape
from edges e
-- A border of communities stays where it is though a building stands on it.
where e.number not in (select number from cutting)
  or exists (select from lines l where l.class = 'border' and st_dwithin(l.geom, st_lineinterpolatepoint(e.geom, 0.5), 10 * $5::float8))
