-- A part of a building (a tower's spire) hangs on the building that the source names. $1 source
update elements part set parent_id = whole.id
from decided_elements d, elements whole
where d.parent_source_id is not null and d.state <> 'unchanged'
  and part.county_code = d.county_code and part.source collate "C" = $1 and part.source_id collate "C" = d.source_id collate "C"
  and whole.county_code = d.county_code and whole.source collate "C" = $1 and whole.source_id collate "C" = d.parent_source_id collate "C"
  and part.parent_id is distinct from whole.id
