-- A part of a building (a tower's spire) hangs on the building that the source names. $1 source
update elements part set parent_id = whole.id
from decided_elements d, elements whole
where d.parent_source_id is not null and d.state <> 'unchanged'
  and part.county_code = d.county_code and part.source = $1 and part.source_id = d.source_id
  and whole.county_code = d.county_code and whole.source = $1 and whole.source_id = d.parent_source_id
  and part.parent_id is distinct from whole.id
