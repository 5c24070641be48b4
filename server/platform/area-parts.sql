-- $1 the pieces as JSON, in order, $2 most vertices of a shape that is repaired
with recursive given as (
  select n::integer, part, part ->> 'from' as origin, case when n = 1 then 'add' else part ->> 'op' end as op,
         coalesce(part ->> 'meters', part ->> 'radiusMeters')::float8 as meters
  from jsonb_array_elements($1::jsonb) with ordinality as given (part, n)
), drawn as (
  -- Surfaces of one file may touch or overlap: each sound by itself, they are joined and nothing needs repair.
  select g.n, case when geometrytype(shape) = 'MULTIPOLYGON' and not st_isvalid(shape) and (select bool_and(st_isvalid(d.geom)) from st_dump(shape) as d)
                   then (select st_union(d.geom) from st_dump(shape) as d) else shape end as geom
  from given g cross join lateral st_setsrid(st_geomfromgeojson(g.part -> 'geometry'), 4326) as shape
  where g.origin = 'drawn'
), standing as (
  -- What each piece stands on; row-level security leaves out what the reader may not see.
  select g.n, g.op, g.origin, g.meters, t.geom, t.title, t.restricted_kind
  from given g
  left join lateral (
    select d.geom, '' as title, null as restricted_kind from drawn d where d.n = g.n
    union all
    select st_setsrid(st_makepoint((g.part #>> '{center,0}')::float8, (g.part #>> '{center,1}')::float8), 4326), '', null where g.origin = 'circle'
    union all
    select st_setsrid(st_geomfromgeojson(jsonb_build_object('type', 'LineString', 'coordinates', g.part -> 'line')), 4326), '', null where g.origin = 'line'
    union all
    -- A street is all its pieces in the county.
    select st_collect(f.geom), max(f.name), null from ground_features f
    where g.origin = 'street' and f.theme = 'road' and f.county_code = g.part ->> 'county' and f.name = g.part ->> 'name' and f.name <> ''
    having count(*) > 0
    union all
    select r.geom, r.name, null from regions r where g.origin = 'region' and r.code = g.part ->> 'code' and r.geom is not null
    union all
    select grid.geom, place_name(grid.code), null from grids grid
    where g.origin = 'region' and grid.code = g.part ->> 'code' and grid.valid_to is null
    union all
    -- Who sees people as totals only learns nobody's ground either.
    select e.geom, coalesce(nullif(e.name, ''), e.address), case when k.sensitivity = 'restricted' then e.kind end
    from elements e join element_kinds k on k.kind = e.kind
    where g.origin = 'element' and e.county_code = left(g.part ->> 'code', 6) and e.code = g.part ->> 'code' and e.valid_to is null
      and e.kind <> all ((select session_counted_only_kinds())::text[])
    union all
    select e.geom, e.title, case when e.sensitivity = 'restricted' then 'event' end from events e
    where g.origin = 'event' and e.id = (g.part ->> 'id')::uuid
      and (e.sensitivity = 'internal' or (select session_has_right('people.points')))
  ) as t on true
), judged as (
  select *, geom is not null as is_found,
         origin = 'drawn' and not st_isvalid(geom) as is_repaired,
         -- PostgreSQL cannot stop a repair, and its time grows with the square of the crossings.
         origin = 'drawn' and not st_isvalid(geom) and st_npoints(geom) > $2::integer as is_tangled
  from standing
), pieces as materialized (
  select j.n, j.op, j.origin, j.meters, j.title, j.restricted_kind, j.is_found, j.is_repaired, j.is_tangled,
         case when is_tangled then (select array[st_x(spot), st_y(spot)] from coalesce(location(st_isvaliddetail(j.geom)), st_startpoint(st_exteriorring(st_geometryn(j.geom, 1)))) as spot) end as fault_at,
         case when st_isvalid(shape) then shape else st_collectionextract(st_makevalid(shape, 'method=structure'), 3) end as geom
  from judged j
  cross join lateral (
    select case when not is_found or is_tangled then st_geomfromtext('multipolygon empty', 4326)
                -- By metres on the ellipsoid; 128 corners take a four-thousandth of a disc's size.
                -- Around many segments piece by piece: the outline of a whole line that comes back to itself takes a hundred times as long.
                when origin in ('line', 'street') and st_npoints(geom) > 64
                then (select st_union(st_buffer(d.geom::geography, meters, 'quad_segs=8')::geometry) from st_dumpsegments(geom) as d)
                when meters is not null then st_buffer(geom::geography, meters, 'quad_segs=32')::geometry
                else geom end as shape
    offset 0  -- keeps the planner from making the shape anew in each use
  ) as made
), joined (n, geom) as (
  select n, geom from pieces where n = 1
  union all
  select p.n, st_collectionextract(
           case p.op when 'add' then st_union(j.geom, p.geom) when 'subtract' then st_difference(j.geom, p.geom) else st_intersection(j.geom, p.geom) end, 3)
  from joined j join pieces p on p.n = j.n + 1
), whole as materialized (
  select geom from joined order by n desc limit 1
)
select w.geom::text as ewkb, st_asgeojson(w.geom, 7)::json as geometry, st_isempty(w.geom) as is_empty, session_user_id() as user_id,
       -- A circle is shown as a polygon and told by its radius.
       case when count(*) = 1 and bool_and(p.origin = 'circle') then pi() * max(p.meters) ^ 2 else st_area(w.geom::geography) end as square_meters,
       json_agg(json_build_object(
         'geometry', st_asgeojson(p.geom, 7)::json, 'title', coalesce(p.title, ''), 'isFound', p.is_found, 'isRepaired', p.is_repaired, 'isTangled', p.is_tangled,
         'isEmpty', st_isempty(p.geom), 'faultAt', p.fault_at, 'restrictedKind', p.restricted_kind,
         'squareMeters', case when p.origin = 'circle' then pi() * p.meters ^ 2 else st_area(p.geom::geography) end) order by p.n) as parts
from whole w cross join pieces p
group by w.geom
