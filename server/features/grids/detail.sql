-- $1 grid code
select region_chain($1) as chain,
       people_in_charge(null, null, $1) as in_charge,
       jsonb_agg(jsonb_build_object('validFrom', valid_from, 'validTo', valid_to, 'name', name, 'predecessors', predecessors, 'successors', successors, 'households', households)
                 order by valid_from desc) as history
from grids
where code = $1
having count(*) > 0
