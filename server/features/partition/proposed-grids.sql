-- Grids of alternative $2 of proposal $1 as GeoJSON, in full precision.
select json_build_object(
  'type', 'Feature', 'id', g.number, 'geometry', st_asgeojson(g.geom, 15)::json,
  'properties', jsonb_build_object('number', g.number, 'kind', g.kind, 'communityCode', g.community_code, 'continues', g.continues, 'households', g.households, 'buildings', g.buildings) || g.facts) as feature
from border_proposal_grids g
where g.proposal_id = $1 and g.alternative = $2
order by g.number
