-- A street's code begins with its county's: where the source has no county between, its parent counts as one, too.
with bare as (
  select distinct p.file_no, p.row_no, p.source_id, p.name, p.geom
  from mapped c join mapped p on p.source_id = c.parent_source_id and p.target in ('region', 'region_above')
  where c.target = 'region' and c.kind in ('street', 'community') and c.reason is null and p.kind in ('province', 'prefecture')
), added as (
  insert into mapped (file_no, row_no, target, layer, kind, source_id, parent_source_id, name, geom)
  select file_no, row_no, 'region_above', 'county', 'county', source_id || '#county', source_id, name, geom from bare
  returning parent_source_id, source_id
)
select count(*) from added
