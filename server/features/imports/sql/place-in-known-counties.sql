-- Rows that lie in a county which is there already, whoever brought it.
update mapped m set county_code = r.code
from regions r
where r.level = 'county' and coalesce(r.attrs ->> 'border', '') <> 'extent' and r.geom && m.geom and st_intersects(r.geom, st_pointonsurface(m.geom))
  and m.target in ('element', 'ground') and m.reason is null and m.county_code is null
