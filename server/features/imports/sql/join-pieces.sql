-- Pieces of one thing, cut at tile edges, share its id: they become one again. The largest piece gives the columns. Answers how many
-- rows fewer there are.
with repeated as (
  select target, kind, source_id, max(st_dimension(geom)) as dimension
  from mapped where target in ('element', 'ground') and reason is null
  group by target, kind, source_id having count(*) > 1
), taken as (
  delete from mapped m using repeated r
  where m.target = r.target and m.kind = r.kind and m.source_id = r.source_id and m.reason is null
  returning m as piece, st_dimension(m.geom) = r.dimension as is_whole, r.dimension
), whole as (
  select min((piece).row_no) as first_row,
         (array_agg(piece order by is_whole desc, st_area((piece).geom) + st_length((piece).geom) desc, (piece).row_no))[1] as largest,
         case dimension when 2 then st_union((piece).geom) filter (where is_whole)
                        when 1 then st_linemerge(st_union((piece).geom) filter (where is_whole))
                        else (array_agg((piece).geom order by (piece).row_no))[1] end as shape
  from taken
  group by (piece).target, (piece).kind, (piece).source_id, dimension
), added as (
  insert into mapped
  select (largest).file_no, first_row, (largest).target, (largest).layer, (largest).kind, (largest).category, (largest).source_id,
         (largest).parent_source_id, (largest).code, (largest).name, (largest).address, (largest).rank, (largest).is_walkable, (largest).floors,
         (largest).basement_floors, (largest).height_meters, (largest).min_height_meters, (largest).built_year, (largest).population,
         (largest).attrs, shape, (largest).reason, (largest).county_code
  from whole
  returning file_no
)
select file_no as layer, sum(pieces)::integer as joined
from (select (piece).file_no, 1 as pieces from taken union all select file_no, -1 from added) as moved
group by file_no
