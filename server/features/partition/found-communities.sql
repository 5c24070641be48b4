-- Communities over all of region $1 that has none with a border: a street gets one of the name $2, a county one in each
-- of its streets, named as the street; where no street has a border, one over the county, with a street for it. A street
-- that has communities keeps those alone.
with wanted as (
  select r.code, r.level, r.geom from regions r where r.code = $1 and r.level in ('county', 'street') and r.geom is not null
), known as (
  select s.code, s.name, s.geom from wanted w join regions s on s.level = 'street' and s.parent_code = w.code and s.geom is not null
  where w.level = 'county'
), made as (
  insert into regions (code, parent_code, level, name, geom, is_local_code)
  select w.code || to_char(coalesce((select max(right(s.code, 3)::integer) from regions s where s.level = 'street' and s.parent_code = w.code), 0) + 1, 'FM000'), w.code, 'street', $2, w.geom, true
  from wanted w
  where w.level = 'county' and not exists (select from known)
    and not exists (select from regions c where c.level = 'community' and starts_with(c.code, w.code) and c.geom is not null)
  returning code, name, geom
), homes as (
  select code, name, geom from made union all select code, name, geom from known union all select code, $2, geom from wanted where level = 'street'
)
insert into regions (code, parent_code, level, name, geom, is_local_code)
select h.code || to_char(coalesce((select max(right(c.code, 3)::integer) from regions c where c.level = 'community' and c.parent_code = h.code), 0) + 1, 'FM000'), h.code, 'community', h.name, h.geom, true
from homes h
where not exists (select from regions c where c.level = 'community' and starts_with(c.code, h.code) and c.geom is not null)
returning code, name
