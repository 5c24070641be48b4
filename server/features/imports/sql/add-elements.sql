-- New elements with their digital IDs, in Hilbert order. $1 source, $2 what reserve-digital-ids.sql answered, $3 which half
with reserved as materialized (
  select * from jsonb_to_recordset($2::jsonb) as given (county_code text, kind text, kind_number integer, rows bigint, lower_rows bigint, first_number bigint)
), series as materialized (
  -- The first 14 digits are the same for 10,000 numbers: the state of the check after them is computed once.
  select county_code, kind, first_number + case $3::smallint when 0 then 0 else lower_rows end as first_number,
         first_number / 10000 as first_block, county_code || lpad(kind_number::text, 2, '0') as prefix,
         array(select check_state(county_code || lpad(kind_number::text, 2, '0') || lpad(block::text, 6, '0'))
               from generate_series(first_number / 10000, (first_number + rows - 1) / 10000) as block order by block) as states
  from reserved
), numbered as (
  select d.*, s.prefix, s.first_number + row_number() over (partition by d.county_code, d.kind order by d.position) - 1 as sequence_number, s.states, s.first_block
  from decided_elements d join series s using (county_code, kind)
  where d.state = 'new' and d.half = $3::smallint
)
insert into elements (id, county_code, code, kind, category, name, address, geom, grid_code, community_code, attrs, source, source_id, source_hash)
select n.id, n.county_code,
       n.prefix || lpad(n.sequence_number::text, 10, '0')
         || (11 - steps[(steps[(n.states[n.sequence_number / 10000 - n.first_block + 1] - 1) * 100 + n.sequence_number % 10000 / 100 + 1] - 1) * 100
                        + n.sequence_number % 100 + 1]) % 10,
       n.kind, n.category, n.name, n.address, n.geom, n.grid_code, n.community_code, n.attrs, $1, n.source_id, n.hash
from numbered n
cross join check_steps
order by n.county_code, n.kind, n.position
