-- Whoever is in charge, as the region, grid or building that they answer for. $1 beginnings of names, $2 what
-- lies behind all that begins so, $3 telephone or null, $4 kinds or null, $5 area code or null, $6 box as EWKT or null
-- The policy of duties decides whose name is seen, as on cards; to turn a telephone into a name is for those who see internal rows.
with held as materialized (
  (select d.id, d.county_code, d.area_code, d.building_id, d.scope, d.role, d.holder, d.unit_no, d.sort, 'duty' as matched, case when d.holder = any ($1::text[]) then 172 else 116 end as base
   from unnest($1::text[], $2::text[]) as typed (name, beyond) join duties d on d.holder collate "C" >= typed.name and d.holder collate "C" < typed.beyond
   where d.valid_to is null limit 500)
  union
  (select d.id, d.county_code, d.area_code, d.building_id, d.scope, d.role, d.holder, d.unit_no, d.sort, 'phone', 186
   from duties d
   where d.phone = $3 and d.phone <> '' and d.valid_to is null and (select session_has_right('elements.internal')) limit 500)
), places as (
  select h.id as duty_id, e.county_code, e.kind, e.code, e.id, e.place_code, 0::float8 as rank, e.geom && $6::text::geometry as is_in_box
  from held h join elements e on e.county_code = h.county_code and e.id = h.building_id
  where h.scope = 'building' and e.valid_to is null
  union all
  select h.id, s.county_code, s.kind, s.code, s.id, s.place_code, s.rank, s.spot && $6::text::geometry
  from held h join search_documents s on s.code = h.area_code and s.kind = h.scope
  where h.scope <> 'building'
)
select p.county_code as county, p.kind, p.code, p.id, p.place_code as place, p.rank, p.is_in_box as "isInBox", h.matched, max(h.base) as base,
       json_agg(json_build_object('holder', h.holder, 'roleTitle', coalesce(n.name, h.role), 'unitNo', h.unit_no) order by h.base desc, h.sort, h.unit_no nulls first, h.id) as "inCharge"
from held h join places p on p.duty_id = h.id
left join dictionaries n on n.type = 'duty_role' and n.code = h.role
where ($4::text[] is null or p.kind = any ($4)) and ($5::text is null or (p.place_code >= $5 and p.place_code < $5 || ':'))
group by 1, 2, 3, 4, 5, 6, 7, 8
