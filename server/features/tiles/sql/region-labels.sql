-- One point per region for its name. $1 zoom, $2 column, $3 row, $4 layer, $5 levels, $6 most labels or null.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile
), drawn as (
  select r.code::bigint as id, r.code, r.name, r.level as category, '' as grid_code, r.level,
         st_asmvtgeom(p.geom, bounds.tile, 4096, 0, true) as geom
  from bounds join place_points p on p.geom && bounds.tile join regions r on r.code = p.code
  where r.level = any ($5::text[])
  -- Where there are too many those of higher levels stay.
  order by case when $6::integer is not null then length(r.code) end
  limit $6
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
