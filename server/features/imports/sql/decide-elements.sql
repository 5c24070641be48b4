-- What each building, place … means for the table: new, changed, unchanged; in Hilbert order, numbered per county and kind.
-- $1 source, $2 county or null (each row has its own), $3 whether grids or streets exist that an element could lie in
create unlogged table decided_elements as
select d.*, coalesce(d.known_id, nextval('elements_id_seq')) as id, row_number() over (partition by d.county_code, d.kind, d.state order by d.position) as number
from (
  select m.file_no, coalesce($2::text, m.county_code) as county_code, m.layer, m.kind, m.category, m.source_id, m.parent_source_id, coalesce(m.name, '') as name,
         coalesce(m.address, '') as address, m.floors, m.basement_floors, m.height_meters, m.min_height_meters, m.built_year,
         m.attrs, m.geom, h.hash, e.id as known_id,
         case when e.id is null then 'new' when e.source_hash = h.hash then 'unchanged' else 'changed' end as state,
         place.grid as grid_code, place.community as community_code,
         -- Sorted by nothing but the shape: only the first key of a sort is compared by a short form of it.
         row_number() over (order by m.geom) as position
  from mapped m
  cross join lateral (
    select md5(st_asbinary(m.geom) || convert_to(concat_ws('|', m.kind, m.category, m.parent_source_id, m.name, m.address, m.floors, m.basement_floors, m.height_meters,
                         m.min_height_meters, m.built_year, m.attrs), 'UTF8'))::uuid as hash) h
  left join elements e on e.county_code = coalesce($2::text, m.county_code) and e.source collate "C" = $1::text collate "C" and e.source_id collate "C" = m.source_id collate "C"
  left join lateral element_place(m.geom) as place on $3::boolean
  where m.target = 'element' and m.reason is null
) as d
