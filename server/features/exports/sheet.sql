-- What the border sheet of one grid tells. $1 grid code, $2 plan or null for today's grids.
with shown as (
  select code, kind, community_code, name, households, geom, valid_from from grids where $2::uuid is null and valid_to is null
  union all
  select code, kind, community_code, name, households, geom, null from border_plan_grids where plan_id = $2
), grid as (
  -- The frame has the form of the page's map and leaves an eighth around the grid.
  select g.*, st_makeenvelope(x - reach, y - reach * shrink / 1.5, x + reach, y + reach * shrink / 1.5, 4326) as frame
  from shown g,
       lateral (select (st_xmin(geom) + st_xmax(geom)) / 2 as x, (st_ymin(geom) + st_ymax(geom)) / 2 as y, cos(radians(st_ymax(geom))) as shrink) middle,
       lateral (select greatest(st_xmax(geom) - st_xmin(geom), (st_ymax(geom) - st_ymin(geom)) / shrink * 1.5, 0.0005) * 0.68 as reach) size
  where code = $1
), neighbours as (
  -- Of a plan's ground its own grids; beyond it today's.
  select s.code, s.name, s.kind, s.geom from shown s, grid g where s.geom && g.frame and s.code <> g.code and s.kind <> 'micro'
  union all
  select t.code, t.name, t.kind, t.geom from grids t, grid g
  where $2::uuid is not null and t.valid_to is null and t.kind <> 'micro' and t.geom && g.frame
    and not exists (select from border_plan_grids p where p.plan_id = $2 and p.community_code = t.community_code)
), lines as (
  select f.theme, f.class, f.name, f.geom, case when st_dimension(f.geom) = 2 then st_boundary(f.geom) else f.geom end as border from ground_features f, grid g
  where f.geom && g.frame and f.theme in ('road', 'railway', 'water')
), segments as (
  -- The ground lies to the left of each: its outside is to the right.
  select d.path[2] as n, d.geom, st_length(d.geom::geography) as meters,
         st_azimuth(st_transform(st_startpoint(d.geom), 3857), st_transform(st_endpoint(d.geom), 3857)) as azimuth
  from grid g, st_dumpsegments(st_exteriorring(st_forcepolygonccw(g.geom))) d
), sides as (
  select s.n, s.meters, degrees(s.azimuth) + 90 as outward, along.theme, along.class, along.name, beyond.code, beyond.name as beyond
  from segments s
  left join lateral (
    -- What runs along the segment: near to it at both quarters, so that what crosses it does not count.
    select l.theme, l.class, l.name from lines l
    where l.geom && st_expand(s.geom, 0.0003)
      and st_dwithin(l.border, st_lineinterpolatepoint(s.geom, 0.25), 0.00016) and st_dwithin(l.border, st_lineinterpolatepoint(s.geom, 0.75), 0.00016)
    order by l.name = '', st_distance(l.border, st_lineinterpolatepoint(s.geom, 0.5)) limit 1
  ) along on true
  left join lateral (
    select n.code, n.name from neighbours n, st_project(st_lineinterpolatepoint(s.geom, 0.5)::geography, 3, s.azimuth + pi() / 2) as outside
    where n.geom && outside::geometry and st_intersects(n.geom, outside::geometry) limit 1
  ) beyond on true
)
select g.code, g.kind, g.name, g.households, households_source(g.community_code) as "householdsSource", to_char(g.valid_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "validFrom",
       (select string_agg(c->>'name', ' › ' order by length(c->>'code')) from jsonb_array_elements(region_chain(g.community_code)) c) as chain,
       st_area(g.geom::geography) as "squareMeters", st_perimeter(g.geom::geography) as "perimeterMeters",
       people_in_charge(null, null, g.code) as "inCharge",
       (select count(*) from elements e where e.county_code = left(g.code, 6) and e.kind = 'building' and e.category <> 'building_part' and e.valid_to is null and e.geom && g.geom and st_intersects(g.geom, st_pointonsurface(e.geom)))::integer as buildings,
       st_asgeojson(g.geom, 7)::json as geometry,
       coalesce((select json_agg(json_build_object('outward', outward, 'meters', meters, 'theme', theme, 'class', class, 'name', name, 'beyond', beyond) order by n) from sides), '[]') as sides,
       coalesce((select json_agg(json_build_object('name', n.name, 'at', st_asgeojson(st_pointonsurface(st_intersection(n.geom, g.frame)), 6)::json -> 'coordinates', 'geometry', st_asgeojson(st_intersection(st_boundary(n.geom), g.frame), 6)::json)) from neighbours n where st_intersects(n.geom, g.frame)), '[]') as neighbours,
       coalesce((select json_agg(json_build_object('theme', l.theme, 'class', l.class, 'name', l.name, 'geometry', st_asgeojson(st_intersection(l.geom, g.frame), 6)::json)) from lines l where st_intersects(l.geom, g.frame)), '[]') as lines,
       coalesce((select json_agg(st_asgeojson(e.geom, 6)::json) from elements e
                 where e.county_code = left(g.code, 6) and e.kind = 'building' and e.valid_to is null and e.geom && g.frame and geometrytype(e.geom) like '%POLYGON'), '[]') as outlines
from grid g
