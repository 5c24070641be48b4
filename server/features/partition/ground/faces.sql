-- The finest faces: blocks with the cuts that split them, noded once more. Edges come with the best line under them.
-- $1 communities, $2 plan, $3 kinds of lines, $4 kinds of ground with a grid of its own, $5 noding grid in degrees, $6 edges and cuts as WKB, $7 classes of lines, best first.
with noded as materialized (
  select (st_dump(st_unaryunion(st_collect(st_geomfromwkb(line, 4326)), $5::float8))).geom from unnest($6::bytea[]) as line
), faces as materialized (
  select f.geom, st_pointonsurface(f.geom) as spot from (select (st_dump(st_polygonize(geom))).geom from noded) as f
)
select null as community, st_asbinary(n.geom) as shape, null::float8[] as buildings, l.class as kind, l.name as name, null as grid, null::bigint as ground
from noded n
left join lateral (
  select k.becomes as class, f.name
  from (select st_lineinterpolatepoint(n.geom, 0.5) as middle) as m
  join ground_features f on f.geom && st_expand(m.middle, 10 * $5::float8) and f.theme <> 'landuse'
  join jsonb_to_recordset($3::jsonb) as k (theme text, class text, becomes text) on k.theme = f.theme and k.class = f.class
  where st_dwithin(case when geometrytype(f.geom) like '%POLYGON' then st_boundary(f.geom) else f.geom end, m.middle, 10 * $5::float8)
  order by array_position($7::text[], k.becomes), f.name desc, f.id limit 1
) as l on true
union all
select c.code, st_asbinary(f.geom), held.buildings, own.class, own.name, g.code, own.id
from faces f
join regions c on c.code = any ($1::text[]) and c.geom && f.spot and st_contains(c.geom, f.spot)
left join lateral (
  select array_agg(b.id::float8) as buildings from elements b
  where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(f.geom, 3857) and st_contains(f.geom, st_pointonsurface(b.geom))
) as held on true
left join lateral (
  select p.code from border_plan_grids p
  where p.plan_id = $2::uuid and p.kind <> 'micro' and p.geom && f.spot and st_contains(p.geom, f.spot) limit 1
) as g on true
left join lateral (
  select w.id, w.class, w.name
  from ground_features w
  join jsonb_to_recordset($4::jsonb) as k (class text, "squareMeters" float8) on k.class = w.class
  where w.theme = 'landuse' and w.geom && f.spot and st_contains(w.geom, f.spot) and st_area(w.geom::geography) >= k."squareMeters"
  order by w.id limit 1
) as own on true
