-- $1 rows {spot, lng, lat}, $2 metres around a place in which people and hazards count, $3 hazard categories that the matters concern
with given as materialized (
  -- Metres of EPSG:3857 are longer by the latitude's secant.
  select g.spot, st_transform(st_setsrid(st_makepoint(g.lng, g.lat), 4326), 3857) as point, $2::float8 / cos(radians(g.lat)) as reach
  from jsonb_to_recordset($1::jsonb) as g (spot bigint, lng float8, lat float8)
)
select g.spot,
       (select sum(b.residents) from elements e join building_profiles b on b.county_code = e.county_code and b.element_id = e.id
        where e.kind = 'building' and e.valid_to is null and e.geom_3857 && st_expand(g.point, g.reach) and st_dwithin(e.geom_3857, g.point, g.reach))::integer as people,
       (select count(*) from elements e join hazard_profiles h on h.county_code = e.county_code and h.element_id = e.id
        where e.kind = 'hazard' and e.valid_to is null and h.state <> 'closed' and e.kind not in ('building', 'dwelling', 'household', 'person')
          and (cardinality($3::text[]) = 0 or e.category = any ($3))
          and e.geom_3857 && st_expand(g.point, g.reach) and st_dwithin(e.geom_3857, g.point, g.reach))::integer as hazards
from given g
