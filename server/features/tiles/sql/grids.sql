-- Grids in a tile, their common borders with the same coordinates. $1 zoom, $2 column, $3 row, $4 layer, $5 band or null,
-- $6 most grids or null.
with bounds as materialized (
  select tile, reach, 4096 / (st_xmax(tile) - st_xmin(tile)) as scale
  from (select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach) as envelopes
), shapes as (
  select s.code, s.geom from bounds join border_shapes s on s.geom && bounds.reach where s.layer = 'grids' and s.band = $5
  union all
  select g.code, g.geom_3857 from bounds join grids g on g.geom_3857 && bounds.reach where g.valid_to is null and $5::integer is null
), chosen as (
  -- Where there are too many the largest stay.
  select code, geom from shapes order by case when $6::integer is not null then -st_area(geom) end limit $6
), drawn as (
  select g.code::bigint as id, g.code, case when $1 >= 13 then g.name else '' end as name, g.kind as category, g.code as grid_code,
         g.kind, g.households, g.community_code,
         tile_polygon(s.geom, bounds.tile, bounds.reach, bounds.scale) as geom
  from bounds, chosen s join grids g on g.code = s.code and g.valid_to is null
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
