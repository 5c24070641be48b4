-- What lies in a micro-grid, by where it stands: the place of every element is the grid around it. People by the rights of who asks.
create function micro_grid_contents(holder text, ground geometry, out buildings integer, out places integer, out people integer, out key_persons integer) language sql stable as $$
  select count(*) filter (where e.kind = 'building')::integer, count(*) filter (where e.kind = 'place')::integer, count(*) filter (where e.kind = 'person')::integer,
         (select count(distinct s.element_id)::integer from key_person_spots s
          where s.county_code = left(holder, 6) and s.place_code = holder and st_intersects(st_transform(ground, 3857), s.geom_3857))
  from elements e
  where e.county_code = left(holder, 6) and e.place_code = holder and e.kind in ('building', 'place', 'person') and e.valid_to is null
    and st_intersects(ground, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end)
$$;

-- As before, and micro-grids end with the figures of their own ground.
create or replace function write_adopted_grids(wanted uuid, moment timestamptz) returns void language plpgsql as $$
begin
  update grids g
  set valid_to = moment, ended_by = wanted, successors = e.successors, version = g.version + 1,
      attrs = g.attrs || jsonb_build_object('counts', case
        when g.kind = 'micro' then (select jsonb_build_object('building', c.buildings, 'place', c.places, 'person', c.people, 'key_person', c.key_persons) from micro_grid_contents(g.parent_code, g.geom) as c)
        else coalesce((select jsonb_object_agg(c.kind, c.count) from (select kind, sum(count) as count from element_counts where place_code = g.code group by kind) as c), '{}') end)
  from adoption_ended e where e.id = g.id;
  insert into grids (code, kind, community_code, name, geom, predecessors, attrs, valid_from, begun_by, parent_code)
  select code, kind, community_code, name, geom, predecessors, attrs, moment, wanted, parent_code from adoption_grids where is_changed order by code;
  update grids g set geom = a.geom, version = g.version + 1
  from adoption_grids a where a.base_id = g.id and not a.is_changed and a.has_other_vertices;
  perform share_border_vertices(array(select code from adoption_grids where is_changed or has_other_vertices));
end
$$;

-- Numbers of a community that no grid ever had and the plan has not taken: those after its last one first, then those left below.
create function free_grid_numbers(community text, plan uuid) returns table (number integer, nth bigint) language sql stable as $$
  with taken as materialized (
    select right(g.code, 3)::integer as number from grids g where g.code >= community and g.code < community || ':'
    union
    select right(b.code, 3)::integer from border_plan_grids b where b.plan_id = plan and b.code >= community and b.code < community || ':'
  ), highest as (
    select coalesce(max(taken.number), 0) as number from taken
  )
  select n, row_number() over (order by n < h.number, n)
  from generate_series(1, 999) as n cross join highest h where n not in (select taken.number from taken)
$$;

-- Drafts from before: their micro-grids are counted, and a grid that only got a vertex from its neighbour is not a changed one.
update border_plan_grids b set buildings = c.buildings, places = c.places
from border_plans p, grids t cross join lateral micro_grid_contents(t.parent_code, t.geom) as c
where p.id = b.plan_id and p.status not in ('adopted', 'discarded') and t.id = b.base_id and t.kind = 'micro' and not b.is_changed;
update border_plan_grids b set is_changed = false
from border_plans p, grids t
where p.id = b.plan_id and p.status not in ('adopted', 'discarded') and t.id = b.base_id and b.is_changed and not b.is_new
  and (b.name, b.kind, b.parent_code) is not distinct from (left(coalesce(nullif(t.name, ''), t.code), 80), t.kind, t.parent_code)
  and case when st_isvalid(b.geom) and st_isvalid(t.geom) then is_same_ground(b.geom, t.geom) else false end;

-- Today's grids that a plan changes or ends; of an adopted plan those that it ended. What others began since is theirs, unless
-- the plan changes the same grid.
create function replaced_grids(wanted uuid) returns setof grids language sql stable as $$
  select g.* from border_plans p join grids g on g.code >= p.scope_code and g.code < p.scope_code || ':'
  where p.id = wanted
    and case when p.status = 'adopted' then g.ended_by = p.id
             else g.valid_to is null and not exists (select from border_plan_grids b where b.plan_id = p.id and b.base_id = g.id and not b.is_changed)
               and (g.valid_from <= p.based_at or exists (select from border_plan_grids b where b.plan_id = p.id and b.code = g.code and b.is_changed)) end
$$;
