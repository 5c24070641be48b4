insert into border_proposal_grids (proposal_id, alternative, number, community_code, kind, continues, geom, households, buildings, facts)
select $1, $2, number, community, kind, continues, st_geomfromwkb(shape, 4326), households, buildings, facts
from unnest($3::integer[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::integer[], $9::integer[], $10::jsonb[])
  as g (number, community, kind, continues, shape, households, buildings, facts)
