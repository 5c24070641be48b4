-- Counts of a kind, one point per grid, community or street; elements without a grid are counted per cell of
-- 64 pixels, in which the circles of several layers find room side by side.
-- $1 zoom, $2 column, $3 row, $4 layer, $5 kind, $6 digits of the places' codes, $7 smallest count told, $8 most points or null.
with bounds as materialized (
  -- Cells halve the world 15 times: beyond, a tile lies within one.
  select st_tileenvelope($1, $2, $3) as tile, least(15, $1 + 3) as cell_zoom, greatest(15 - $1, 0) as deeper, greatest($1 - 15, 0) as higher
), places as (
  select p.code, p.geom,
         (select sum(c.count) from element_counts c
          where c.kind = $5 and c.cell_x = -1 and c.place_code >= p.code and c.place_code < p.code || ':') as count
  from bounds join place_points p on p.geom && bounds.tile
  where p.level = level_of_code(repeat('0', $6))
), cells as (
  select c.cell_x >> (15 - bounds.cell_zoom) as cell_x, c.cell_y >> (15 - bounds.cell_zoom) as cell_y, sum(c.count) as count
  from bounds, element_counts c
  where c.kind = $5
    and c.cell_x between $2 >> higher << deeper and (($2 >> higher) + 1 << deeper) - 1
    and c.cell_y between $3 >> higher << deeper and (($3 >> higher) + 1 << deeper) - 1
  group by 1, 2
), drawn as (
  select p.code::bigint as id, p.code, coalesce(g.name, r.name, '') as name, '' as category,
         case when $6 = 15 then p.code else '' end as grid_code, p.count::integer as count,
         st_asmvtgeom(p.geom, bounds.tile, 4096, 0, true) as geom
  from bounds, places p
  left join grids g on g.code = p.code and g.valid_to is null
  left join regions r on r.code = p.code
  where p.count >= $7
  union all
  select 2251799813685248 + (c.cell_x::bigint << 16 | c.cell_y), '', '', '', '', c.count::integer,
         st_asmvtgeom(st_centroid(st_tileenvelope(bounds.cell_zoom, c.cell_x, c.cell_y)), bounds.tile, 4096, 0, true)
  from bounds, cells c
  where c.count >= $7
), chosen as (
  -- Where there are too many the largest stay.
  select * from drawn where geom is not null order by case when $8::integer is not null then -count end limit $8
)
select st_asmvt(chosen, $4, 4096, 'geom', 'id') as tile from chosen
