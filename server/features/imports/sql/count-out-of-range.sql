-- How many shapes lie outside the world, and the first of them.
select count(*) filter (where is_out) as outside, count(*) as shapes, min(row_no) filter (where is_out) as first_row,
       (array_agg(x order by row_no) filter (where is_out))[1] as x, (array_agg(y order by row_no) filter (where is_out))[1] as y,
       coalesce(bool_and(abs(x) <= 90 and abs(y) <= 180) filter (where is_out), false) as looks_swapped
from (
  select row_no, st_xmin(geom) as x, st_ymin(geom) as y,
         not (st_xmin(geom) >= -180 and st_xmax(geom) <= 180 and st_ymin(geom) >= -90 and st_ymax(geom) <= 90) as is_out
  from mapped where file_no = $1 and geom is not null and not st_isempty(geom)
) as boxes
