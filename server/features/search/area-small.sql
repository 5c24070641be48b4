-- The commonest question: everything in one small polygon, from its middle. Answers what area.sql answers, in one look at
-- each element and without what larger or narrower questions need: there, starting the statement takes longer than the search.
-- $1 the polygon as GeoJSON, $2 most vertices of a shape that is repaired, $3 rows.
with drawn as materialized (
  select st_setsrid(st_geomfromgeojson($1::text), 4326) as given
), repaired as materialized (
  select given, not is_valid as is_repaired,
         case when is_valid then given
              when st_npoints(given) <= $2::integer then st_collectionextract(st_makevalid(given, 'method=structure'), 3)
              else st_geomfromtext('polygon empty', 4326) end as geom
  from drawn cross join lateral (select st_isvalid(given) as is_valid offset 0) as judged
), area as materialized (
  select r.*, st_area(geom::geography) as square_meters, lng, lat,
         -- What lies in here lies inside for sure: a rectangle less two metres.
         case when st_equals(geom, st_envelope(geom)) and least(st_xmax(geom) - st_xmin(geom), st_ymax(geom) - st_ymin(geom)) > 0.0001
              then st_expand(st_envelope(geom), -0.00002) end as inner_box,
         st_expand(st_transform(st_envelope(geom), 3857), 1) as box_3857,
         -- Metres per degree at the middle, on the ellipsoid of WGS 84.
         radians(1) * 6378137 / sqrt(1 - 0.00669438 * sin(radians(lat)) ^ 2) as meters_x,
         radians(1) * 6378137 * (1 - 0.00669438) / (1 - 0.00669438 * sin(radians(lat)) ^ 2) ^ 1.5 as meters_y
  from repaired r
  cross join lateral (select st_centroid(geom) as middle offset 0) as middles
  cross join lateral (select st_x(middle) as lng, st_y(middle) as lat) as axes
), reader as materialized (
  select session_has_right('people.points') as sees_points, session_counted_only_kinds() as counted_only,
         array(select kind from element_kinds where sensitivity <> 'open' and kind <> all (session_local_kinds()) order by sort) as not_told,
         array(select kind from element_kinds where sensitivity <> 'open' and kind = any (session_local_kinds()) order by sort) as local_only,
         array(select kind from element_kinds where sensitivity = 'restricted') as restricted
), told (code) as materialized (
  -- Who may only count people counts them by whole grids: two areas that differ by a house tell nothing of it.
  select p.code from area a cross join reader cross join lateral counted_places(a.geom) as p where cardinality(counted_only) > 0
), found as materialized (
  -- With all that a row shows: going back to a hundred elements costs more than carrying this along.
  select e.county_code, e.id, e.code, e.kind, e.category, e.name, e.address, e.geom, e.grid_code,
         -- From the point, or from the middle of the shape's box.
         sqrt(((x - lng) * meters_x * cos(radians((y + lat) / 2))) ^ 2 + ((y - lat) * meters_y) ^ 2) as meters
  from area join elements e on e.geom && area.geom and e.valid_to is null
  cross join lateral (select case when geometrytype(e.geom) = 'POINT' then st_x(e.geom) else (st_xmin(e.geom) + st_xmax(e.geom)) / 2 end as x,
                             case when geometrytype(e.geom) = 'POINT' then st_y(e.geom) else (st_ymin(e.geom) + st_ymax(e.geom)) / 2 end as y) as middle
  where e.kind <> all ((select counted_only from reader)::text[]) and (e.geom @ inner_box or st_intersects(e.geom, area.geom))
), totals as (
  select kind, category, count(*) as count from found group by kind, category
  union all
  -- Persons who are cared for, by type: they are few ("is true" keeps the planner from looking for each person among them).
  select 'key_person', s.type, count(*)
  from area join key_person_spots s on s.geom_3857 && box_3857
  where 'person' <> all ((select counted_only from reader)::text[]) and (s.element_id in (select id from found where kind = 'person')) is true
  group by s.type
  union all
  -- By type of care they are among these.
  select c.kind, c.category, sum(c.count)
  from told join element_counts c on c.place_code = told.code where c.kind = any ((select counted_only from reader)::text[]) group by c.kind, c.category
  union all
  select 'key_person', type, sum(count)
  -- Each grid by itself: joined at once, the spots of the whole city are read.
  from told cross join lateral (select s.type, count(*) as count from key_person_spots s where s.place_code = told.code group by s.type) as held
  where 'person' = any ((select counted_only from reader)::text[]) group by type
), page as (
  select * from found order by meters, id limit $3
)
select st_asgeojson(a.geom, 7)::json as geometry, a.is_repaired, a.square_meters, st_isempty(a.geom) as is_empty,
       a.is_repaired and st_npoints(a.given) > $2 as is_tangled,
       case when a.is_repaired or not a.square_meters > 0
            then (select array[st_x(spot), st_y(spot)] from (select coalesce(location(st_isvaliddetail(a.given)), st_startpoint(st_exteriorring(st_geometryn(a.given, 1))))) as fault (spot)) end as fault_at,
       reader.counted_only, reader.not_told, (select count(*) from told where length(code) = 15)::integer as told_places,
       case when a.square_meters > 0 and reaches_beyond(a.geom) then reader.local_only else '{}' end as local_only,
       told_totals(coalesce((select jsonb_agg(to_jsonb(t)) from totals t), '[]')) as totals,
       coalesce((select json_agg(json_build_object(
                   'id', p.id, 'code', p.code, 'kind', p.kind, 'category', p.category, 'name', p.name, 'address', p.address,
                   'geometry', st_asgeojson(p.geom, 7)::json, 'gridCode', p.grid_code, 'meters', p.meters,
                   'careTypes', case when p.kind = 'person' then array(select s.type from key_person_spots s where s.county_code = p.county_code and s.element_id = p.id order by s.type) end
                 ) order by p.meters, p.id)
                 from page p), '[]') as items,
       null as places, reader.restricted
from area a cross join reader
