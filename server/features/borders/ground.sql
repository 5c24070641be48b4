-- $1 plan, $2 codes, $3 shape (WKB) or null, $4 communities
-- The grids of every community that an edit concerns, and those of other communities that touch a grid concerned.
with asked as (
  select st_setsrid(st_geomfromwkb($3), 4326) as shape
), concerned as materialized (
  select g.code, g.community_code, g.geom
  from border_plan_grids g cross join asked a
  where g.plan_id = $1
    and (g.code = any ($2) or g.community_code = any ($4) or (a.shape is not null and g.geom && a.shape and st_intersects(g.geom, a.shape)))
), own as (
  select community_code as code from concerned union select unnest($4::text[])
), touching as (
  select g.code from concerned c join border_plan_grids g
    on g.plan_id = $1 and g.community_code <> c.community_code and g.geom && c.geom and st_intersects(g.geom, c.geom)
)
select g.code, g.community_code, g.kind, g.parent_code, g.name, g.base_id, g.is_new, g.is_changed, g.predecessors, g.households, g.buildings, g.places,
       st_asbinary(g.geom, 'NDR') as shape, o.code is not null as is_own
from border_plan_grids g left join own o on o.code = g.community_code
where g.plan_id = $1 and (o.code is not null or g.code in (select code from touching))
order by g.code
