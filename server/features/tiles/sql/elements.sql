-- Single elements of one kind in a tile. $1 zoom, $2 column, $3 row, $4 layer, $5 kind, $6 most features.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach
), drawn as (
  -- The kinds left out here are those left out of the index elements_drawn_3857_idx.
  select e.id, e.code, case when $1 >= 15 then e.name else '' end as name, e.category, coalesce(e.grid_code, '') as grid_code,
         st_asmvtgeom(e.geom_3857, bounds.tile, 4096, 64, true) as geom
  from bounds join elements e on e.geom_3857 && bounds.reach
  where e.kind = $5 and e.kind not in ('building', 'dwelling', 'household', 'person') and e.valid_to is null
  limit $6
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
