-- Ground lines of one theme at zooms where single ones are too many: merged by class and name. $1 zoom, $2 column, $3 row,
-- $4 layer, $5 theme, $6 last rank drawn, $7 pixel size (m of EPSG:3857), $8 whether names are carried, $9 most features.
with bounds as materialized (
  select st_tileenvelope($1, $2, $3) as tile, st_tileenvelope($1, $2, $3, margin => 0.015625) as reach
), found as (
  select g.id, g.name, g.class, g.rank, g.geom_3857
  from bounds join ground_features g on g.geom_3857 && bounds.reach
  -- The literal is the condition of the index ground_features_overview_idx.
  where g.theme = $5 and g.rank <= 5 and g.rank <= $6
), merged as (
  select min(id) as id, case when $8 then name else '' end as name, class, min(rank) as rank,
         st_linemerge(st_collect(st_simplify(geom_3857, $7::float8))) as geom_3857
  from found
  group by 2, 3
  order by min(rank)
  limit $9
), drawn as (
  select m.id, '' as code, m.name, m.class as category, '' as grid_code, m.class, m.rank,
         st_asmvtgeom(m.geom_3857, bounds.tile, 4096, 64, true) as geom
  from bounds, merged m
)
select st_asmvt(drawn, $4, 4096, 'geom', 'id') as tile from drawn where geom is not null
