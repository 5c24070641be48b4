-- $1 region code
with wanted as (
  select * from regions where code = $1
), counted as (
  -- Row-level security leaves out what the reader may not count.
  select c.kind, sum(c.count)::integer as count
  from element_counts c join element_kinds k on k.kind = c.kind
  where c.place_code >= $1 and c.place_code < $1 || ':'
  group by c.kind having sum(c.count) > 0
), below as (
  -- Parts that have a figure, the highest of each way down, and ends without any.
  select r.code, r.population, r.source, r.attrs ->> 'population_year' as year
  from regions r
  where r.code > $1 and r.code < $1 || ':' and (select population is null from wanted)
    and not exists (select from regions p where p.code <> r.code and p.code > $1 and p.code < $1 || ':' and starts_with(r.code, p.code) and p.population is not null)
    and (r.population is not null or not exists (select from regions child where child.parent_code = r.code))
), parts as (
  -- A sum of some parts, or of figures of several years or sources, would be no figure of the whole.
  select sum(population)::integer as people, count(*)::integer as parts
  from below having count(*) > 0 and bool_and(population is not null) and count(distinct (source, year)) = 1
)
select r.code, r.level, r.name, r.parent_code, r.is_local_code, r.population, (select jsonb_build_object('people', people, 'parts', parts) from parts) as population_of_parts,
       (select count(*) from regions child where child.parent_code = r.code)::integer as child_count,
       (select count(*) from grids g where g.valid_to is null and g.community_code >= r.code and g.community_code < r.code || ':')::integer as grid_count,
       case when r.geom is not null then array[st_xmin(r.geom), st_ymin(r.geom), st_xmax(r.geom), st_ymax(r.geom)] end as bbox,
       st_asgeojson(r.geom, 7)::jsonb as geometry,
       region_chain(r.code) as chain,
       people_in_charge(null, null, r.code) as in_charge,
       coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'count', c.count) order by c.kind)
                 from counted c where may_tell_count(c.kind, c.count)), '[]') as element_counts
from wanted r
