-- $1 the question as one JSON object, unpacked in `asked`; what is null asks for nothing.
with asked as materialized (
  select *, coalesce(st_setsrid(st_geomfromgeojson(geometry), 4326), ewkb::geometry) as given, cardinality(added || removed) > 0 as has_singles
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
    rows integer, after_meters float8, after_id bigint,
    by_place boolean                 -- whether counts by grid are wanted as well
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
         array(select kind from element_kinds where sensitivity <> 'open' and kind <> all (session_local_kinds()) order by sort) as not_told,
         array(select kind from element_kinds where sensitivity <> 'open' and kind = any (session_local_kinds()) order by sort) as local_only,
         array(select kind from element_kinds where sensitivity = 'restricted') as restricted
), told (code) as materialized (
  -- Who may only count people counts them by whole grids: two areas that differ by a house tell nothing of it.
  select p.code
  from asked cross join area a cross join reader cross join lateral counted_places(a.geom) as p
  where cardinality(counted_only) > 0 and box is not null
    -- Words are not looked for among them, and do not narrow them.
    and (within is null or starts_with(p.code, within))
), listed as materialized (
  -- The kinds asked for whose rows may be listed, and those of them that are asked for as a whole.
  select array_agg(kind) as kinds, array_agg(kind) filter (where not is_themed or kind = any (whole_kinds)) as whole
  from asked cross join reader cross join element_kinds
  where kind <> all (counted_only) and (kinds is null or kind = any (kinds))

-- The ground in grids. What lies in a grid that the area covers was counted when it was written (element_counts); everything
-- else is looked at one by one.
), outline as materialized (
  -- The area lies within `reach`, and `core` within the area. From this size on it pays to ask what was counted; words were not.
  select case when radius is null then geom else st_buffer(a.given::geography, radius * 1.01, 'quad_segs=32')::geometry end as reach,
         case when radius is null then geom else st_buffer(a.given::geography, radius * 0.99, 'quad_segs=32')::geometry end as core
  from asked cross join area a where square_meters between 2e6 and largest and pattern is null
), met as materialized (
  select g.code, case when not st_covers(core, g.geom) then st_envelope(st_intersection(g.geom, reach)) end as piece,
         -- Nothing in the grid is nearer or farther in metres; 80 m are for shapes that stand out of it, see `large`.
         sqrt((greatest(st_xmin(g.geom) - lng, lng - st_xmax(g.geom), 0) * meters_x * least(south, north)) ^ 2
              + (greatest(st_ymin(g.geom) - lat, lat - st_ymax(g.geom), 0) * meters_y) ^ 2) - 80 as nearest,
         sqrt((greatest(lng - st_xmin(g.geom), st_xmax(g.geom) - lng) * meters_x * greatest(south, north)) ^ 2
              + (greatest(lat - st_ymin(g.geom), st_ymax(g.geom) - lat) * meters_y) ^ 2) + 80 as farthest
  from outline cross join area cross join asked
  join grids g on g.geom && reach and st_intersects(g.geom, reach)
  cross join lateral (select cos(radians((st_ymin(g.geom) + lat) / 2)) as south, cos(radians((st_ymax(g.geom) + lat) / 2)) as north) as parallels
  where g.valid_to is null and g.kind <> 'micro' and (within is null or starts_with(g.code, within))
), covered as materialized (
  select code, nearest, farthest from met where piece is null
), is_split as materialized (
  select exists (select from covered) as yes
), pieces as materialized (
  -- What the border leaves of the grids that it crosses.
  select piece as box, code as grid from met where piece is not null and (select yes from is_split)
  union all
  -- Ground without grids beside ground with them.
  select box, '' from area
  where (select yes from is_split) and exists (
    select from element_counts c
    cross join lateral (select st_transform(st_setsrid(st_point(st_xmin(box), st_ymax(box)), 4326), 3857) as first, st_transform(st_setsrid(st_point(st_xmax(box), st_ymin(box)), 4326), 3857) as last) as corners
    where c.cell_x >= 0 and c.cell_x between cell_of(first, 0) and cell_of(last, 0) and c.cell_y between cell_of(first, 1) and cell_of(last, 1))
  union all
  -- Without a grid inside, the whole; under a street or less not farther than that.
  select case when ground.box is null then area.box else st_intersection(st_envelope(area.box), ground.box) end, null
  from area cross join asked
  left join lateral (select st_envelope(geom) as box from regions where code = within union all select st_envelope(geom) from grids where code = within and valid_to is null) as ground on length(within) > 6
  where not (select yes from is_split)
), rim as (
  -- The area's border in short pieces, whose boxes are thin.
  select (st_dumpsegments(st_segmentize(st_boundary(reach), greatest(0.001, st_perimeter(reach) / 128)))).geom as line from outline where (select yes from is_split)
), found as (
  select e.county_code, e.id, e.code, e.kind, e.category, e.geom, e.place_code, e.search_text, e.name, e.address
  from pieces p cross join lateral (select * from elements e where e.geom && p.box and e.valid_to is null) as e
  where p.grid is null or coalesce(e.grid_code, '') = p.grid
  union all
  -- A shape of another grid that reaches into the area meets its border.
  select distinct on (e.county_code, e.id) e.county_code, e.id, e.code, e.kind, e.category, e.geom, e.place_code, e.search_text, e.name, e.address
  from rim join elements e on e.geom && rim.line
  where geometrytype(e.geom) <> 'POINT' and e.valid_to is null
    and coalesce(e.grid_code, '') not in (select code from covered)
    and not exists (select from pieces p where p.grid = coalesce(e.grid_code, '') and e.geom && p.box)
), matching as materialized (
  select e.county_code, e.id, e.kind, e.category, e.place_code, by_kind, by_care,
         -- Only what may be listed needs a distance: from the point, or from the middle of the shape's box.
         case when is_listed then sqrt(((x - lng) * meters_x * cos(radians((y + lat) / 2))) ^ 2 + ((y - lat) * meters_y) ^ 2) end as meters
  from asked cross join area cross join listed cross join found e
  cross join lateral (select e.kind = any (listed.kinds) as is_listed, e.kind || ':' || e.category as kind_category,
                             case when geometrytype(e.geom) = 'POINT' then st_x(e.geom) else (st_xmin(e.geom) + st_xmax(e.geom)) / 2 end as x,
                             case when geometrytype(e.geom) = 'POINT' then st_y(e.geom) else (st_ymin(e.geom) + st_ymax(e.geom)) / 2 end as y) as known
  -- Whether it is of a chosen theme.
  cross join lateral (
    select not is_themed or e.kind = any (whole_kinds) or kind_category = any (kind_categories) as by_kind,
           is_themed and e.kind = 'person' and e.id in (select s.element_id from key_person_spots s where (select is_all_care from asked) or s.type = any ((select care_types from asked)::text[])) as by_care,
           is_listed and e.code = any (added) as is_added, is_listed and e.code = any (removed) as is_removed
  ) as chosen
  where (asked.kinds is null or e.kind = any (asked.kinds)) and (categories is null or e.category = any (categories))
    and e.kind <> all ((select counted_only from reader)::text[])
    and (within is null or starts_with(e.place_code, within)) and (pattern is null or has_words(e.search_text, e.name, e.address, pattern))
    and (by_kind or by_care or is_added) and (not has_singles or is_added or not is_removed)
    and (e.geom @ inner_box or case when radius is null then st_intersects(e.geom, area.geom) else st_dwithin(e.geom::geography, area.given::geography, radius) end)

-- What was counted beforehand.
), counted as materialized (
  -- Summed at once: a county has thirty times as many counts as grids. By grid only where that is asked for.
  select case when (select by_place from asked) then code end as code, c.kind, c.category, sum(c.count) as count
  from (select code, false as is_told from covered union all select code, true from told) as held cross join reader
  join element_counts c on c.place_code = code
  where c.kind <> 'key_person' and (c.kind = any (counted_only)) = is_told
    and ((select kinds from asked) is null or c.kind = any ((select kinds from asked)::text[]))
    and ((select categories from asked) is null or c.category = any ((select categories from asked)::text[]))
    and (not (select is_themed from asked) or c.kind = any ((select whole_kinds from asked)::text[]) or c.kind || ':' || c.category = any ((select kind_categories from asked)::text[]))
  group by 1, 2, 3
), cared as not materialized (
  select code, s.county_code, s.element_id, s.type
  from (select code, false as is_told from covered union all select code, true from told) as held cross join reader
  join key_person_spots s on s.place_code = code
  where ('person' = any (counted_only)) = is_told and ((select not is_themed or is_all_care from asked) or s.type = any ((select care_types from asked)::text[]))
    and (select (kinds is null or 'person' = any (kinds)) and (categories is null or '' = any (categories)) from asked)
), singles as materialized (
  -- Single codes within the counted ground, and whether its totals hold them already.
  select e.county_code, e.id, e.code, e.kind, e.category, e.geom, e.code = any (added) as is_added,
         e.kind = any (whole_kinds) or e.kind || ':' || e.category = any (kind_categories) as by_kind,
         exists (select from cared c where c.county_code = e.county_code and c.element_id = e.id) as by_care
  from asked cross join listed
  cross join lateral (select distinct code from unnest(added || removed) as code) as given
  cross join lateral (select * from elements e where e.county_code = left(given.code, 6) and e.code = given.code and e.valid_to is null limit 1) as e
  where e.place_code in (select code from covered) and e.kind = any (listed.kinds) and (categories is null or e.category = any (categories))
), around as materialized (
  select st_expand(st_transform(st_setsrid(st_extent(box)::geometry, 4326), 3857), 1) as box from pieces
), totals as (
  select kind, category, sum(count)::bigint as count
  from (
    select kind, category, count(*) as count from matching where by_kind or not by_care group by kind, category
    union all
    select kind, category, sum(count) from counted group by kind, category
    union all
    select kind, category, (is_added and (by_kind or not by_care))::integer - by_kind::integer from singles
    union all
    -- Persons who are cared for, by type: one person may be of several. They are few: looking for each person among
    -- them would take longer than everything else ("is true" keeps the planner from that).
    select 'key_person', s.type, count(*)
    from asked cross join around join key_person_spots s on s.geom_3857 && around.box
    where (not is_themed or is_all_care or s.type = any (care_types))
      and (s.element_id in (select id from matching where kind = 'person')) is true
    group by s.type
    union all
    select 'key_person', type, count(*) from cared where element_id not in (select id from singles where not is_added) group by type
  ) as parts
  group by kind, category having sum(count) > 0
), places as (
  -- By grid, or on ground without grids by community; of people that the reader may only count none under five.
  select code, sum(count)::bigint as count
  from (
    select code, kind, sum(count) as count
    from (
      select place_code as code, case when by_kind or not by_care then kind else 'key_person' end as kind, count(*) as count from matching group by 1, 2
      union all
      select code, kind, sum(count) from counted group by code, kind
      union all
      select code, 'key_person', count(distinct element_id) from cared where (select is_themed from asked) group by code
    ) as parts
    where (select by_place from asked)
    group by code, kind
  ) as kinds
  cross join reader
  where sees_points or kind <> 'key_person' and kind <> all (restricted) or count >= smallest_told_count()
  group by code order by count desc, code limit 12

-- The nearest rows of the counted ground: from the nearest grids that together hold enough.
), close as materialized (
  -- Where everything is asked for, so many grids hold a page many times over; of a theme there may be little in each.
  select code, farthest from covered cross join asked where after_meters is null or nearest >= after_meters
  order by farthest, code limit (select case when not is_themed and kinds is null and categories is null then 48 end from asked)
), crowds as (
  select code, farthest, sum(held) as held
  from (
    select code, farthest, c.count as held
    from close cross join asked cross join listed join element_counts c on c.place_code = close.code
    where c.kind = any (listed.kinds) and (categories is null or c.category = any (categories))
      and (not is_themed or c.kind = any (whole_kinds) or c.kind || ':' || c.category = any (kind_categories))
    union all
    select code, farthest, count(distinct element_id)
    from close join cared using (code) where (select is_themed from asked) and (select 'person' = any (kinds) from listed) group by code, farthest
  ) as rows
  group by code, farthest
), wide as materialized (
  -- Shapes of more than 90 m may stand far out of their grid. By themselves: joined with the grids at once, they are read anew for each.
  select e.county_code, e.id, e.kind, e.category, e.place_code, e.geom
  from area join elements e on e.geom && area.box
  where (select yes from is_split) and greatest(st_xmax(e.geom) - st_xmin(e.geom), st_ymax(e.geom) - st_ymin(e.geom)) > 0.001 and e.valid_to is null
), large as materialized (
  select e.county_code, e.id, e.geom
  from asked cross join listed cross join wide e
  where (e.place_code in (select code from covered)) is true and (categories is null or e.category = any (categories))
    and (e.kind = any (whole) or e.kind = any (listed.kinds) and e.kind || ':' || e.category = any (kind_categories))
), horizon as materialized (
  -- Within these metres lie rows enough, whatever was taken out; null where that is not known.
  select min(farthest) as meters
  from (select farthest, sum(held) over (order by farthest, code) as held from crowds) as rings
  cross join asked
  where held >= asked.rows + cardinality(removed) + (select count(*) from large)
), near as materialized (
  select code from covered cross join asked cross join horizon
  where (after_meters is null or farthest >= after_meters) and (horizon.meters is null or nearest <= horizon.meters)
    and (not is_themed or code in (select code from crowds) or nearest < after_meters)
), counted_rows as (
  select e.county_code, e.id, e.geom
  from asked cross join listed cross join near join elements e on e.place_code = near.code
  where e.kind = any (whole) and e.valid_to is null and (categories is null or e.category = any (categories))
  union
  select e.county_code, e.id, e.geom
  from asked cross join listed cross join near cross join unnest(kind_categories) as theme
  join elements e on e.place_code = near.code and e.kind = split_part(theme, ':', 1) and e.category = substr(theme, strpos(theme, ':') + 1)
  where e.kind = any (listed.kinds) and e.valid_to is null and (categories is null or e.category = any (categories))
  union
  select e.county_code, e.id, e.geom
  from asked cross join listed cross join near join cared using (code) join elements e on e.county_code = cared.county_code and e.id = cared.element_id
  where is_themed and 'person' = any (listed.kinds)
  union
  select county_code, id, geom from large
  union
  select county_code, id, geom from singles where is_added
), page as (
  select county_code, id, meters
  from asked cross join (
    select county_code, id, meters from matching where meters is not null
    union all
    select county_code, id, sqrt(((x - lng) * meters_x * cos(radians((y + lat) / 2))) ^ 2 + ((y - lat) * meters_y) ^ 2)
    from area cross join counted_rows e
    cross join lateral (select case when geometrytype(e.geom) = 'POINT' then st_x(e.geom) else (st_xmin(e.geom) + st_xmax(e.geom)) / 2 end as x,
                               case when geometrytype(e.geom) = 'POINT' then st_y(e.geom) else (st_ymin(e.geom) + st_ymax(e.geom)) / 2 end as y) as middle
    where id not in (select id from singles where not is_added)
  ) as rows
  where after_meters is null or (meters, id) > (after_meters, after_id)
  order by meters, id limit (select rows from asked)
)
select st_asgeojson(a.geom, 7)::json as geometry, a.is_repaired, a.square_meters, st_isempty(a.geom) as is_empty,
       a.is_repaired and st_npoints(a.given) > asked.repaired_vertices as is_tangled,
       (select array[st_x(spot), st_y(spot)] from (select coalesce(location(st_isvaliddetail(a.given)), st_startpoint(st_exteriorring(st_geometryn(a.given, 1))))) as fault (spot)) as fault_at,
       reader.counted_only, reader.not_told, (select count(*) from told where length(code) = 15)::integer as told_places,
       case when a.box is not null and reaches_beyond(a.geom) then reader.local_only else '{}' end as local_only,
       told_totals(coalesce((select jsonb_agg(to_jsonb(t)) from totals t), '[]')) as totals,
       coalesce((select json_agg(json_build_object(
                   'id', e.id, 'code', e.code, 'kind', e.kind, 'category', e.category, 'name', e.name, 'address', e.address,
                   'geometry', st_asgeojson(e.geom, 7)::json, 'gridCode', e.grid_code, 'meters', p.meters,
                   'careTypes', case when e.kind = 'person' then array(select s.type from key_person_spots s where s.county_code = e.county_code and s.element_id = e.id order by s.type) end
                 ) order by p.meters, p.id)
                 from page p join elements e on e.county_code = p.county_code and e.id = p.id), '[]') as items,
       (select json_agg(json_build_object('code', p.code, 'name', coalesce(nullif(place_name(p.code), ''), p.code), 'count', p.count) order by p.count desc, p.code)
        from places p) as places,
       reader.restricted
from area a cross join reader cross join asked
