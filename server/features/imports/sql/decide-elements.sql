-- What each building, place … means for the table: new, changed, unchanged; with its place on the Hilbert curve.
-- $1 source, $2 county or null (each row has its own), $3 whether grids or streets exist that an element could lie in,
-- $4 half of the rows to decide: 0 below $5 on the curve, 1 from there on; where $5 is null all are in half 0
insert into decided_elements (file_no, half, county_code, layer, kind, category, source_id, parent_source_id, name, address, floors, basement_floors, height_meters,
                              min_height_meters, built_year, attrs, geom, hash, known_id, state, grid_code, community_code, position, id)
select d.*, coalesce(d.known_id, nextval('elements_id_seq'))
from (
  select m.file_no, $4::smallint, coalesce($2::text, m.county_code), m.layer, m.kind, m.category, m.source_id, m.parent_source_id, coalesce(m.name, ''),
         coalesce(m.address, ''), m.floors, m.basement_floors, m.height_meters, m.min_height_meters, m.built_year,
         m.attrs, m.geom, h.hash, e.id as known_id,
         case when e.id is null then 'new' when e.source_hash = h.hash then 'unchanged' else 'changed' end,
         place.grid, place.community,
         -- Sorted by nothing but the shape: only the first key of a sort is compared by a short form of it.
         row_number() over (order by m.geom)
  from mapped m
  cross join lateral (
    select md5(st_asbinary(m.geom) || convert_to(concat_ws('|', m.kind, m.category, m.parent_source_id, m.name, m.address, m.floors, m.basement_floors, m.height_meters,
                         m.min_height_meters, m.built_year, m.attrs), 'UTF8'))::uuid as hash) h
  left join elements e on e.county_code = coalesce($2::text, m.county_code) and e.source collate "C" = $1::text collate "C" and e.source_id collate "C" = m.source_id collate "C"
  left join lateral element_place(m.geom) as place on $3::boolean
  where m.target = 'element' and m.reason is null
    and case when $5::geometry is null then $4::smallint = 0 else (m.geom < $5::geometry) = ($4::smallint = 0) end
) as d
