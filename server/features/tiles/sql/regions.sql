-- Regions in a tile, their common borders with the same coordinates. $1 zoom, $2 column, $3 row, $4 layer, $5 levels, $6 band or null,
-- $7 most regions or null.
with bounds as materialized (
  select tile, reach, 4096 / (st_xmax(tile) - st_xmin(tile)) as scale
  from (select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach) as envelopes
), shapes as (
  select s.code, s.geom from bounds join border_shapes s on s.geom && bounds.reach where s.layer = 'regions' and s.band = $6
  union all
  select r.code, r.geom_3857 from bounds join regions r on r.geom_3857 && bounds.reach where $6::integer is null
), chosen as (
  -- Where there are too many those of higher levels stay.
  select r.code, r.name, r.level, r.population, s.geom
  from shapes s join regions r on r.code = s.code
  where r.level = any ($5::text[])
  order by case when $7::integer is not null then length(r.code) end
  limit $7
), drawn as (
  select r.code::bigint as id, r.code, r.name, r.level as category, '' as grid_code, r.level, r.population,
         tile_polygon(r.geom, bounds.tile, bounds.reach, bounds.scale) as geom
  from bounds, chosen r
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
