-- Key persons one by one, for the grid worker who is responsible and the direct manager. $1 zoom, $2 column, $3 row, $4 layer, $5 most persons.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile
), spots as (
  select distinct on (s.county_code, s.element_id) s.county_code, s.element_id, s.type, s.level, s.grid_code, s.geom_3857
  from bounds join key_person_spots s on s.geom_3857 && bounds.tile
  order by s.county_code, s.element_id, s.type
), drawn as (
  select e.id, e.code, e.name, s.type as category, coalesce(s.grid_code, '') as grid_code, s.level,
         st_asmvtgeom(s.geom_3857, bounds.tile, 4096, 0, true) as geom
  from bounds, spots s join elements e on e.county_code = s.county_code and e.id = s.element_id
  limit $5
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
