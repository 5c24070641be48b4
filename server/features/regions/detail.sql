-- $1 region code
with wanted as (
  select * from regions where code = $1
), counted as (
  -- Row-level security leaves out what the reader may not count.
  select c.kind, sum(c.count)::integer as count
  from element_counts c join element_kinds k on k.kind = c.kind
  where c.place_code >= $1 and c.place_code < $1 || ':'
  group by c.kind having sum(c.count) > 0
)
select r.code, r.level, r.name, r.parent_code, r.is_local_code, r.population,
       (select count(*) from regions child where child.parent_code = r.code)::integer as child_count,
       (select count(*) from grids g where g.valid_to is null and g.community_code >= r.code and g.community_code < r.code || ':')::integer as grid_count,
       case when r.geom is not null then array[st_xmin(r.geom), st_ymin(r.geom), st_xmax(r.geom), st_ymax(r.geom)] end as bbox,
       st_asgeojson(r.geom, 7)::jsonb as geometry,
       region_chain(r.code) as chain,
       people_in_charge(null, null, r.code) as in_charge,
       coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'count', c.count) order by c.kind)
                 from counted c where may_tell_count(c.kind, c.count)), '[]') as element_counts
from wanted r
