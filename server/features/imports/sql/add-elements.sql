-- New elements with their digital IDs. $1 source. The target is the county's own table while nobody else sees it.
with wanted as (
  select county_code, kind, count(*) as rows from decided_elements where state = 'new' group by county_code, kind
), reserved as materialized (
  select county_code, kind, reserve_digital_ids(county_code, kind, rows) as first_number from wanted
)
insert into elements (id, county_code, code, kind, category, name, address, geom, grid_code, community_code, attrs, source, source_id, source_hash)
select d.id, d.county_code, digital_id(d.county_code, k.number, r.first_number + d.number - 1), d.kind, d.category, d.name, d.address, d.geom,
       d.grid_code, d.community_code, d.attrs, $1, d.source_id, d.hash
from decided_elements d
join reserved r using (county_code, kind)
join element_kinds k using (kind)
where d.state = 'new'
order by d.number
