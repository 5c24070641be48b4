-- The box that a reader's map opens with. $1 jurisdiction (code prefix, '' is everywhere).
with own as (
  -- The jurisdiction's own shape, else that of the nearest region above it which has one.
  select geom, length(code) as digits from regions where geom is not null and $1 <> '' and starts_with($1, code)
  union all
  select geom, length(code) from grids where valid_to is null and code = $1
), nearest as (
  select geom from own order by digits desc limit 1
), own_extents as (
  select * from map_extents where $1 = '' or starts_with(county_code, left($1, 6))
), everything as (
  -- Counties side by side open together. Of ground that lies far apart most of the picture would be empty.
  select st_setsrid(st_extent(box)::geometry, 4326) as geom, sum(st_area(box)) as covered from own_extents
), largest as (
  -- Where somebody works, rather than ground that was only brought in.
  select box as geom from map_extents m
  order by exists (select from own_extents o where o.county_code = m.county_code) desc,
           exists (select from grids g where g.valid_to is null and g.code >= m.county_code and g.code < m.county_code || ':') desc, elements desc, county_code limit 1
), chosen as (
  select geom from nearest
  union all
  select geom from everything where not exists (select from nearest) and geom is not null and covered >= st_area(geom) / 4
  union all
  select geom from largest where not exists (select from nearest)
)
select st_xmin(geom) as west, st_ymin(geom) as south, st_xmax(geom) as east, st_ymax(geom) as north from chosen limit 1
