-- $1 the question as one JSON object, unpacked in `asked`; what is null asks for nothing.
with asked as materialized (
  select *, coalesce(st_setsrid(st_geomfromgeojson(geometry), 4326), ewkb::geometry) as given
  from jsonb_to_record($1::jsonb) as question (
    geometry jsonb, ewkb text,       -- the area: GeoJSON as it was drawn, or a shape that was judged before
    radius float8,                   -- metres around a point
    largest float8,                  -- m²
    repaired_vertices integer,       -- most vertices of a shape that is repaired
    kinds text[], categories text[],
    is_themed boolean,               -- the four below choose what is looked for
    whole_kinds text[], kind_categories text[],  -- `kind` and `kind:category`
    care_types text[], is_all_care boolean,      -- persons by type of care
    added text[], removed text[],    -- single codes beside and without the themes
    within text,                     -- prefix of place codes
    pattern text,                    -- for LIKE
    near_lng float8, near_lat float8,  -- where the order of the rows begins
    rows integer, after_meters float8, after_id bigint
  )
), repaired as (
  select given,
         -- A circle is shown as a polygon but tested as a circle, by geodesic distance.
         case when radius is not null then st_buffer(given::geography, radius, 'quad_segs=32')::geometry
              when st_isvalid(given) then given
              -- PostgreSQL cannot stop a repair, and its time grows with the square of the crossings: 500 tangled
              -- vertices take 0.3 s, 4,000 take 90 s. The method "linework" takes 12 s for 200.
              when st_npoints(given) <= repaired_vertices then st_collectionextract(st_makevalid(given, 'method=structure'), 3)
              else st_geomfromtext('polygon empty', 4326) end as geom,
         radius is null and not st_isvalid(given) as is_repaired
  from asked
), measured as (
  select r.*, case when st_isempty(r.geom) then 0 when radius is not null then pi() * radius * radius else st_area(r.geom::geography) end as square_meters,
         coalesce(near_lng, st_x(middle)) as lng, coalesce(near_lat, st_y(middle)) as lat
  from asked cross join repaired r cross join lateral st_centroid(case when radius is null then r.geom else r.given end) as middle
), area as materialized (
  select m.given, geom, is_repaired, square_meters, lng, lat,
         -- What is empty or too large is not searched at all: nothing meets a null box.
         case when square_meters > 0 and square_meters <= largest
              then case when radius is null then geom else st_expand(st_envelope(geom), 0.001 + radius / 1e7) end end as box,
         -- What lies in here lies inside for sure and needs no closer look: a rectangle less two metres (boxes are kept in
         -- single precision), the square inside a circle.
         case when radius is null and st_equals(geom, st_envelope(geom)) and least(st_xmax(geom) - st_xmin(geom), st_ymax(geom) - st_ymin(geom)) > 0.0001
              then st_expand(st_envelope(geom), -0.00002)
              when radius > 100 then st_expand(m.given, radius * 0.69 / (radians(1) * 6378137), radius * 0.69 / (radians(1) * 6378137)) end as inner_box,
         -- Metres per degree at the centre, on the ellipsoid of WGS 84.
         radians(1) * 6378137 / sqrt(1 - 0.00669438 * sin(radians(lat)) ^ 2) as meters_x,
         radians(1) * 6378137 * (1 - 0.00669438) / (1 - 0.00669438 * sin(radians(lat)) ^ 2) ^ 1.5 as meters_y
  from asked cross join measured m
), reader as materialized (
  select session_has_right('people.points') as sees_points, session_counted_only_kinds() as counted_only,
         array(select kind from element_kinds where sensitivity = 'restricted') as restricted
), matching as materialized (
  select e.county_code, e.id, e.kind, e.category, chosen.by_care,
         -- Only what may be listed needs a distance: from the point, or from the middle of the shape's box.
         case when e.kind <> all ((select counted_only from reader)::text[])
              then sqrt(((x - (select lng from area)) * (select meters_x from area) * cos(radians((y + (select lat from area)) / 2))) ^ 2
                        + ((y - (select lat from area)) * (select meters_y from area)) ^ 2) end as meters
  from elements e
  cross join lateral (select case when geometrytype(e.geom) = 'POINT' then st_x(e.geom) else (st_xmin(e.geom) + st_xmax(e.geom)) / 2 end as x,
                             case when geometrytype(e.geom) = 'POINT' then st_y(e.geom) else (st_ymin(e.geom) + st_ymax(e.geom)) / 2 end as y) as middle
  -- Whether it is of a chosen theme. Single codes change nothing for kinds that the reader may only count: a total less one would tell where that one is.
  cross join lateral (
    select not (select is_themed from asked) or e.kind = any ((select whole_kinds from asked)::text[])
           or e.kind || ':' || e.category = any ((select kind_categories from asked)::text[]) as by_kind,
           e.kind = 'person' and (select is_themed from asked)
           and e.id in (select s.element_id from key_person_spots s where (select is_all_care from asked) or s.type = any ((select care_types from asked)::text[])) as by_care,
           e.kind <> all ((select counted_only from reader)::text[]) and e.code = any ((select added from asked)::text[]) as is_added,
           e.kind <> all ((select counted_only from reader)::text[]) and e.code = any ((select removed from asked)::text[]) as is_removed
  ) as chosen
  where e.geom && (select box from area) and e.valid_to is null
    and ((select kinds from asked) is null or e.kind = any ((select kinds from asked)::text[]))
    and ((select categories from asked) is null or e.category = any ((select categories from asked)::text[]))
    and ((select within from asked) is null or starts_with(e.place_code, (select within from asked)))
    and ((select pattern from asked) is null or e.search_text like (select pattern from asked))
    and (coalesce(is_added, false) or (by_kind or by_care) and not coalesce(is_removed, false))
    and (e.geom @ (select inner_box from area)
         or case when (select radius from asked) is null then st_intersects(e.geom, (select geom from area))
                 else st_dwithin(e.geom::geography, (select given::geography from area), (select radius from asked)) end)
), totals as (
  select kind, category, count(*) as count from matching where not by_care or 'person' = any ((select whole_kinds from asked)::text[]) group by kind, category
  union all
  -- Persons who are cared for, by type: one person may be of several.
  select 'key_person', s.type, count(*)
  from matching m join key_person_spots s on s.county_code = m.county_code and s.element_id = m.id
  where m.kind = 'person' and (not (select is_themed from asked) or (select is_all_care from asked) or s.type = any ((select care_types from asked)::text[]))
  group by s.type
), page as (
  select * from matching
  where meters is not null and ((select after_meters from asked) is null or (meters, id) > ((select after_meters from asked), (select after_id from asked)))
  order by meters, id limit (select rows from asked)
)
select st_asgeojson(a.geom, 7)::json as geometry, a.is_repaired, a.square_meters, st_isempty(a.geom) as is_empty,
       a.is_repaired and st_npoints(a.given) > asked.repaired_vertices as is_tangled,
       (select array[st_x(spot), st_y(spot)] from (select coalesce(location(st_isvaliddetail(a.given)), st_startpoint(st_exteriorring(st_geometryn(a.given, 1))))) as fault (spot)) as fault_at,
       reader.counted_only,
       coalesce((select json_agg(json_build_object('kind', t.kind, 'category', t.category, 'count', t.count) order by t.kind, t.category) from totals t
                 where reader.sees_points or (t.kind <> 'key_person' and t.kind <> all (reader.restricted)) or t.count >= smallest_told_count()), '[]') as totals,
       coalesce((select json_agg(json_build_object(
                   'id', e.id, 'code', e.code, 'kind', e.kind, 'category', e.category, 'name', e.name, 'address', e.address,
                   'geometry', st_asgeojson(e.geom, 7)::json, 'gridCode', e.grid_code, 'meters', p.meters,
                   'careTypes', case when e.kind = 'person' then array(select s.type from key_person_spots s where s.county_code = e.county_code and s.element_id = e.id order by s.type) end
                 ) order by p.meters, p.id)
                 from page p join elements e on e.county_code = p.county_code and e.id = p.id), '[]') as items,
       reader.restricted
from area a cross join reader cross join asked
