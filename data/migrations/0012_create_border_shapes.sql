-- Borders generalised per zoom band, and one inner point per region and grid.
-- Neighbours share their arcs: an arc is simplified once, between the places where three borders meet, and every polygon
-- keeps exactly the arc's remaining vertices. So coordinates of a common border stay identical at every zoom.
create table border_shapes (
  layer text not null constraint border_layer_is_known check (layer in ('regions', 'grids')),
  band smallint not null,
  code text collate "C" not null,
  geom geometry(MultiPolygon, 3857) not null,
  primary key (layer, band, code)
);
comment on column border_shapes.band is 'Largest zoom at which the shape is drawn; above 13 the full shape is.';
create index border_shapes_geom_idx on border_shapes using gist (geom);

create table place_points (
  code text collate "C" primary key,
  level text not null,
  geom geometry(Point, 3857) not null
);
comment on table place_points is 'Where the name or the count of a region or grid is drawn; level is the region''s, or grid.';
create index place_points_geom_idx on place_points using gist (geom);

alter table border_shapes enable row level security;
alter table place_points enable row level security;
create policy border_shapes_read on border_shapes for select to getu_app using ((select session_user_id()) is not null);
create policy place_points_read on place_points for select to getu_app using ((select session_user_id()) is not null);
grant select on border_shapes, place_points to getu_app;

create function border_bands() returns table (band smallint, tolerance float8) language sql immutable as $$
  -- Half a pixel of a 512-pixel tile at the band's largest zoom, in metres of EPSG:3857.
  select zoom::smallint, 40075016.685 / 2 ^ zoom / 1024 from unnest(array[5, 7, 9, 11, 13]) as zoom
$$;

-- The level of a region whose code has that many digits.
create function level_of_code(code text) returns text language sql immutable parallel safe as $$
  select case length(code) when 2 then 'province' when 4 then 'prefecture' when 6 then 'county' when 9 then 'street' when 12 then 'community' when 15 then 'grid' end
$$;

-- A closed line that starts at its lowest vertex, so that the same ring is always simplified alike; others stay.
create function canonical_arc(arc geometry) returns geometry language sql immutable as $$
  select case
    when not st_isclosed(arc) then
      case when (st_x(st_startpoint(arc)), st_y(st_startpoint(arc))) > (st_x(st_endpoint(arc)), st_y(st_endpoint(arc))) then st_reverse(arc) else arc end
    else (
      with points as (select (d).path[1] as i, (d).geom as p from st_dumppoints(arc) d where (d).path[1] < st_npoints(arc)),
           first as (select i from points order by st_x(p), st_y(p) limit 1)
      select st_addpoint(line, st_startpoint(line))
      from (select st_makeline(p order by (points.i < first.i), points.i) as line from points, first) as rotated
    )
  end
$$;

-- Generalises polygons that share borders, for every band at once. `codes` and `shapes` (EPSG:3857) go together.
create function generalise_borders(codes text[], shapes geometry[]) returns table (band smallint, code text, geom geometry) language sql stable as $$
  with polygons as (
    select given.code, st_multi(st_snaptogrid(given.shape, 0.001)) as shape  -- 1 mm: the same vertex has the same key
    from unnest(codes, shapes) as given (code, shape)
  ), vertices as materialized (
    select p.code, d.path[1] as part, d.path[2] as ring, d.path[3] as i, d.geom as p, st_x(d.geom) as x, st_y(d.geom) as y
    from polygons p, st_dumppoints(p.shape) d
  ), steps as (
    select x, y, p, lead(x) over ring_order as next_x, lead(y) over ring_order as next_y, lead(p) over ring_order as next_p
    from vertices
    window ring_order as (partition by code, part, ring order by i)
  ), edges as (
    -- Each piece of border once, whichever way its polygons run along it.
    select distinct on (from_x, from_y, to_x, to_y) st_makeline(p, next_p) as edge
    from (select p, next_p,
                 case when (x, y) < (next_x, next_y) then x else next_x end as from_x, case when (x, y) < (next_x, next_y) then y else next_y end as from_y,
                 case when (x, y) < (next_x, next_y) then next_x else x end as to_x, case when (x, y) < (next_x, next_y) then next_y else y end as to_y
          from steps where next_x is not null and (x, y) <> (next_x, next_y)) as directed
  ), arcs as materialized (
    select canonical_arc(d.geom) as arc from (select st_linemerge(st_collect(edge)) as net from edges) merged, st_dump(merged.net) d
  ), kept as (
    select distinct bands.band, st_x(d.geom) as x, st_y(d.geom) as y
    from arcs, border_bands() bands, st_dumppoints(st_simplify(arcs.arc, bands.tolerance)) d
  ), rings as (
    select kept.band, v.code, v.part, v.ring, st_makeline(v.p order by v.i) as line
    from (select * from vertices
          where (code, part, ring, i) not in (select code, part, ring, max(i) from vertices group by code, part, ring)) v  -- the closing vertex
    join kept on kept.x = v.x and kept.y = v.y
    group by kept.band, v.code, v.part, v.ring
    having count(*) >= 3
  ), closed as (
    select band, code, part, ring, st_addpoint(line, st_startpoint(line)) as line from rings
  ), parts as (
    select shell.band, shell.code, st_makepolygon(shell.line, coalesce(array_agg(hole.line) filter (where hole.line is not null), '{}')) as polygon
    from closed shell
    left join closed hole on (hole.band, hole.code, hole.part) = (shell.band, shell.code, shell.part) and hole.ring > 1
    where shell.ring = 1
    group by shell.band, shell.code, shell.part, shell.line
  )
  select band, code, st_multi(st_collect(polygon)) from parts group by band, code
$$;

-- Rewrites the generalised shapes of a province's regions (those whose code starts with `prefix`).
create function refresh_region_shapes(prefix text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from border_shapes where layer = 'regions' and code >= prefix and code < prefix || ':';
  insert into border_shapes (layer, band, code, geom)
  select 'regions', shape.band, shape.code, shape.geom
  from (select array_agg(r.code) as codes, array_agg(r.geom_3857) as shapes from regions r
        where r.geom is not null and r.code >= prefix and r.code < prefix || ':') as given,
       generalise_borders(given.codes, given.shapes) as shape;
end
$$;

-- Rewrites the generalised shapes of the grids that meet `area` (EPSG:3857; all of the county when null). The arcs of a
-- grid depend on its neighbours, so these are read too.
create function refresh_grid_shapes(county text, area geometry default null) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from border_shapes s
  where s.layer = 'grids' and s.code >= county and s.code < county || ':'
    and (area is null or s.geom && area or not exists (select from grids g where g.code = s.code and g.valid_to is null));
  insert into border_shapes (layer, band, code, geom)
  with written as (
    select g.code, g.geom_3857 from grids g
    where g.valid_to is null and g.kind <> 'micro' and g.county_code = county and (area is null or g.geom_3857 && area)
  ), read as (
    select g.code, g.geom_3857 from grids g
    where g.valid_to is null and g.kind <> 'micro' and exists (select from written w where w.geom_3857 && g.geom_3857)
  )
  select 'grids', shape.band, shape.code, shape.geom
  from (select array_agg(code) as codes, array_agg(geom_3857) as shapes from read) as given,
       generalise_borders(given.codes, given.shapes) as shape
  where shape.code in (select code from written)
  on conflict (layer, band, code) do update set geom = excluded.geom;
end
$$;

-- Rewrites the points of all places whose code starts with `prefix`, and of the regions above it.
create function refresh_place_points(prefix text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from place_points p where (p.code >= prefix and p.code < prefix || ':') or starts_with(prefix, p.code);
  insert into place_points (code, level, geom)
  with current_grids as (
    select g.code, st_pointonsurface(g.geom_3857) as point from grids g
    where g.valid_to is null and g.code >= prefix and g.code < prefix || ':'
  ), drawn_regions as (
    select r.code, st_pointonsurface(r.geom_3857) as point from regions r
    where r.geom is not null and not st_isempty(r.geom) and ((r.code >= prefix and r.code < prefix || ':') or starts_with(prefix, r.code))
  ), spots as (
    select code, point from current_grids
    union all select code, point from drawn_regions
    union all
    -- Regions that are known by their grids alone.
    select left(g.code, digits), st_centroid(st_collect(g.point))
    from current_grids g, unnest(array[6, 9, 12]) as digits
    where digits >= length(prefix) and not exists (select from drawn_regions r where r.code = left(g.code, digits))
    group by 1
  )
  select code, level_of_code(code), point from spots where point is not null
  on conflict (code) do update set geom = excluded.geom;
end
$$;

-- A polygon in the coordinates of a tile (4096 wide, y down). Each vertex is moved by itself, so that polygons with a common
-- border keep it: ST_AsMVTGeom would simplify every polygon in its own way. `reach` is the tile with its margin.
create function tile_polygon(shape geometry, tile geometry, reach geometry, scale float8) returns geometry language sql immutable parallel safe as $$
  select case when st_isempty(drawn) then null else st_forcepolygonccw(drawn) end  -- in y-down numbers: shells clockwise on the screen, as MVT wants them
  from (select st_collectionextract(st_snaptogrid(
          st_transscale(case when shape @ reach then shape else st_clipbybox2d(shape, reach::box2d) end, -st_xmin(tile), -st_ymax(tile), scale, -scale), 1), 3) as drawn) as moved
$$;
