-- A community over all of region $1 (a county, or a street) where no community has a border yet; a county gets a street as well. $2 its name.
with parent as (
  select r.code, r.level, r.geom
  from regions r
  where r.code = $1 and r.level in ('county', 'street') and r.geom is not null
    and not exists (select from regions c where c.level = 'community' and starts_with(c.code, r.code) and c.geom is not null)
), street as (
  insert into regions (code, parent_code, level, name, geom, is_local_code)
  select p.code || to_char(coalesce((select max(right(s.code, 3)::integer) from regions s where s.level = 'street' and s.parent_code = p.code), 0) + 1, 'FM000'), p.code, 'street', $2, p.geom, true
  from parent p where p.level = 'county'
  returning code, geom
), home as (
  select code, geom from street union all select code, geom from parent where level = 'street'
)
insert into regions (code, parent_code, level, name, geom, is_local_code)
select h.code || to_char(coalesce((select max(right(c.code, 3)::integer) from regions c where c.level = 'community' and c.parent_code = h.code), 0) + 1, 'FM000'), h.code, 'community', $2, h.geom, true
from home h
returning code, name
