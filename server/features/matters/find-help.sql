-- $1 rows {spot, lng, lat, placeCode}, $2 categories of resources, $3 largest distance in metres, $4 candidates of a category
with given as (
  select g.*, st_setsrid(st_makepoint(g.lng, g.lat), 4326) as point
  from jsonb_to_recordset($1::jsonb) as g (spot bigint, lng float8, lat float8, "placeCode" text)
), resources as (
  select g.spot, r.*
  from given g
  cross join unnest($2::text[]) as wanted (category)
  cross join lateral (
    select e.code, e.name, e.category, st_x(e.spot) as lng, st_y(e.spot) as lat, p.contact_name, p.contact_phone, st_distance(e.spot::geography, g.point::geography) as meters
    from (
      select n.county_code, n.id, n.code, n.name, n.category, case when geometrytype(n.geom) = 'POINT' then n.geom else st_pointonsurface(n.geom) end as spot
      from elements n
      where n.kind = 'resource' and n.valid_to is null and n.category = wanted.category
      order by n.geom <-> g.point limit $4
    ) as e
    left join resource_profiles p on p.county_code = e.county_code and p.element_id = e.id
    where st_dwithin(e.spot::geography, g.point::geography, $3)
  ) as r
), around as (
  -- The way may go round: a quarter farther on every side.
  select g.spot, st_expand(g.point, reach / 90000, reach / 110000) as box
  from given g
  cross join lateral (select 150 + 1.25 * max(r.meters) as reach from resources r where r.spot = g.spot) as far
), streets as (
  select a.spot, st_asgeojson(st_collect(line.geom), 6) as lines
  from around a
  -- The offset keeps it a look-up by shape for each place: joined freely, all roads of the county would be read.
  cross join lateral (select f.geom from ground_features f where f.geom && a.box and f.theme = 'road' and f.is_walkable offset 0) as road
  cross join lateral st_dump(road.geom) as line
  where geometrytype(line.geom) = 'LINESTRING'
  group by a.spot
)
select g.spot,
       people_in_charge(left(g."placeCode", 6), case when e.kind = 'building' then e.id else e.building_id end, g."placeCode") as in_charge,
       coalesce((select json_agg(json_build_object('code', r.code, 'name', r.name, 'category', r.category, 'position', json_build_array(r.lng, r.lat),
                                                   'contact', r.contact_name, 'phone', r.contact_phone, 'meters', r.meters) order by r.meters) from resources r where r.spot = g.spot), '[]') as resources,
       coalesce((select lines::json -> 'coordinates' from streets s where s.spot = g.spot), '[]') as streets
from given g
left join lateral (select * from elements where g.spot > 0 and county_code = left(g."placeCode", 6) and id = g.spot limit 1) as e on true
