-- $1 plan, $2 rows as JSON, $3 their shapes (WKB) in the same order. A grid is changed where it
-- differs from today's: a vertex that a neighbour brought to a straight piece of border is no change.
insert into border_plan_grids as g (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
select $1::uuid, r.code, r.community_code, r.kind, r.parent_code, r.name, s.geom, r.base_id, r.is_new,
       t.id is null or (r.name, r.kind, r.parent_code) is distinct from (left(coalesce(nullif(t.name, ''), t.code), 80), t.kind, t.parent_code) 
         or case when st_isvalid(s.geom) and st_isvalid(t.geom) then not is_same_ground(s.geom, t.geom) else not st_orderingequals(s.geom, st_forcepolygonccw(t.geom)) end,
       r.predecessors, r.households, r.buildings, r.places
from rows from (
  jsonb_to_recordset($2::jsonb) as (code text, community_code text, kind text, parent_code text, name text, base_id bigint, is_new boolean, predecessors text[], households integer, buildings integer, places integer),
  unnest($3::bytea[])
) with ordinality as r (code, community_code, kind, parent_code, name, base_id, is_new, predecessors, households, buildings, places, shape, n)
cross join lateral (select st_setsrid(st_geomfromwkb(r.shape), 4326) as geom) as s
left join grids t on t.id = r.base_id
on conflict (plan_id, code) do update set
  kind = excluded.kind, parent_code = excluded.parent_code, name = excluded.name, geom = excluded.geom, base_id = excluded.base_id, is_new = excluded.is_new,
  is_changed = excluded.is_changed, predecessors = excluded.predecessors, households = excluded.households, buildings = excluded.buildings, places = excluded.places
