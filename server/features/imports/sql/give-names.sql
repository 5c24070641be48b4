-- A label point that shares a building's id gives it its name.
update mapped b set name = p.name
from mapped p
where p.target = 'name' and p.name is not null and p.reason is null
  and b.target = 'element' and b.name is null and b.source_id = p.source_id
