-- The dwellings in houses that an address found: $1 $2 county and id of the houses, $3 regular expression of the dwelling's name,
-- $4 kinds or null, $5 area code or null, $6 box as EWKT or null
select e.county_code as county, e.kind, e.code, e.id, e.place_code as place, 0 as rank, e.geom && $6::text::geometry as "isInBox", 'address' as matched, 158 as base
from unnest($1::text[], $2::bigint[]) as house (county_code, id)
join elements e on e.building_id = house.id and e.county_code = house.county_code
where e.kind = 'dwelling' and e.valid_to is null and e.name ~ $3
  and e.kind <> all ((select session_counted_only_kinds())::text[])
  and ($4::text[] is null or e.kind = any ($4))
  and ($5::text is null or (e.place_code >= $5 and e.place_code < $5 || ':'))
