-- Ground features of one theme in a tile. $1 zoom, $2 column, $3 row, $4 layer, $5 theme, $6 last rank drawn,
-- $7 smallest area drawn (m² of EPSG:3857), $8 whether names are carried, $9 most features.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach
), found as (
  select g.id, g.name, g.class, g.rank, g.geom_3857
  from bounds join ground_features g on g.geom_3857 && bounds.reach
  where g.theme = $5 and g.rank <= $6 and ($7::float8 = 0 or st_dimension(g.geom_3857) < 2 or st_area(g.geom_3857) >= $7::float8)
  -- Where there are too many the most important stay.
  order by case when $7::float8 > 0 then g.rank end, case when $7::float8 > 0 then -st_area(g.geom_3857) end
  limit $9
), drawn as (
  select f.id, '' as code, case when $8 then f.name else '' end as name, f.class as category, '' as grid_code, f.class, f.rank,
         -- The name of a place that is also a region: the layer of region names says it already.
         case when $5 = 'label' then (
           select true from regions r where r.name = f.name and r.geom && st_transform(f.geom_3857, 4326) limit 1
         ) end as is_region,
         st_asmvtgeom(f.geom_3857, bounds.tile, 4096, 64, true) as geom
  from bounds, found f
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
