-- Pieces of one thing, cut at tile edges, share its id: they become one again. The largest piece gives the columns.
with repeated as (
  select target, kind, source_id, max(st_dimension(geom)) as dimension
  from mapped where target in ('element', 'ground') and reason is null
  group by target, kind, source_id having count(*) > 1
), taken as (
  delete from mapped m using repeated r
  where m.target = r.target and m.kind = r.kind and m.source_id = r.source_id and m.reason is null
  returning m.*, r.dimension as whole_dimension
), whole as (
  select target, kind, source_id, min(row_no) as first_row,
         case whole_dimension when 2 then st_union(geom) when 1 then st_linemerge(st_union(geom)) else (array_agg(geom order by row_no))[1] end as shape
  from taken where st_dimension(geom) = whole_dimension
  group by target, kind, source_id, whole_dimension
), largest as (
  select distinct on (target, kind, source_id) *
  from taken order by target, kind, source_id, st_dimension(geom) desc, st_area(geom) + st_length(geom) desc, row_no
), put_back as (
  insert into mapped
  select l.file_no, w.first_row, l.target, l.layer, l.kind, l.category, l.source_id, l.parent_source_id, l.code, l.name, l.address, l.rank,
         l.is_walkable, l.floors, l.basement_floors, l.height_meters, l.min_height_meters, l.built_year, l.population, l.attrs, w.shape,
         l.reason, l.county_code
  from largest l join whole w using (target, kind, source_id)
  returning 1
)
select (select count(*) from taken) - (select count(*) from put_back) as joined
