-- What hangs on the grids follows an adoption (see 0044): one statement each, for what truly moves.

-- The elements that come to lie in another grid, as adoption_moves. Whatever stands at one point goes the same way, so the
-- point in polygon is asked once for each.
create function find_adoption_moves(scope text) returns void language plpgsql set client_min_messages = warning as $$
declare
  county text := left(scope, 6);
  places text[] := array(select code from adoption_ended where kind <> 'micro');
  -- Ground that had no grid before, if there is any.
  fresh geometry := (select st_collect(geom) from adoption_grids where is_changed and kind <> 'micro' and predecessors = '{}');
begin
  create temporary table adoption_moves on commit drop as
  with candidates as materialized (
    select e.id, e.code, e.kind, e.category, e.place_code, e.grid_code, e.geom_3857, e.valid_to is null as is_current,
           case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot
    from elements e
    where e.county_code = county and e.place_code = any (places)
    union all
    select e.id, e.code, e.kind, e.category, e.place_code, e.grid_code, e.geom_3857, e.valid_to is null,
           case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end
    from elements e
    where fresh is not null and e.county_code = county and e.grid_code is null and e.geom && fresh
  ), spots as materialized (
    select distinct spot from candidates order by spot
  ), placed as materialized (
    select s.spot, place.code, place.community_code from spots s
    cross join lateral (
      select g.code, g.community_code from grids g
      where g.valid_to is null and g.kind <> 'micro' and g.geom && s.spot and st_intersects(g.geom, s.spot)
      order by g.code limit 1
    ) as place
  )
  select c.id, c.code, c.kind, c.category, c.is_current, c.place_code as old_place, p.code as new_place, p.community_code,
         case when c.grid_code is null then coalesce(cell_of(c.geom_3857, 0), -1) else -1 end as cell_x,
         case when c.grid_code is null then coalesce(cell_of(c.geom_3857, 1), -1) else -1 end as cell_y
  from candidates c join placed p on p.spot = c.spot
  where c.grid_code is distinct from p.code;
  analyze adoption_moves;
end
$$;

create function move_elements(county text) returns void language plpgsql as $$
begin
  update elements e set grid_code = m.new_place, community_code = m.community_code, version = e.version + 1, updated_at = now()
  from adoption_moves m where e.county_code = county and e.id = m.id;
end
$$;

-- Counts by place, the key persons' spots, and the households of the grids that are new or changed. Rows in key order, as single writes do.
create function move_counts(county text, codes text[]) returns void language plpgsql as $$
begin
  update key_person_spots s set grid_code = m.new_place, place_code = m.new_place
  from adoption_moves m where m.kind = 'person' and s.county_code = county and s.element_id = m.id;
  insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
  select county, kind, category, place, cell_x, cell_y, sum(delta)
  from (
    select kind, category, new_place as place, -1 as cell_x, -1 as cell_y, 1 as delta from adoption_moves where is_current
    union all
    select kind, category, old_place, cell_x, cell_y, -1 from adoption_moves where is_current
    union all
    select 'key_person', '', new_place, -1, -1, 1 from adoption_moves m where is_current and kind = 'person' and exists (select from key_person_spots s where s.county_code = county and s.element_id = m.id)
    union all
    select 'key_person', '', old_place, cell_x, cell_y, -1 from adoption_moves m where is_current and kind = 'person' and exists (select from key_person_spots s where s.county_code = county and s.element_id = m.id)
  ) as moved
  group by 2, 3, 4, 5, 6 having sum(delta) <> 0 order by 2, 4, 5, 6, 3
  on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  delete from element_counts where count = 0 and place_code in (select old_place from adoption_moves);
  -- As plans count them: by what is known of the houses.
  update grids g
  set households = coalesce((select sum(p.households) from elements e join building_profiles p on p.county_code = e.county_code and p.element_id = e.id
                             where e.county_code = county and e.place_code = g.code and e.kind = 'building' and e.valid_to is null), 0)
  where g.valid_to is null and g.code = any (codes);
end
$$;

-- Search documents: of an element only the place changes; an estate lies where the first of its houses does; grids are written anew.
create function move_search_documents(county text) returns void language plpgsql set gin_pending_list_limit = '16MB' as $$
begin
  update search_documents d set place_code = m.new_place
  from adoption_moves m where d.county_code = county and d.code = m.code and d.kind = m.kind;
  update search_documents d set place_code = e.place_code
  from (
    select 'estate-' || min(b.element_id) as code, min(x.place_code) as place_code
    from building_profiles b join elements x on x.county_code = b.county_code and x.id = b.element_id and x.valid_to is null
    where b.county_code = county and b.estate in (select p.estate from adoption_moves m join building_profiles p on p.county_code = county and p.element_id = m.id where m.kind = 'building' and p.estate <> '')
    group by b.estate
  ) as e
  where d.county_code = county and d.kind = 'estate' and d.code = e.code and d.place_code <> e.place_code;
  delete from search_documents where county_code = county and kind = 'grid' and code in (select code from adoption_ended union all select code from adoption_grids where is_changed);
  perform add_search_documents(county, array(select code from adoption_grids where is_changed));
end
$$;

-- Generalised borders, points and tiles around what changed, street by street so that two ends of a county do not dirty all between.
create function redraw_adopted_grids(county text) returns void language plpgsql as $$
declare
  change record;
begin
  delete from place_points where code in (select code from adoption_ended where not goes_on);
  insert into place_points (code, level, geom)
  select code, 'grid', st_pointonsurface(geom_3857) from grids where valid_to is null and code in (select code from adoption_grids where is_changed)
  on conflict (code) do update set geom = excluded.geom;
  for change in
    select left(community_code, 9) as street, st_transform(st_setsrid(st_extent(geom)::geometry, 4326), 3857) as area
    from (select community_code, geom from adoption_ended union all select community_code, geom from adoption_grids where is_changed or has_other_vertices) as touched
    group by 1 order by 1 loop
    perform refresh_grid_shapes(county, change.area);
    insert into tile_changes (layer, box, counts_box)
    select l.id, case when l.source in ('grid', 'grid_label') or l.kind in (select kind from adoption_moves) then box_around(change.area) else st_geomfromtext('polygon empty', 3857) end, box_around(change.area)
    from tile_layers l where l.source in ('grid', 'grid_label') or l.counts_below_zoom is not null;
  end loop;
end
$$;

-- Where a grid has ended, its people go on with what it became: its one successor, else the one with the most households,
-- and then the duty is marked for somebody to decide.
create function hand_over_duties(wanted uuid, moment timestamptz) returns void language plpgsql as $$
begin
  create temporary table adoption_heirs on commit drop as
  select distinct on (e.code) e.code as old_code, g.code as new_code, cardinality(e.successors) > 1 as is_undecided
  from adoption_ended e join grids g on g.valid_to is null and g.code = any (e.successors)
  where not e.goes_on order by e.code, g.households desc, g.code;
  with ended as (
    update duties d set valid_to = moment
    from adoption_heirs h where d.scope = 'grid' and d.valid_to is null and d.area_code = h.old_code
    returning d.*, h.new_code, h.is_undecided
  )
  insert into duties (county_code, role, holder, phone, user_id, scope, area_code, sort, valid_from, attached_by)
  select county_code, role, holder, phone, user_id, scope, new_code, sort, moment, case when is_undecided then wanted end from ended order by id;
  update duties d set area_code = m.new_place
  from adoption_moves m where m.kind = 'building' and d.scope = 'building' and d.valid_to is null and d.building_id = m.id and d.area_code = m.old_place;
  -- An account that answers for one grid would see nothing any more.
  update users u set jurisdiction = h.new_code from adoption_heirs h where u.jurisdiction = h.old_code;
  drop table adoption_heirs;
end
$$;

create function move_open_events(county text) returns void language plpgsql as $$
begin
  perform place_open_events(county, (select st_setsrid(st_extent(geom)::geometry, 4326) from (
    select geom from adoption_ended union all select geom from adoption_grids where is_changed) as touched));
end
$$;

-- An adopted plan shows its grids by their final codes, each with the row that it became.
create function give_final_codes(wanted uuid) returns void language plpgsql as $$
begin
  with taken as (
    delete from border_plan_grids b where b.plan_id = wanted returning b.*
  )
  insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
  select wanted, a.code, t.community_code, t.kind, a.parent_code, t.name, t.geom, g.id, t.is_new, t.is_changed, a.predecessors, g.households, t.buildings, t.places
  from taken t join adoption_grids a on a.provisional = t.code join grids g on g.code = a.code and g.valid_to is null
  order by a.code;  -- the order lets no row in before all are out
  update border_comments c set grid_code = a.code from adoption_grids a where c.plan_id = wanted and c.grid_code = a.provisional and a.is_new;
end
$$;

-- Makes the plan's grids today's from `moment` on, all or nothing; answers the final code of each new grid. It asks nothing
-- about rights, state, conflicts or faults: its callers have.
create function adopt_border_plan(wanted uuid, moment timestamptz, adopter bigint) returns table (provisional text, final text) language plpgsql
set work_mem = '64MB' as $$
declare
  scope text := (select scope_code from border_plans where id = wanted);
  county text := left(scope, 6);
begin
  perform pg_advisory_xact_lock(hashtext('placing'), hashtext(county));
  perform set_config('getu.bulk', 'on', true);
  perform set_out_adoption(wanted);
  perform write_adopted_grids(wanted, moment);
  perform find_adoption_moves(scope);
  perform move_elements(county);
  perform move_counts(county, array(select code from adoption_grids where is_changed));
  perform move_search_documents(county);
  perform hand_over_duties(wanted, moment);
  perform move_open_events(county);
  perform redraw_adopted_grids(county);
  perform give_final_codes(wanted);
  perform set_config('getu.bulk', '', true);
  update border_plans set status = 'adopted', adopted_at = moment, effective_at = moment, adopter_id = adopter, version = version + 1, updated_at = now() where id = wanted;
  return query select a.provisional, a.code from adoption_grids a where a.is_new order by a.code;
  drop table adoption_grids, adoption_ended, adoption_moves;
end
$$;
revoke execute on function
  share_border_vertices(text[]), give_border_vertices(text[], text[]), set_out_adoption(uuid), link_adoption(), write_adopted_grids(uuid, timestamptz),
  find_adoption_moves(text), move_elements(text), move_counts(text, text[]), move_search_documents(text), redraw_adopted_grids(text),
  hand_over_duties(uuid, timestamptz), move_open_events(text), give_final_codes(uuid), adopt_border_plan(uuid, timestamptz, bigint)
from public;

-- What a request may ask for: the same with the session's rights. The server has asked about conflicts and faults before.
create function lock_border_plan(wanted uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  scope text := (select scope_code from border_plans where id = wanted);
begin
  if session_has_right('borders.adopt') is not true or session_reaches(scope) is not true then
    raise exception 'not this plan' using errcode = 'insufficient_privilege';
  end if;
  perform lock_border_ground(scope);
end
$$;
-- One adoption after the other where grounds overlap; the communities' own borders stand still meanwhile.
create function lock_border_ground(scope text) returns void language plpgsql as $$
begin
  perform from regions where code = any (area_prefixes(scope)) or (code >= scope and code < scope || ':') order by code for no key update;
end
$$;
create function adopt_border_plan_now(wanted uuid) returns table (provisional text, final text) language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_border_plan(wanted);
  if not exists (select from border_plans where id = wanted and (status = 'approved' or status = 'submitted' and submitter_id <> session_user_id())) then
    raise exception 'not from this state' using errcode = 'insufficient_privilege';
  end if;
  return query select * from adopt_border_plan(wanted, clock_timestamp(), session_user_id());
end
$$;
create function schedule_border_plan(wanted uuid, day timestamptz) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform lock_border_plan(wanted);
  update border_plans set status = 'scheduled', effective_at = day, adopter_id = session_user_id(), version = version + 1, updated_at = now()
  where id = wanted and (status = 'approved' or status = 'submitted' and submitter_id <> session_user_id());
  if not found then raise exception 'not from this state' using errcode = 'insufficient_privilege'; end if;
end
$$;
revoke execute on function lock_border_ground(text), lock_border_plan(uuid), adopt_border_plan_now(uuid), schedule_border_plan(uuid, timestamptz) from public;
grant execute on function lock_border_plan(uuid), adopt_border_plan_now(uuid), schedule_border_plan(uuid, timestamptz) to getu_app;

-- The plan that takes effect on a part of this plan's ground on a day to come, whoever may see it.
create function border_plan_appointment(wanted uuid) returns table (id uuid, name text, effective_at timestamptz) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id, o.name, o.effective_at
  from border_plans p join border_plans o on o.status = 'scheduled' and o.id <> p.id and (starts_with(o.scope_code, p.scope_code) or starts_with(p.scope_code, o.scope_code))
  where p.id = wanted and session_touches(p.scope_code)
  order by o.effective_at limit 1
$$;
revoke execute on function border_plan_appointment(uuid) from public;
grant execute on function border_plan_appointment(uuid) to getu_app;
