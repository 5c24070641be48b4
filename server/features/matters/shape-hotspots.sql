-- $1 rows {id, points: [[lng, lat], …]}, $2 codes of areas, $3 layer of their shapes
with clusters as (
  select c.id, st_buffer(st_convexhull(st_collect(st_setsrid(st_makepoint((p.xy ->> 0)::float8, (p.xy ->> 1)::float8), 4326)))::geography, 40, 'quad_segs=4')::geometry as geom
  from jsonb_to_recordset($1::jsonb) as c (id integer, points jsonb), jsonb_array_elements(c.points) as p (xy)
  group by c.id
), areas as (
  select b.code, coalesce(g.name, r.name, b.code) as name, st_transform(b.geom, 4326) as geom
  from border_shapes b
  left join grids g on b.layer = 'grids' and g.code = b.code and g.valid_to is null
  left join regions r on b.layer = 'regions' and r.code = b.code
  where b.layer = $3 and b.band = 13 and b.code = any ($2)
)
select (select coalesce(json_object_agg(id, st_asgeojson(geom, 6)::json), '{}') from clusters) as clusters,
       (select coalesce(json_object_agg(code, json_build_object('name', name, 'geometry', st_asgeojson(geom, 6)::json)), '{}') from areas) as areas
