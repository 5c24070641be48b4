-- $1 parent code or null, $2 LIKE pattern or null, $3 limit
with named as (
  -- With a pattern: every region and grid under the parent that matches. Without: the parent's children, or the tops.
  select r.code, r.level, r.name, r.parent_code, r.is_local_code, r.population, r.geom
  from regions r
  where case when $2::text is not null
             then (r.name ilike $2 or r.code like $2) and ($1::text is null or (r.code >= $1 and r.code < $1 || ':'))
             when $1::text is not null then r.parent_code = $1
             else r.parent_code is null end
  union all
  select g.code, 'grid', g.name, g.community_code, true, null, g.geom
  from grids g
  where $2::text is not null and g.valid_to is null
    and (g.name ilike $2 or g.code like $2) and ($1::text is null or (g.code >= $1 and g.code < $1 || ':'))
), chosen as (
  select * from named order by length(code), code limit $3
)
select c.code, c.level, c.name, c.parent_code, c.is_local_code, c.population,
       (select count(*) from regions child where child.parent_code = c.code)::integer as child_count,
       (select count(*) from grids g where g.valid_to is null and g.community_code >= c.code and g.community_code < c.code || ':')::integer as grid_count,
       case when c.geom is not null then array[st_xmin(c.geom), st_ymin(c.geom), st_xmax(c.geom), st_ymax(c.geom)] end as bbox
from chosen c
order by length(c.code), c.code
