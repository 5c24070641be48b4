-- Key persons counted per building, for those who are not their direct managers. $1 zoom, $2 column, $3 row, $4 layer,
-- $5 most buildings.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile
), counted as (
  select s.county_code, s.building_id, min(s.grid_code) as grid_code, count(distinct s.element_id)::integer as count, min(s.geom_3857) as geom_3857
  from bounds join key_person_spots s on s.geom_3857 && bounds.tile
  where s.building_id is not null
  group by s.county_code, s.building_id
), drawn as (
  select e.id, e.code, e.name, '' as category, coalesce(c.grid_code, '') as grid_code, c.count,
         st_asmvtgeom(c.geom_3857, bounds.tile, 4096, 0, true) as geom
  from bounds, counted c join elements e on e.county_code = c.county_code and e.id = c.building_id
  limit $5
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
