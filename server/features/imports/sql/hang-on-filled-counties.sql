update mapped c set parent_source_id = f.source_id
from mapped f
where f.target = 'region_above' and f.source_id = c.parent_source_id || '#county'
  and c.target = 'region' and c.kind in ('street', 'community')
