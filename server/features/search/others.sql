-- What is found by code, by the keyed hash of a person and by telephone.
-- $1 kinds or null, $2 area code or null, $3 box as EWKT or null, $4 most rows of each, $5 digits of a code or null,
-- $6 LIKE %…% of a masked person or null, $7 $8 $9 keyed hashes as a name, identity number and telephone, $10 telephone or null
with reader as materialized (
  select session_counted_only_kinds() as counted_only, $3::text::geometry as box
), visible as not materialized (
  -- In the reader's sight by row-level security; restricted rows one by one only where that is a right.
  select e.*, e.geom && (select box from reader) as is_in_box
  from elements e
  where e.valid_to is null and e.kind <> all ((select counted_only from reader)::text[])
    and ($1::text[] is null or e.kind = any ($1))
    and ($2::text is null or (e.place_code >= $2 and e.place_code < $2 || ':'))
), found as (
  (select county_code, kind, code, id, place_code, rank, spot && (select box from reader) as is_in_box, 'code' as matched, case when code = $5 then 200 else 32 end as base
   from search_documents
   where code >= $5 and code < $5 || ':'
     and ($1::text[] is null or kind = any ($1))
     and ($2::text is null or (place_code >= $2 and place_code < $2 || ':')
          or (length($2) > 12 and place_code = left($2, 12) and exists (select from visible e where e.county_code = search_documents.county_code and e.id = search_documents.id and e.code = search_documents.code)))
   limit $4)
  union all
  (select e.county_code, e.kind, e.code, e.id, e.place_code, 0, e.is_in_box, 'person', 186
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.name_hash = $7 limit 500)
  union all
  (select e.county_code, e.kind, e.code, e.id, e.place_code, 0, e.is_in_box, 'person', 186
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.id_number_hash = $8 limit 500)
  union all
  (select e.county_code, e.kind, e.code, e.id, e.place_code, 0, e.is_in_box, 'phone', 186
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.phone_hash = $9 limit 500)
  union all
  -- A digital ID finds whomever it names and what has no name to make a document of.
  (select county_code, kind, code, id, place_code, 0, is_in_box, 'code', 200
   from visible where length($5) = 19 and county_code = left($5, 6) and code = $5 and (kind in ('household', 'person') or (name = '' and address = '')))
  union all
  -- A masked name is no key: who may see people one by one has a community or a grid, and those are read through.
  (select county_code, kind, code, id, place_code, 0, is_in_box, 'name', 88
   from visible
   where $6::text is not null and kind in ('household', 'person') and (select 'person' <> all (counted_only) from reader)
     and place_code >= (select session_place_from()) and place_code < (select session_place_until())
     and search_text like $6 limit $4)
  union all
  (select e.county_code, e.kind, e.code, e.id, e.place_code, 0, e.is_in_box, 'phone', 186
   from visible e
   where $10::text is not null and (e.county_code, e.id) in (
     select county_code, element_id from place_profiles where contact_phone = $10 union all
     select county_code, element_id from organisation_profiles where contact_phone = $10 union all
     select county_code, element_id from resource_profiles where contact_phone = $10) limit 500)
)
select county_code as county, kind, code, id, place_code as place, rank, is_in_box as "isInBox", matched, base from found
