-- The shapes near those that changed are looked up by one box around them in the index: a comparison of each with each took
-- a quarter of a second for a street, and an adoption asks for every street that it touches.
create or replace function find_border_neighbours(shape_layer text, codes text[]) returns void language sql as $$
  delete from border_neighbours where layer = shape_layer and (code = any (codes) or neighbour = any (codes));
  insert into border_neighbours (layer, code, neighbour)
  with near as materialized (
    select s.code, s.geom from border_shapes s
    where s.layer = shape_layer and s.band = 13
      and s.geom && (select st_expand(st_extent(f.geom)::geometry, 0.01) from border_shapes f where f.layer = shape_layer and f.band = 13 and f.code = any (codes))
  ), vertices as materialized (
    select distinct near.code, round(st_x(d.geom)::numeric, 2) as x, round(st_y(d.geom)::numeric, 2) as y, near.code = any (codes) as is_fresh
    from near cross join lateral st_dumppoints(near.geom) as d
  )
  select distinct shape_layer, a.code, b.code
  from vertices a join vertices b on a.x = b.x and a.y = b.y and a.code <> b.code and length(a.code) = length(b.code)
  where a.is_fresh or b.is_fresh
$$;
