-- $1 brief, $2 area (EWKB), $3 $4 $5 centre and radius of a circle or null, $6 m², $7 themes, $8 codes added, $9 codes
-- taken out, $10 LIKE pattern or null, $11 region or grid or null, $12 one row more than a list may have
with found as materialized (
  select * from select_area_items($2::geometry, st_setsrid(st_makepoint($3, $4), 4326), $5, $7::jsonb, $8::text[], $9::text[], $10, $11, $12, cardinality(session_counted_only_kinds()) > 0)
), counted as (
  select kind, category, count(*) as count from found group by kind, category
), taken as (
  insert into brief_snapshots (brief_id, geom, square_meters, totals, people_by_place)
  select $1, $2::geometry, $6, coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'category', category, 'count', count) order by kind, category) from counted), '[]'),
         cardinality(session_counted_only_kinds()) > 0
  returning id
), kept as (
  insert into brief_items (brief_id, snapshot_id, kind, category, code, place_code)
  select $1, t.id, f.kind, f.category, f.code, f.place_code from taken t cross join found f
)
select (select count(*) from found)::integer as items from taken
