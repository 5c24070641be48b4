-- Hazards in a tile, with level and state. $1 zoom, $2 column, $3 row, $4 layer, $5 most features.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach
), drawn as (
  select e.id, e.code, case when $1 >= 15 then e.name else '' end as name, e.category, coalesce(e.grid_code, '') as grid_code,
         p.level, p.state,
         st_asmvtgeom(e.geom_3857, bounds.tile, 4096, 64, true) as geom
  from bounds join elements e on e.geom_3857 && bounds.reach
  left join hazard_profiles p on p.county_code = e.county_code and p.element_id = e.id
  where e.kind = 'hazard' and e.valid_to is null
  limit $5
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
