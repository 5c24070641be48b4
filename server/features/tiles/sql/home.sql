-- The box that a reader's map opens with. $1 jurisdiction (code prefix, '' is everywhere).
with own as (
  -- The jurisdiction's own shape, else that of the nearest region above it which has one.
  select geom, length(code) as digits from regions where geom is not null and $1 <> '' and starts_with($1, code)
  union all
  select geom, length(code) from grids where valid_to is null and code = $1
), nearest as (
  select geom from own order by digits desc limit 1
), everything as (
  select st_setsrid(st_extent(box)::geometry, 4326) as geom from map_extents where $1 = '' or starts_with(county_code, left($1, 6))
), largest as (
  -- Where somebody works, rather than ground that was only brought in.
  select box as geom from map_extents m
  order by exists (select from grids g where g.valid_to is null and g.code >= m.county_code and g.code < m.county_code || ':') desc, elements desc, county_code limit 1
), chosen as (
  select geom from nearest
  union all
  select geom from everything where not exists (select from nearest) and geom is not null and st_xmax(geom) - st_xmin(geom) < 10
  union all
  -- Places on opposite sides of the world would open as the whole world: the largest county is of more use.
  select geom from largest where not exists (select from nearest)
)
select st_xmin(geom) as west, st_ymin(geom) as south, st_xmax(geom) as east, st_ymax(geom) as north from chosen limit 1
