-- $1 what was typed, in small letters; $2 LIKE %…%; $3 LIKE …%; $4 its pairs of characters, where it has just two; $5 $13 $14 its keyed hashes as a name, identity number and telephone
-- $6 kinds or null, $7 area code or null, $8 box as EWKT or null, $9 rows wanted, $10 $11 score and code of the last row seen or null, $12 most rows looked at
with reader as materialized (
  select session_counted_only_kinds() as counted_only, array(select kind from element_kinds where sensitivity = 'restricted') as restricted,
         session_jurisdiction() as jurisdiction, $8::text::geometry as box
), visible as not materialized (
  -- In the reader's sight by row-level security; restricted rows one by one only where that is a right.
  select e.*, e.geom && (select box from reader) as is_in_box
  from elements e
  where e.valid_to is null and e.kind <> all ((select counted_only from reader)::text[])
    and ($6::text[] is null or e.kind = any ($6))
    and ($7::text is null or (e.place_code >= $7 and e.place_code < $7 || ':'))
), things as not materialized (
  -- Written as the search indexes' own condition: people are far more than all else and are looked for in another way.
  select * from visible where kind not in ('household', 'person')
), found as (
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false as is_exact
   from visible where length($1) = 19 and county_code = left($1, 6) and code = $1)
  union
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false
   from things where name like $3 limit $12 / 5)
  union
  -- No index finds one character: names are read through until there are enough.
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false
   from things where length($1) = 1 and name ilike $2 limit $12)
  union
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false
   from things where length($1) = 2 and element_grams(name, address) @> ($4::text[] collate "C") limit $12)
  union
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false
   from things where length($1) > 2 and search_text like $2 limit $12)
  union
  -- Who may see people one by one has a community or a grid: those are read through.
  (select county_code, id, code, kind, category, name, address, place_code, is_in_box, false
   from visible
   where kind in ('household', 'person') and (select 'person' <> all (counted_only) from reader)
     and place_code >= (select session_place_from()) and place_code < (select session_place_until())
     and search_text like $2 limit $12)
  union
  -- A full name, identity number or telephone finds the person by its keyed hash.
  (select e.county_code, e.id, e.code, e.kind, e.category, e.name, e.address, e.place_code, e.is_in_box, true
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id
   where p.name_hash = $5 limit 500)
  union
  (select e.county_code, e.id, e.code, e.kind, e.category, e.name, e.address, e.place_code, e.is_in_box, true
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id
   where p.id_number_hash = $13 limit 500)
  union
  (select e.county_code, e.id, e.code, e.kind, e.category, e.name, e.address, e.place_code, e.is_in_box, true
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id
   where p.phone_hash = $14 limit 500)
  union
  (select left(code, 6), null, code, 'region', level, name, '', code, geom && (select box from reader), false
   from regions
   where (name ilike $2 or code like $3) and ($6::text[] is null or 'region' = any ($6)) and ($7::text is null or (code >= $7 and code < $7 || ':')) limit 500)
  union
  (select county_code, id, code, 'grid', kind, name, '', code, geom && (select box from reader), false
   from grids
   where valid_to is null and (name ilike $2 or code like $3)
     and ($6::text[] is null or 'grid' = any ($6)) and ($7::text is null or (code >= $7 and code < $7 || ':')) limit 500)
  union
  -- A street is all its pieces in the county.
  (select county_code, min(id), 'street-' || min(id), 'street', '', name, '', county_code, bool_or(geom && (select box from reader)), false
   from ground_features
   where theme = 'road' and name <> '' and name like $2
     and ($6::text[] is null or 'street' = any ($6)) and ($7::text is null or starts_with($7, county_code) or starts_with(county_code, $7))
   group by county_code, name limit 500)
), weights (kind, weight) as (
  values ('region', 6), ('grid', 5), ('street', 4), ('building', 3), ('place', 3), ('organisation', 2.5), ('resource', 2), ('person', 2), ('hazard', 1.5), ('facility', 1)
), ranked as materialized (
  select f.*,
         case when f.is_exact then 'name' when f.kind in ('region', 'grid') then f.kind when f.code = $1 then 'code'
              when lower(f.name) like $2 then 'name' when f.code like $2 then 'code' else 'address' end as matched,
         (case when f.code = $1 then 100 when f.is_exact or lower(f.name) = $1 then 90 when lower(f.name) like $3 then 70
               when lower(f.name) like $2 then 50 when f.code like $2 then 40 else 30 end
          + coalesce(w.weight, 0.5)
          + case when starts_with(f.place_code, r.jurisdiction) then 4 else 0 end
          + case when f.is_in_box then 5 else 0 end
          - least(length(f.name), 40) / 20.0)::float8 as score
  from found f cross join reader r left join weights w on w.kind = f.kind
), page as (
  select * from ranked where $10::float8 is null or score < $10 or (score = $10 and code > $11::text)
  order by score desc, code limit $9
)
select least((select count(*) from ranked), $12 - 1)::integer as total,
       (select count(*) from ranked) >= $12 as is_capped,
       reader.restricted,
       coalesce((select json_agg(json_build_object(
           'id', coalesce(p.id, 0), 'code', p.code, 'kind', p.kind, 'category', p.category, 'name', p.name, 'address', p.address,
           'geometry', st_asgeojson(shape.geom, 7)::json, 'gridCode', shape.grid_code, 'score', p.score, 'matched', p.matched) order by p.score desc, p.code)
         from page p
         cross join lateral (
           select e.geom, e.grid_code from elements e where e.county_code = p.county_code and e.id = p.id and p.kind not in ('region', 'grid', 'street')
           union all
           -- A large border is thinned to what flying there needs.
           select case when st_npoints(r.geom) <= 500 then r.geom
                       else st_simplifypreservetopology(r.geom, (st_xmax(r.geom) - st_xmin(r.geom)) / 200) end, null
           from regions r where p.kind = 'region' and r.code = p.code
           union all
           select g.geom, g.code from grids g where p.kind = 'grid' and g.id = p.id
           union all
           select st_collect(piece.geom), null from (
             select f.geom from ground_features f where f.theme = 'road' and f.county_code = p.county_code and f.name = p.name limit 500) piece
           where p.kind = 'street' having count(*) > 0
         ) as shape), '[]') as items
from reader
