-- Buildings in a tile. $1 zoom, $2 column, $3 row, $4 layer, $5 smallest area drawn (m² of EPSG:3857), $6 most buildings.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach
), found as (
  select e.county_code, e.id, e.code, e.name, e.category, e.grid_code, e.geom_3857
  from bounds join elements e on e.geom_3857 && bounds.reach
  where e.kind = 'building' and e.valid_to is null and ($5::float8 = 0 or st_area(e.geom_3857) >= $5::float8)
  -- Where there are too many the largest stay; close up nothing is left out and nothing is sorted.
  order by case when $5::float8 > 0 then -st_area(e.geom_3857) end
  limit $6
), drawn as (
  select f.id, f.code, case when $1 >= 16 then f.name else '' end as name, f.category, coalesce(f.grid_code, '') as grid_code,
         round(p.height_meters)::integer as height_meters, nullif(round(p.min_height_meters)::integer, 0) as min_height, p.floors::integer as floors,
         p.use, nullif(p.households, 0) as households,
         -- The layer is open to everyone: a house in which one person lives alone is not pointed out.
         case when p.residents >= smallest_told_count() then p.residents end as residents,
         st_asmvtgeom(f.geom_3857, bounds.tile, 4096, 64, true) as geom
  from bounds, found f
  left join building_profiles p on p.county_code = f.county_code and p.element_id = f.id
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
