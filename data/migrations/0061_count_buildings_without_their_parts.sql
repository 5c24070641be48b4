-- A part of a building (building:part of OpenStreetMap) stands within a building that counts already: grids and plans count
-- the whole ones, as the estimate of households does.

create or replace function micro_grid_contents(holder text, ground geometry, out buildings integer, out places integer, out people integer, out key_persons integer) returns record language sql stable as $$
  select count(*) filter (where e.kind = 'building' and e.category <> 'building_part')::integer, count(*) filter (where e.kind = 'place')::integer, count(*) filter (where e.kind = 'person')::integer,
         (select count(distinct s.element_id)::integer from key_person_spots s
          where s.county_code = left(holder, 6) and s.place_code = holder and st_intersects(st_transform(ground, 3857), s.geom_3857))
  from elements e
  where e.county_code = left(holder, 6) and e.place_code = holder and e.kind in ('building', 'place', 'person') and e.valid_to is null
    and st_intersects(ground, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end)
$$;

create or replace function write_adopted_grids(wanted uuid, moment timestamp with time zone) returns void language plpgsql as $$
begin
  update grids g
  set valid_to = moment, ended_by = wanted, successors = e.successors, version = g.version + 1,
      attrs = g.attrs || jsonb_build_object('counts', case
        when g.kind = 'micro' then (select jsonb_build_object('building', c.buildings, 'place', c.places, 'person', c.people, 'key_person', c.key_persons) from micro_grid_contents(g.parent_code, g.geom) as c)
        else coalesce((select jsonb_object_agg(c.kind, c.count) from (select kind, sum(count) as count from element_counts where place_code = g.code and (kind <> 'building' or category <> 'building_part') group by kind) as c), '{}') end)
  from adoption_ended e where e.id = g.id;
  insert into grids (code, kind, community_code, name, geom, predecessors, attrs, valid_from, begun_by, parent_code)
  select code, kind, community_code, name, geom, predecessors, attrs, moment, wanted, parent_code from adoption_grids where is_changed order by code;
  update grids g set geom = a.geom, version = g.version + 1
  from adoption_grids a where a.base_id = g.id and not a.is_changed and a.has_other_vertices;
  perform share_border_vertices(array(select code from adoption_grids where is_changed or has_other_vertices));
end
$$;

-- What plans and ended grids were said to hold.
update border_plan_grids b set buildings = greatest(b.buildings - n.parts, 0)
from (
  select g.plan_id, g.code, count(*)::integer as parts
  from border_plan_grids g join elements e on e.kind = 'building' and e.category = 'building_part' and e.valid_to is null and e.geom && g.geom and st_intersects(g.geom, st_pointonsurface(e.geom))
  group by 1, 2
) as n where b.plan_id = n.plan_id and b.code = n.code;

update grids b set attrs = jsonb_set(b.attrs, '{counts,building}', to_jsonb(greatest((b.attrs -> 'counts' ->> 'building')::integer - n.parts, 0)))
from (
  select g.id, count(*)::integer as parts
  from grids g join elements e on e.kind = 'building' and e.category = 'building_part' and e.valid_to is null and e.geom && g.geom and st_intersects(g.geom, st_pointonsurface(e.geom))
  where g.attrs -> 'counts' ? 'building'
  group by 1
) as n where b.id = n.id;
