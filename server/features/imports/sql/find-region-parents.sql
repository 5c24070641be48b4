-- Boundaries do not name their parent: it is the smallest higher region that holds the inner point.
with levels (level, height) as (values ('province', 1), ('prefecture', 2), ('county', 3), ('street', 4), ('community', 5))
update mapped child set parent_source_id = (
  select p.source_id
  from mapped p join levels pl on pl.level = p.kind
  where p.target in ('region', 'region_above') and p.reason is null
    and pl.height < (select height from levels where level = child.kind)
    and p.geom && child.geom and st_intersects(p.geom, st_pointonsurface(child.geom))
  order by pl.height desc limit 1)
where child.target = 'region' and child.reason is null and child.parent_source_id is null and child.code is null
