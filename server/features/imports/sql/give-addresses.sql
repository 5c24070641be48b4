-- An address point inside a building without an address gives it its own; the lowest row wins.
update mapped b set address = found.address
from (
  select distinct on (b.ctid) b.ctid as at, p.address
  from mapped p join mapped b on b.geom && p.geom and st_intersects(b.geom, p.geom)
  where p.target = 'address' and p.address is not null
    and b.target = 'element' and b.kind = 'building' and b.category <> 'building_part' and b.address is null and b.reason is null
  order by b.ctid, p.row_no
) as found
where b.ctid = found.at
