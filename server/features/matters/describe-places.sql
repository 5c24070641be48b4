-- $1 rows {spot, lng, lat, placeCode}
with given as (
  select * from jsonb_to_recordset($1::jsonb) as g (spot bigint, lng float8, lat float8, "placeCode" text)
)
select g.spot, e.code, e.kind, e.category,
       -- A thing in the street is found by its street, not by what it is called.
       case when e.kind in ('building', 'place', 'organisation') and e.name <> '' then e.name
            when coalesce(e.address, '') <> '' then e.address
            else coalesce(nullif(e.name, '') || '（' || street.name || '）', street.name, nullif(e.name, ''), area.name, g."placeCode") end as name,
       case when e.kind in ('building', 'place', 'organisation') then e.address else '' end as address,
       array[round(g.lng::numeric, 6)::float8, round(g.lat::numeric, 6)::float8] as position,
       g."placeCode" as area_code, coalesce(area.name, g."placeCode") as area_name
from given g
-- The limit keeps it to one look-up a place: joined freely, all elements would be read.
left join lateral (select * from elements where g.spot > 0 and county_code = left(g."placeCode", 6) and id = g.spot limit 1) as e on true
left join lateral (
  select name from grids where code = g."placeCode" and valid_to is null
  union all select name from regions where code = g."placeCode"
  limit 1
) as area on true
left join lateral (
  select f.name from ground_features f
  where coalesce(e.address, '') = '' and f.theme = 'road' and f.name <> '' and f.geom && st_expand(st_setsrid(st_makepoint(g.lng, g.lat), 4326), 0.002)
  order by f.geom <-> st_setsrid(st_makepoint(g.lng, g.lat), 4326) limit 1
) as street on true
