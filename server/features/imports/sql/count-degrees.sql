-- How many positions of the layers $1 are within ±180/±90 in the projected system $2, that is within 200 m of its origin:
-- those are degrees. $3 whether the shapes have been brought to degrees already (GDAL did it while reading).
select count(*) filter (where is_degrees) as degrees, count(*) as shapes, min(row_no) filter (where is_degrees) as first_row,
       (array_agg(round(st_x(at)::numeric, 6)::float8 order by row_no) filter (where is_degrees))[1] as x,
       (array_agg(round(st_y(at)::numeric, 6)::float8 order by row_no) filter (where is_degrees))[1] as y
from (
  select row_no, at, abs(st_x(at)) <= 180 and abs(st_y(at)) <= 90 as is_degrees
  from mapped cross join lateral (select st_setsrid(st_makepoint(st_xmin(geom), st_ymin(geom)), 4326) as corner) c
  cross join lateral (select case when $3 then position_before(corner, $2) else corner end as at) p
  where file_no = $1 and geom is not null and not st_isempty(geom)
) as boxes
