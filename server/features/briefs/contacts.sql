-- $1 area (EWKB): who is in charge of the grids and regions that it touches, nearest to the ground first
with touched as (
  select code from grids where valid_to is null and geom && $1::geometry and shares_ground(geom, $1::geometry)
  union all
  select code from regions where geom && $1::geometry and shares_ground(geom, $1::geometry)
)
select d.id as "dutyId", d.role, coalesce(n.name, d.role) as "roleTitle", d.holder,
       case when session_has_right('elements.internal') then d.phone else '' end as phone, place_name(d.area_code) as area
from duties d
left join dictionaries n on n.type = 'duty_role' and n.code = d.role
where d.valid_to is null and d.scope <> 'building' and d.area_code in (select code from touched)
order by length(d.area_code), d.area_code, d.sort, d.id
limit 200
