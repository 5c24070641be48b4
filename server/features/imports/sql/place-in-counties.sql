-- Says in which county each row lies: by its inner point, else the nearest county of the same source. $1 source
update mapped m set county_code = coalesce(
  (select r.code from regions r
   where r.level = 'county' and r.source = $1 and r.geom && m.geom and st_intersects(r.geom, st_pointonsurface(m.geom)) order by r.code limit 1),
  (select r.code from regions r where r.level = 'county' and r.source = $1 and r.geom is not null order by r.geom <-> m.geom, r.code limit 1))
where m.target in ('element', 'ground') and m.reason is null and m.county_code is null
