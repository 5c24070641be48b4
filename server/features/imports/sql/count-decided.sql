-- How many rows of each sort were decided how: what the statements after it ask is answered from these few.
create unlogged table decided_counts as
select 'element' as target, half, file_no, county_code, kind, category, state, count(*)::integer as rows
from decided_elements group by half, file_no, county_code, kind, category, state
union all
select 'ground', 0, file_no, county_code, kind, category, state, count(*)::integer
from decided_ground group by file_no, county_code, kind, category, state;
analyze decided_elements (county_code, kind, state, source_id);
analyze decided_ground (county_code, kind, state, source_id);
