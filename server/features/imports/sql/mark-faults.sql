-- Writes down what check.sql found; repairs what is to be repaired.
update mapped m
set reason = nullif(f.reason, 'repair'),
    geom = case when f.reason = 'repair' then st_collectionextract(st_makevalid(m.geom, 'method=structure'), st_dimension(m.geom) + 1) else m.geom end
from faults f
where m.ctid = f.at;
drop table faults
