-- $1 GeoJSON, $2 radius in metres or null, $3 largest area in m², $4 kinds or null, $5 categories or null, $6 grid code or null,
-- $7 LIKE pattern or null, $8 $9 centre of the order or null, $10 rows wanted, $11 $12 distance and id of the last row seen or null,
-- $13 most vertices of a shape that is repaired
with given as (
  select st_setsrid(st_geomfromgeojson($1), 4326) as geom
), repaired as (
  select geom as given,
         -- A circle is shown as a polygon but tested as a circle, by geodesic distance.
         case when $2::float8 is not null then st_buffer(geom::geography, $2, 'quad_segs=32')::geometry
              when st_isvalid(geom) then geom
              -- PostgreSQL cannot stop a repair, and its time grows with the square of the crossings: 500 tangled
              -- vertices take 0.3 s, 4,000 take 90 s. The method "linework" takes 12 s for 200.
              when st_npoints(geom) <= $13::integer then st_collectionextract(st_makevalid(geom, 'method=structure'), 3)
              else st_geomfromtext('polygon empty', 4326) end as geom,
         $2::float8 is null and not st_isvalid(geom) as is_repaired
  from given
), measured as (
  select *, case when st_isempty(geom) then 0 when $2::float8 is not null then pi() * $2 * $2 else st_area(geom::geography) end as square_meters,
         coalesce($8::float8, st_x(middle)) as lng, coalesce($9::float8, st_y(middle)) as lat
  from repaired cross join lateral st_centroid(case when $2::float8 is null then geom else given end) as middle
), area as materialized (
  select given, geom, is_repaired, square_meters, lng, lat,
         -- What is empty or too large is not searched at all: nothing meets a null box.
         case when square_meters > 0 and square_meters <= $3::float8
              then case when $2::float8 is null then geom else st_expand(st_envelope(geom), 0.001 + $2 / 1e7) end end as box,
         -- What lies in here lies inside for sure and needs no closer look: a rectangle less two metres (boxes are kept in
         -- single precision), the square inside a circle.
         case when $2::float8 is null and st_equals(geom, st_envelope(geom)) and least(st_xmax(geom) - st_xmin(geom), st_ymax(geom) - st_ymin(geom)) > 0.0001
              then st_expand(st_envelope(geom), -0.00002)
              when $2 > 100 then st_expand(given, $2 * 0.69 / (radians(1) * 6378137), $2 * 0.69 / (radians(1) * 6378137)) end as inner_box,
         -- Metres per degree at the centre, on the ellipsoid of WGS 84.
         radians(1) * 6378137 / sqrt(1 - 0.00669438 * sin(radians(lat)) ^ 2) as meters_x,
         radians(1) * 6378137 * (1 - 0.00669438) / (1 - 0.00669438 * sin(radians(lat)) ^ 2) ^ 1.5 as meters_y
  from measured
), reader as materialized (
  select session_has_right('people.points') as sees_points, session_counted_only_kinds() as counted_only,
         array(select kind from element_kinds where sensitivity = 'restricted') as restricted
), matching as materialized (
  select e.county_code, e.id, e.kind, e.category,
         -- Only what may be listed needs a distance: from the point, or from the middle of the shape's box.
         case when e.kind <> all ((select counted_only from reader)::text[])
              then sqrt(((x - (select lng from area)) * (select meters_x from area) * cos(radians((y + (select lat from area)) / 2))) ^ 2
                        + ((y - (select lat from area)) * (select meters_y from area)) ^ 2) end as meters
  from elements e
  cross join lateral (select case when geometrytype(e.geom) = 'POINT' then st_x(e.geom) else (st_xmin(e.geom) + st_xmax(e.geom)) / 2 end as x,
                             case when geometrytype(e.geom) = 'POINT' then st_y(e.geom) else (st_ymin(e.geom) + st_ymax(e.geom)) / 2 end as y) as middle
  where e.geom && (select box from area) and e.valid_to is null
    and ($4::text[] is null or e.kind = any ($4))
    and ($5::text[] is null or e.category = any ($5))
    and ($6::text is null or e.grid_code = $6)
    and ($7::text is null or e.search_text like $7)
    and (e.geom @ (select inner_box from area)
         or case when $2::float8 is null then st_intersects(e.geom, (select geom from area)) else st_dwithin(e.geom::geography, (select given::geography from area), $2) end)
), totals as (
  select kind, category, count(*) as count from matching group by kind, category
), page as (
  select * from matching
  where meters is not null and ($11::float8 is null or (meters, id) > ($11, $12::bigint))
  order by meters, id limit $10
)
select st_asgeojson(a.geom, 7)::json as geometry, a.is_repaired, a.square_meters, st_isempty(a.geom) as is_empty,
       a.is_repaired and st_npoints(a.given) > $13::integer as is_tangled,
       (select array[st_x(spot), st_y(spot)] from (select coalesce(location(st_isvaliddetail(a.given)), st_startpoint(st_exteriorring(st_geometryn(a.given, 1))))) as fault (spot)) as fault_at,
       reader.counted_only,
       coalesce((select json_agg(json_build_object('kind', t.kind, 'category', t.category, 'count', t.count) order by t.kind, t.category) from totals t
                 where reader.sees_points or t.kind <> all (reader.restricted) or t.count >= smallest_told_count()), '[]') as totals,
       coalesce((select json_agg(json_build_object(
                   'id', e.id, 'code', e.code, 'kind', e.kind, 'category', e.category, 'name', e.name, 'address', e.address,
                   'geometry', st_asgeojson(e.geom, 7)::json, 'gridCode', e.grid_code, 'meters', p.meters) order by p.meters, p.id)
                 from page p join elements e on e.county_code = p.county_code and e.id = p.id), '[]') as items,
       reader.restricted
from area a cross join reader
