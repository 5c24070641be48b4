-- What PostGIS says of grids: validity, buildings on a border, roads and rivers through them, the worker's way.
-- $1 plan, $2 whether its grids are judged as they stand, else the given ones: $3 codes, $4 kinds, $5 communities,
-- $6 for micro-grids the grids that hold them, $7 shapes (WKB)
-- $8 square metres of a footprint that may lie over a border, $9 share of a grid that counts as a part of it,
-- $10 rank of the least important main road, $11 metres that are far for a worker
with given as (
  select code, kind, community_code, parent_code, geom from border_plan_grids where $2 and plan_id = $1
  union all
  select code, kind, community_code, parent_code, st_setsrid(st_geomfromwkb(shape), 4326)
  from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[]) as asked (code, kind, community_code, parent_code, shape) where not $2
), judged as materialized (
  select *, st_transform(geom, 3857) as geom_3857 from given where st_isvalid(geom)
), on_border as (
  select j.code, j.kind, j.community_code, j.parent_code, j.geom, b.county_code, b.id, case when st_isvalid(b.geom) then b.geom else st_makevalid(b.geom) end as footprint
  from judged j join elements b on b.geom_3857 && j.geom_3857 and b.kind = 'building' and b.category <> 'building_part' and b.valid_to is null
  where geometrytype(b.geom) <> 'POINT' and st_intersects(j.geom, b.geom) and not st_covers(j.geom, b.geom)
), held as (
  select o.county_code, o.id, o.community_code, o.code, o.footprint, p.part, st_area(p.part::geography) as square_meters
  from on_border o cross join lateral (select st_intersection(o.geom, o.footprint) as part) as p
  where o.kind <> 'micro'
), cut as (
  select (array_agg(footprint))[1] as footprint, array_agg(code order by code) as codes, (array_agg(part order by square_meters))[1] as part, min(square_meters) as square_meters
  from held where square_meters > $8
  group by county_code, id, community_code having count(*) > 1
), nested as (
  -- Of a footprint on a micro-grid's border: what lies within it, and what is left in the grid around it.
  select o.code, o.parent_code, o.footprint, st_intersection(o.geom, o.footprint) as inside, st_difference(st_intersection(coalesce(g.geom, h.geom), o.footprint), o.geom) as outside
  from on_border o
  left join judged g on g.code = o.parent_code
  left join border_plan_grids h on g.code is null and h.plan_id = $1 and h.code = o.parent_code
  where o.kind = 'micro'
), cut_by_micro as (
  select n.code, n.parent_code, n.footprint, case when n.outside_meters < n.inside_meters then n.outside else n.inside end as part, least(n.inside_meters, n.outside_meters) as square_meters
  from (select *, st_area(inside::geography) as inside_meters, st_area(outside::geography) as outside_meters from nested) as n
  where n.inside_meters > $8 and n.outside_meters > $8
), barriers as (
  select j.code, j.geom, case f.theme when 'water' then 'crosses-river' else 'crosses-road' end as kind, st_union(f.geom) as shape
  from judged j join ground_features f on f.geom && j.geom and st_intersects(f.geom, j.geom)
  where j.kind = 'base' and ((f.theme = 'road' and f.rank <= $10) or (f.theme = 'railway' and f.class = 'rail') or (f.theme = 'water' and f.class in ('river', 'canal')))
  group by j.code, j.geom, 3
), crossed as (
  -- A street along the border leaves the grid whole; one that crosses leaves two parts, each too large to be a remnant.
  select b.code, b.kind, st_intersection(b.geom, b.shape) as inside
  from barriers b
  where (select count(*) from st_dump(st_difference(b.geom, st_buffer(b.shape, 1e-5))) as parts where st_area(parts.geom) >= $9 * st_area(b.geom)) > 1
), posts as materialized (
  -- Where a worker begins: at the post in the grid, else in its middle.
  select j.code, j.geom, j.geom_3857, p.spot is not null as has_post, coalesce(p.spot, st_centroid(j.geom)) as post
  from judged j
  left join lateral (
    select st_centroid(e.geom) as spot from elements e
    where e.geom_3857 && j.geom_3857 and e.kind = 'worker_post' and e.category = 'grid_post' and e.valid_to is null and st_intersects(j.geom, e.geom)
    order by e.code limit 1
  ) as p on true
  where j.kind = 'base'
), far as (
  select p.code, b.spot, b.meters
  from posts p cross join lateral (
    select st_centroid(b.geom) as spot, st_distance(p.post::geography, st_centroid(b.geom)::geography) as meters
    from elements b where b.geom_3857 && p.geom_3857 and b.kind = 'building' and b.valid_to is null and st_intersects(p.geom, st_pointonsurface(b.geom))
    order by 2 desc limit 1
  ) as b
  -- Most grids are smaller than that altogether.
  where st_maxdistance(st_transform(p.post, 3857), p.geom_3857) * cos(radians(st_y(p.post))) > $11 and b.meters > $11
    -- New ground, of which no worker has any part yet, is far for nobody.
    and (p.has_post or exists (
      select from grids t join duties d on d.scope = 'grid' and d.valid_to is null and d.role = 'grid_worker' and d.area_code = t.code
      where t.valid_to is null and t.geom && p.geom and st_intersects(t.geom, p.geom) and not st_touches(t.geom, p.geom)))
), problems as (
  select 'not-valid' as kind, array[g.code] as codes, d.location as place, null::geometry as shape, null::double precision as measure, d.reason
  from given g cross join lateral st_isvaliddetail(g.geom) as d where not d.valid
  union all
  select 'building-cut', codes, st_pointonsurface(part), footprint, square_meters, null from cut
  union all
  select 'building-cut', array[parent_code, code], st_pointonsurface(part), footprint, square_meters, null from cut_by_micro
  union all
  select kind, array[code], st_pointonsurface(inside), inside,
         case st_dimension(inside) when 2 then st_perimeter(inside::geography) / 2 else st_length(inside::geography) end, null from crossed
  union all
  select 'far-for-worker', array[code], spot, null, meters, null from far
)
select kind, codes, st_x(place) as lng, st_y(place) as lat, st_asgeojson(shape, 15)::json as geometry, measure, reason
from problems order by kind, codes, lng, lat
