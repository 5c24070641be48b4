-- $1 longitude, $2 latitude
with spot as (
  select st_setsrid(st_makepoint($1, $2), 4326) as geom
), grid as (
  select g.code, g.name, g.kind, g.households
  from spot s join grids g on g.valid_to is null and g.kind <> 'micro' and g.geom && s.geom and st_intersects(g.geom, s.geom)
  order by g.code limit 1
), region as (
  -- The smallest region that holds the point; those above it are prefixes of its code, with or without a shape.
  select r.code
  from spot s join regions r on r.geom && s.geom and st_intersects(r.geom, s.geom)
  order by length(r.code) desc, r.code limit 1
), building as (
  select e.id, e.county_code, e.code, e.kind, e.category, e.name, e.address, e.place_code
  from spot s join elements e on e.geom && s.geom and st_intersects(e.geom, s.geom)
  where e.kind = 'building' and e.valid_to is null
  order by st_area(e.geom), e.code limit 1
), street as (
  -- Named road within 200 m; a degree of latitude is 111 km, one of longitude shrinks with the cosine.
  select f.name, f.county_code, st_distance(f.geom::geography, s.geom::geography) as meters
  from spot s
  join ground_features f on f.theme = 'road' and f.name <> ''
    and f.geom && st_envelope(st_buffer(s.geom::geography, 200)::geometry)
  order by meters limit 1
), area as (
  select coalesce((select code from grid), (select code from region), (select place_code from building where length(place_code) > 6)) as code
)
select region_chain(area.code) as regions,
       (select to_jsonb(grid) from grid) as grid,
       (select jsonb_build_object('code', code, 'kind', kind, 'category', category, 'name', name, 'address', address) from building) as building,
       people_in_charge((select county_code from building), (select id from building), area.code) as in_charge,
       (select jsonb_build_object('name', name, 'countyCode', county_code, 'distanceMeters', round(meters::numeric, 1)) from street where meters <= 200) as street
from area
