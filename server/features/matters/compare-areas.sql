-- $1 codes of areas with cases, $2 their cases, $3 region or grid code, or '', $4 a shape or null
with area_cases as materialized (
  select * from unnest($1::text[], $2::integer[]) as given (code, cases)
), layer as (
  -- Grids where the ground has them, else communities.
  select case when exists (select from area_cases where length(code) = 15) then 'grids' else 'regions' end as name
), cells as materialized (
  select b.code, coalesce(a.cases, 0) as cases
  from border_shapes b
  left join area_cases a on a.code = b.code
  where b.layer = (select name from layer) and b.band = 13 and length(b.code) = case when b.layer = 'grids' then 15 else 12 end
    and b.code >= $3 and b.code < $3 || ':'
    and b.code >= (select session_place_from()) and b.code < (select session_place_until())
    and ($4::geometry is null or st_intersects(b.geom, (select st_transform($4::geometry, 3857))))
    and left(b.code, 6) in (select left(code, 6) from area_cases)
), neighbourhoods as (
  select c.code, c.cases, c.cases + coalesce(sum(near.cases), 0)::integer as sum, 1 + count(near.code)::integer as size
  from cells c
  left join border_neighbours n on n.layer = (select name from layer) and n.code = c.code
  left join cells near on near.code = n.neighbour
  group by c.code, c.cases
)
select coalesce(json_agg(json_build_array(code, cases, sum, size) order by code), '[]') as cells from neighbourhoods
