-- New elements with their digital IDs, in Hilbert order. $1 source
with wanted as (
  select county_code, kind, count(*) as rows from decided_elements where state = 'new' group by county_code, kind
), reserved as materialized (
  select w.county_code, w.kind, k.number as kind_number, w.rows, reserve_digital_ids(w.county_code, w.kind, w.rows) as first_number
  from wanted w join element_kinds k using (kind)
), blocks as materialized (
  -- The first 14 digits are the same for 10,000 numbers: their state is computed once.
  select county_code, kind, first_number, block, prefix, check_state(prefix) as state
  from reserved
  cross join lateral generate_series(first_number / 10000, (first_number + rows - 1) / 10000) as block
  cross join lateral (select county_code || lpad(kind_number::text, 2, '0') || lpad(block::text, 6, '0') as prefix) p
), numbered as (
  select d.*, r.first_number + d.number - 1 as sequence_number
  from decided_elements d join reserved r using (county_code, kind)
  where d.state = 'new'
)
insert into elements (id, county_code, code, kind, category, name, address, geom, grid_code, community_code, attrs, source, source_id, source_hash)
select n.id, n.county_code,
       b.prefix || lpad((n.sequence_number % 10000)::text, 4, '0')
         || (11 - steps[(steps[(b.state - 1) * 100 + n.sequence_number % 10000 / 100 + 1] - 1) * 100 + n.sequence_number % 100 + 1]) % 10,
       n.kind, n.category, n.name, n.address, n.geom, n.grid_code, n.community_code, n.attrs, $1, n.source_id, n.hash
from numbered n
join blocks b on b.county_code = n.county_code and b.kind = n.kind and b.block = n.sequence_number / 10000
cross join check_steps
order by n.number
