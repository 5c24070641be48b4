-- One point per grid for its name. $1 zoom, $2 column, $3 row, $4 layer, $5 most labels or null.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile
), drawn as (
  select g.code::bigint as id, g.code, g.name, g.kind as category, g.code as grid_code, g.kind, g.households,
         st_asmvtgeom(p.geom, bounds.tile, 4096, 0, true) as geom
  from bounds join place_points p on p.geom && bounds.tile join grids g on g.code = p.code and g.valid_to is null
  where p.level = 'grid'
  limit $5
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
