-- Grids that come into a plan from elsewhere get the vertices that their neighbours there have on a common border, and give theirs.
create function share_plan_vertices(wanted uuid, codes text[]) returns void language plpgsql as $$
begin
  perform give_plan_vertices(wanted, array(select code from border_plan_grids where plan_id = wanted and code <> all (codes)), codes);
  perform give_plan_vertices(wanted, codes, null);
end
$$;
-- Takers (null: all others) get the vertices of givers that lie on their border, within a tenth of a millimetre.
create function give_plan_vertices(wanted uuid, givers text[], takers text[]) returns void language sql as $$
  with pairs as materialized (
    select t.code as taker, t.geom, g.code as giver
    from border_plan_grids t join border_plan_grids g on g.plan_id = wanted and g.code = any (givers) and g.geom && t.geom and g.code <> t.code
    where t.plan_id = wanted and (takers is null or t.code = any (takers))
  ), vertices as materialized (
    select distinct p.code, st_x(d.geom) as x, st_y(d.geom) as y, d.geom
    from (select taker as code from pairs union select giver from pairs) as p
    join border_plan_grids b on b.plan_id = wanted and b.code = p.code cross join lateral st_dumppoints(b.geom) as d
  ), brought as (
    select p.taker, p.geom, st_collect(v.geom) as points
    from pairs p join vertices v on v.code = p.giver and v.geom && st_expand(p.geom, 1e-9)
    left join vertices own on own.code = p.taker and own.x = v.x and own.y = v.y
    where own.code is null and st_dwithin(st_boundary(p.geom), v.geom, 1e-9)
    group by p.taker, p.geom
  )
  update border_plan_grids b set geom = st_snap(b.geom, r.points, 1e-9) from brought r where b.plan_id = wanted and b.code = r.taker
$$;
