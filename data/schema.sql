-- What data/migrations make, written by: node scripts/bootstrap.mjs dump-schema

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pgrouting WITH SCHEMA public;

CREATE FUNCTION public.add_search_documents(county text, codes text[]) RETURNS void
    LANGUAGE sql
    AS $$
  insert into search_documents select * from make_search_documents(county, codes, codes is null) order by tier, kind, address, name
$$;

CREATE FUNCTION public.add_search_groups(county text) RETURNS void
    LANGUAGE sql
    AS $$
  insert into search_documents select * from make_search_documents(county, '{}', true)
$$;

CREATE FUNCTION public.add_to_element_counts() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'INSERT' then
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, count(*)
    from (select n.*, case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from new_rows n where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  elsif tg_op = 'DELETE' then
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, -count(*)
    from (select o.*, case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from old_rows o where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  else
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, sum(delta)
    from (select county_code, kind, category, place_code, 1 as delta,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from new_rows where valid_to is null
          union all
          select county_code, kind, category, place_code, -1,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end
          from old_rows where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 having sum(delta) <> 0 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.adopt_border_plan(wanted uuid, moment timestamp with time zone, adopter bigint) RETURNS TABLE(provisional text, final text)
    LANGUAGE plpgsql
    SET work_mem TO '64MB'
    AS $$
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

CREATE FUNCTION public.adopt_border_plan_now(wanted uuid) RETURNS TABLE(provisional text, final text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform lock_border_plan(wanted);
  if not exists (select from border_plans where id = wanted and (status = 'approved' or status = 'submitted' and submitter_id <> session_user_id())) then
    raise exception 'not from this state' using errcode = 'insufficient_privilege';
  end if;
  return query select * from adopt_border_plan(wanted, clock_timestamp(), session_user_id());
end
$$;

CREATE FUNCTION public.announce_outbox_row() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('outbox', new.id::text);
  return null;
end
$$;

CREATE FUNCTION public.appoint_to_grids(wanted uuid, chosen bigint[], places text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  appointment record;
  held duties;
  appointed integer := 0;
begin
  perform lock_border_plan(wanted);
  for appointment in
    select d as person, c.place
    from unnest(chosen, places) as c (duty_id, place) join unattended_grid_candidates(wanted) o on (o.duty_id, o.place) = (c.duty_id, c.place) join duties d on d.id = c.duty_id loop
    appointed := appointed + 1;
    held := appointment.person;
    if held.scope = 'region' then held.role := 'grid_leader'; end if;
    perform give_duty(held, appointment.place, clock_timestamp(), null);
  end loop;
  if appointed <> cardinality(chosen) then raise exception 'not to be appointed' using errcode = 'insufficient_privilege'; end if;
end
$$;

CREATE FUNCTION public.area_prefixes(area text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select array(select left(area, digits) from unnest(array[2, 4, 6, 9, 12, 15]) as digits where digits <= length(area))
$$;

CREATE FUNCTION public.audit_chain_fault() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$
  select min(id) from (
    select id, hash, previous_hash, lag(hash, 1, '\x00') over (order by id) as expected_previous, audit_row_hash(entry) as expected
    from audit_log as entry
  ) as chain
  where hash <> expected or previous_hash <> expected_previous
$$;

CREATE TABLE public.audit_log (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    user_id bigint,
    county_code text COLLATE pg_catalog."C",
    action text NOT NULL,
    object text DEFAULT ''::text NOT NULL,
    outcome text DEFAULT 'success'::text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL,
    request_id text DEFAULT ''::text NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL
);

COMMENT ON TABLE public.audit_log IS 'Append-only; each row''s hash covers its content and the hash before it, so that a change or a gap shows.';

CREATE FUNCTION public.audit_row_hash(entry public.audit_log) RETURNS bytea
    LANGUAGE sql STABLE
    AS $$
  select sha256(entry.previous_hash || convert_to(jsonb_build_array(entry.id, extract(epoch from entry.at), entry.user_id, entry.county_code,
    entry.action, entry.object, entry.outcome, entry.detail, entry.request_id)::text, 'UTF8'))
$$;

CREATE FUNCTION public.balance_search_tiers(coming jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  counts float8[];
  weights float8[];
  low float8;
  high float8;
begin
  lock table search_tiers in share row exclusive mode;
  select array_agg(c.count), array_agg(k.search_weight) into counts, weights
  from (select kind, sum(count)::float8 as count
        from (select kind, count from element_counts union all select key, value::integer from jsonb_each_text(coming)) as every group by kind) as c
  join element_kinds k on k.kind = c.kind
  where k.sensitivity <> 'restricted';
  if search_elements_above(0, counts, weights) < 8000
     or search_elements_above((select greatest(lowest_rank, 0) from search_tiers where tier = 0), counts, weights) between 2000 and 8000 then return; end if;
  for wanted in 0 .. 3 loop
    low := 0;
    high := 1;
    for step in 1 .. 40 loop
      if search_elements_above((low + high) / 2, counts, weights) > 4000 * (4 ^ (wanted + 1) - 1) / 3 then low := (low + high) / 2; else high := (low + high) / 2; end if;
    end loop;
    update search_tiers set lowest_rank = case when low > 0 then low else '-infinity' end where tier = wanted;
  end loop;
  update search_documents set tier = search_tier(rank) where tier <> search_tier(rank);
end
$$;

CREATE FUNCTION public.band_of(community text, OUT households_min integer, OUT households_max integer) RETURNS record
    LANGUAGE sql STABLE
    AS $$
  select b.households_min, b.households_max from grid_bands b
  where b.is_village = is_village(community) and starts_with(community, b.area_code)
  order by length(b.area_code) desc limit 1
$$;

CREATE FUNCTION public.begin_event_load(county text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform drop_events(county);
  execute format('create table %I (like events including defaults including generated including constraints)', 'events_' || county);
  execute format('create table %I (like event_log including defaults including constraints)', 'event_log_' || county);
end
$$;

CREATE FUNCTION public.begin_request(user_id bigint, roles text[], jurisdiction text, request_id text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform set_config('getu.user_id', coalesce(user_id::text, ''), true),
          set_config('getu.roles', coalesce(array_to_string(roles, ','), ''), true),
          set_config('getu.jurisdiction', coalesce(jurisdiction, '-'), true),
          set_config('getu.request_id', coalesce(request_id, ''), true);
end
$$;

CREATE FUNCTION public.border_bands() RETURNS TABLE(band smallint, tolerance double precision)
    LANGUAGE sql IMMUTABLE
    AS $$
  -- Half a pixel of a 512-pixel tile at the band's largest zoom, in metres of EPSG:3857.
  select zoom::smallint, 40075016.685 / 2 ^ zoom / 1024 from unnest(array[5, 7, 9, 11, 13]) as zoom
$$;

CREATE FUNCTION public.border_plan_appointment(wanted uuid) RETURNS TABLE(id uuid, name text, effective_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select o.id, o.name, o.effective_at
  from border_plans p join border_plans o on o.status = 'scheduled' and o.id <> p.id and (starts_with(o.scope_code, p.scope_code) or starts_with(p.scope_code, o.scope_code))
  where p.id = wanted and session_touches(p.scope_code)
  order by o.effective_at limit 1
$$;

CREATE FUNCTION public.border_plan_conflicts(wanted uuid) RETURNS TABLE(code text, reason text, location public.geometry)
    LANGUAGE sql STABLE
    AS $$
  with plan as (
    select * from border_plans where id = wanted
  ), today as (
    select g.* from grids g, plan p where g.valid_to is null and g.community_code >= p.scope_code and g.community_code < p.scope_code || ':'
  ), kept as (
    select b.code, b.base_id, b.geom, b.is_changed, g.id as today_id, g.geom as today_geom
    from border_plan_grids b left join grids g on g.id = b.base_id and g.valid_to is null
    where b.plan_id = wanted and not b.is_new
  )
  select t.code, 'began-since', st_pointonsurface(t.geom) from today t, plan p
  where t.valid_from > p.based_at and not exists (select from kept k where k.base_id = t.id or k.code = t.code)
  union all
  select k.code, case when k.today_id is null and not exists (select from today t where t.code = k.code) then 'ended-since' else 'changed-since' end, st_pointonsurface(k.geom)
  from kept k
  where k.today_id is null or (not k.is_changed and not is_same_ground(k.geom, k.today_geom))
  union all
  -- A community whose row was written since: does the plan still cover it?
  select r.code, 'community-border-changed', st_pointonsurface(r.geom)
  from plan p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':' and r.geom is not null and r.updated_at > p.based_at
  cross join lateral (select st_union(b.geom) as geom from border_plan_grids b where b.plan_id = wanted and b.community_code = r.code and b.kind <> 'micro') as covered
  where covered.geom is not null and st_area(st_symdifference(r.geom, covered.geom)) > 1e-10
$$;

CREATE FUNCTION public.border_plan_returns(wanted uuid) RETURNS TABLE(duty_id bigint, held_id bigint, stays boolean, place text)
    LANGUAGE sql STABLE
    AS $$
  select h.duty_id, held.id, h.is_shared or h.heir_id is null, r.restored
  from border_plans p
  join duty_handovers h on h.plan_id = p.reverts
  join duties d on d.id = h.duty_id
  join duties held on held.id = coalesce(h.heir_id, h.duty_id) and (held.valid_to is null or h.heir_id is null) and is_same_holder(held, d)
  join restored_grids(wanted) r on r.ended = d.area_code and r.restored <> held.area_code
  where p.id = wanted
$$;

CREATE FUNCTION public.box_around(shape public.geometry) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when shape is null or st_isempty(shape) then null
    else st_makeenvelope(st_xmin(shape) - 1, st_ymin(shape) - 1, st_xmax(shape) + 1, st_ymax(shape) + 1, 3857) end
$$;

CREATE FUNCTION public.building_households(registered integer, source text, category text, use text, floors integer, height_meters real, footprint public.geometry) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
  select coalesce(registered, case when source = 'estimated' and category <> 'building_part' then estimated_households(use, floors, height_meters, st_area(footprint::geography)) end, 0)
$$;

CREATE FUNCTION public.canonical_arc(arc public.geometry) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE
    AS $$
  select case
    when not st_isclosed(arc) then
      case when (st_x(st_startpoint(arc)), st_y(st_startpoint(arc))) > (st_x(st_endpoint(arc)), st_y(st_endpoint(arc))) then st_reverse(arc) else arc end
    else (
      with points as (select (d).path[1] as i, (d).geom as p from st_dumppoints(arc) d where (d).path[1] < st_npoints(arc)),
           first as (select i from points order by st_x(p), st_y(p) limit 1)
      select st_addpoint(line, st_startpoint(line))
      from (select st_makeline(p order by (points.i < first.i), points.i) as line from points, first) as rotated
    )
  end
$$;

CREATE FUNCTION public.cell_of(shape public.geometry, axis integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select nullif(nullif(least(greatest(floor(
    case axis when 0 then st_x(case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end) + 20037508.342789244
              else 20037508.342789244 - st_y(case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end) end
    / 1222.9924525624949), -1), 32768), -1), 32768)::integer
$$;

CREATE FUNCTION public.chain_audit_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  -- One chain: rows are appended one after the other, also across connections.
  perform pg_advisory_xact_lock(hashtext('audit_log'));
  new.at := clock_timestamp();
  select coalesce((select hash from audit_log order by id desc limit 1), '\x00') into new.previous_hash;
  new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
  new.hash := audit_row_hash(new);
  return new;
end
$$;

CREATE FUNCTION public.colleague_name(wanted bigint) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select display_name from users where id = wanted and session_user_id() is not null
$$;

CREATE FUNCTION public.count_elements_again(county text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from element_counts where county_code = county and kind <> 'key_person';
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select e.county_code, e.kind, e.category, e.place_code, -1, -1, count(*)
  from elements e where e.county_code = county and e.valid_to is null and e.grid_code is not null
  group by 1, 2, 3, 4;
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select county_code, kind, category, place_code, coalesce(cell_of(spot, 0), -1), coalesce(cell_of(spot, 1), -1), count(*)
  from (
    select e.county_code, e.kind, e.category, e.place_code,
           case when geometrytype(e.geom_3857) = 'POINT' then e.geom_3857 else st_pointonsurface(e.geom_3857) end as spot
    from elements e where e.county_code = county and e.valid_to is null and e.grid_code is null
    offset 0  -- keeps the planner from copying the expression into each use
  ) as placed
  group by 1, 2, 3, 4, 5, 6;
end
$$;

CREATE FUNCTION public.counted_places(area public.geometry) RETURNS TABLE(code text)
    LANGUAGE plpgsql STABLE ROWS 12
    AS $$
declare
  ground double precision := st_area(area);
  -- A rectangle cuts others in a tenth of the time.
  is_box boolean := ground > 0 and st_npoints(area) = 5 and st_equals(area, st_envelope(area));
begin
  return query
  select u.code
  from (
    select g.code, g.geom from grids g where g.geom && area and g.valid_to is null and g.kind <> 'micro'
    union all
    select r.code, r.geom from regions r where r.geom && area and r.level in ('county', 'street', 'community')
  ) as u
  -- In this order: what is larger than twice the area needs no closer look, nor what it covers.
  where starts_with(u.code, session_jurisdiction()) and case when ground * 2 <= st_area(u.geom) then false
             when is_box then st_area(st_clipbybox2d(u.geom, area::box2d)) * 2 > st_area(u.geom)
             when st_covers(area, u.geom) then true
             else st_area(st_intersection(area, u.geom)) * 2 > st_area(u.geom) end;
end
$$;

CREATE FUNCTION public.decide_duties(wanted uuid, chosen bigint[], places text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  decision record;
  decided integer := 0;
begin
  perform lock_border_plan(wanted);
  for decision in
    select d as held, c.place
    from unnest(chosen, places) as c (duty_id, place) join undecided_duties(wanted) u on u.duty_id = c.duty_id and c.place = any (u.choices) join duties d on d.id = c.duty_id loop
    decided := decided + 1;
    if (decision.held).area_code = decision.place then
      update duties set attached_by = null where id = (decision.held).id;
    else
      perform move_duty(decision.held, decision.place, clock_timestamp(), null);
      with moved as (
        update account_handovers h set to_code = decision.place
        where h.plan_id = wanted and h.user_id = (decision.held).user_id and h.to_code = (decision.held).area_code returning h.user_id
      )
      update users u set jurisdiction = decision.place from moved m where u.id = m.user_id and u.jurisdiction = (decision.held).area_code;
    end if;
  end loop;
  if decided <> cardinality(chosen) then raise exception 'not to be decided' using errcode = 'insufficient_privilege'; end if;
end
$$;

CREATE FUNCTION public.derive_element_place() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    perform share_placing(new.county_code);
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;

CREATE FUNCTION public.derive_event_place() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    perform share_placing(new.county_code);
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;

CREATE FUNCTION public.derive_event_sensitivity() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  select sensitivity into strict new.sensitivity from matters where code = new.matter_code;
  return new;
end
$$;

CREATE FUNCTION public.digital_id(county text, kind_number integer, sequence_number bigint) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT
    AS $$
  select body || digital_id_check_digit(body)
  from (select county || lpad(kind_number::text, 2, '0') || lpad(sequence_number::text, 10, '0')) as given (body)
$$;

CREATE FUNCTION public.digital_id_check_digit(digits text) RETURNS integer
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS $$
declare
  product integer := 10;
  step integer;
begin
  for i in 1 .. length(digits) loop
    step := (product + substr(digits, i, 1)::integer) % 10;
    product := (case when step = 0 then 10 else step end) * 2 % 11;
  end loop;
  return (11 - product) % 10;
end
$$;

CREATE FUNCTION public.dirty_element_tiles(kinds text[], places text[], shapes public.geometry[]) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with touched as (
    select kind, left(place, 12) as community, array_agg(distinct place) as places, st_extent(shape)::geometry as reach
    from unnest(kinds, places, shapes) as given (kind, place, shape)
    group by 1, 2
  ), boxes as (
    select t.kind, st_setsrid(t.reach, 3857) as reach,
           (select st_setsrid(st_extent(p.geom)::geometry, 3857) from place_points p
            where p.code = any (t.places) or p.code in (t.community, left(t.community, 9))) as points
    from touched t
  )
  insert into tile_changes (layer, box, counts_box)
  select l.id, box_around(b.reach), box_around(st_collect(b.reach, b.points))
  from boxes b join tile_layers l on l.kind = b.kind and l.source in ('building', 'element', 'key_person')
$$;

CREATE FUNCTION public.dirty_tiles_of_elements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'INSERT' then
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857)) from new_rows where kind not in ('dwelling', 'household', 'person') having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857)) from old_rows where kind not in ('dwelling', 'household') having count(*) > 0;
  else
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857))
    from (select kind, place_code, geom_3857 from new_rows union all select kind, place_code, geom_3857 from old_rows) as both_sides
    where kind not in ('dwelling', 'household') having count(*) > 0;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.dirty_tiles_of_ground() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if is_bulk_load() then return null; end if;
  insert into tile_changes (layer, box)
  select l.id, box_around(st_setsrid(st_extent(t.geom_3857)::geometry, 3857))
  from rows_touched t join tile_layers l on l.source = 'ground' and l.kind = t.theme
  group by l.id;
  return null;
end
$$;

CREATE FUNCTION public.dirty_tiles_of_profiles() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  for change in
    select e.county_code, array_agg(e.kind) as kinds, array_agg(e.place_code) as places, array_agg(e.geom_3857) as shapes
    from rows_touched t join elements e on e.county_code = t.county_code and e.id = t.element_id
    group by e.county_code loop
    if tg_table_name = 'key_person_profiles' then
      perform refresh_key_persons(change.county_code, (select array_agg(distinct place) from unnest(change.places) as place));
    end if;
    perform dirty_element_tiles(change.kinds, change.places, change.shapes);
  end loop;
  return null;
end
$$;

CREATE FUNCTION public.drop_events(county text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  if county !~ '^[0-9]{6}$' then raise exception 'a county code has 6 digits'; end if;
  execute format('drop table if exists %I', 'event_log_' || county);
  -- Logs refer to the partition as long as it is attached, though none is left that does.
  if exists (select from pg_inherits where inhrelid = to_regclass('events_' || county)) then
    execute format('alter table events detach partition %I', 'events_' || county);
  end if;
  execute format('drop table if exists %I', 'events_' || county);
  delete from events where county_code = county;
  delete from event_code_counters where county_code = county;
end
$_$;

CREATE FUNCTION public.element_place(shape public.geometry, OUT grid text, OUT community text) RETURNS record
    LANGUAGE plpgsql STABLE
    AS $$
declare
  spot geometry := case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end;
begin
  select g.code, g.community_code into grid, community
  from grids g
  where g.valid_to is null and g.kind <> 'micro' and g.geom && spot and st_intersects(g.geom, spot)
  order by g.code limit 1;
  if community is null then
    select r.code into community
    from regions r
    where r.level in ('community', 'street') and r.geom && spot and st_intersects(r.geom, spot)
    order by length(r.code) desc, r.code limit 1;
  end if;
end
$$;

COMMENT ON FUNCTION public.element_place(shape public.geometry, OUT grid text, OUT community text) IS 'The grid, or on ground without grids the community or street, that holds the shape''s inner point.';

CREATE FUNCTION public.ensure_county(wanted text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  if to_regclass('elements_' || wanted) is null and not exists (select from elements_elsewhere where county_code = wanted) then
    execute format('create table %I partition of elements for values in (%L)', 'elements_' || wanted, wanted);
  end if;
end
$$;

CREATE FUNCTION public.estimated_households(use text, floors integer, height_meters real, square_meters double precision) RETURNS integer
    LANGUAGE sql IMMUTABLE
    AS $$
  select case
    when coalesce(use, '') not in ('', 'yes', 'residential', 'apartments', 'house', 'detached', 'terrace', 'dormitory', 'rural_house', 'shop_house', 'courtyard') then 0
    when square_meters < 30 or height_meters > 100 then 0
    else greatest(1, round(square_meters * coalesce(floors, case when height_meters is not null then greatest(1, round(height_meters / 3.0)) when square_meters < 150 then 2 else 5 end) * 0.75 / 90))
  end::integer
$$;

CREATE FUNCTION public.estimated_households_in(community text, ground public.geometry) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
  select coalesce(sum(building_households(p.households, 'estimated', b.category, p.use, p.floors, p.height_meters, b.geom)), 0)::integer
  from elements b left join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
  where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null and b.geom && ground
    and st_intersects(ground, case when geometrytype(b.geom) = 'POINT' then b.geom else st_pointonsurface(b.geom) end)
$$;

COMMENT ON FUNCTION public.estimated_households_in(community text, ground public.geometry) IS 'Of a grid, where the households of its community are estimated: grids themselves keep what is registered.';

CREATE FUNCTION public.event_packed(spot bigint, place_code text, reported_at timestamp with time zone, closed_at timestamp with time zone, matter_code text, reopened_count smallint, geom public.geometry) RETURNS bytea
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select int8send(spot) || int8send(place_code::bigint) || timestamptz_send(reported_at) || timestamptz_send(coalesce(closed_at, 'infinity'))
      || float8send(st_x(geom)) || float8send(st_y(geom)) || int4send(matter_code::integer) || int2send(reopened_count)
$$;

CREATE FUNCTION public.event_spot(element_id bigint, geom public.geometry) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select coalesce(element_id, -1 - (floor((st_x(geom) + 180) / 0.0003)::bigint * 1048576 + floor((st_y(geom) + 90) / 0.0003)::bigint))
$$;

CREATE FUNCTION public.find_adoption_moves(scope text) RETURNS void
    LANGUAGE plpgsql
    SET client_min_messages TO 'warning'
    AS $$
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

CREATE FUNCTION public.find_border_neighbours(shape_layer text, codes text[]) RETURNS void
    LANGUAGE sql
    AS $$
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

CREATE FUNCTION public.finish_event_load(county text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  -- Triggers did not see these rows, and a deployment may hold a matter for more sensitive than the release does.
  execute format('update %I e set sensitivity = m.sensitivity from matters m where m.code = e.matter_code and m.sensitivity <> e.sensitivity', 'events_' || county);
  execute format('alter table events attach partition %I for values in (%L)', 'events_' || county, county);
  execute format('alter table event_log attach partition %I for values in (%L)', 'event_log_' || county, county);
  execute format('analyze %I', 'events_' || county);
  execute format('analyze %I', 'event_log_' || county);
  insert into event_code_counters as c (county_code, day, last_number)
  select county_code, substr(code, 7, 8)::date, max(substr(code, 15)::integer) from events where county_code = county group by 1, 2
  on conflict (county_code, day) do update set last_number = greatest(c.last_number, excluded.last_number);
end
$$;

CREATE FUNCTION public.follow_areas_in_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET gin_pending_list_limit TO '64kB'
    AS $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op <> 'INSERT' then
    delete from search_documents d using old_rows o where d.code = o.code and d.kind = tg_argv[0];
  end if;
  if tg_op <> 'DELETE' then
    for change in select case tg_argv[0] when 'matter' then '' else left(n.code, 6) end as county, array_agg(n.code) as codes from new_rows n group by 1 loop
      delete from search_documents where code = any (change.codes) and kind = tg_argv[0];
      perform add_search_documents(change.county, change.codes);
    end loop;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.follow_border_shapes() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  changed record;
begin
  for changed in select layer, array_agg(code) as codes from touched where band = 13 group by layer loop
    perform find_border_neighbours(changed.layer, changed.codes);
  end loop;
  return null;
end
$$;

CREATE FUNCTION public.follow_changed_grids(counties text[], shapes public.geometry[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  change record;
begin
  for change in
    select county, st_collect(shape) as area from unnest(counties, shapes) as given (county, shape) group by county loop
    perform refresh_grid_shapes(change.county, change.area);
    perform refresh_place_points(change.county);
    insert into tile_changes (layer, box, counts_box)
    select l.id, case when l.counts_below_zoom is null then box_around(change.area) else st_geomfromtext('polygon empty', 3857) end, box_around(change.area)
    from tile_layers l where l.source in ('grid', 'grid_label') or l.counts_below_zoom is not null;
  end loop;
end
$$;

CREATE FUNCTION public.follow_elements_in_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET gin_pending_list_limit TO '64kB'
    AS $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op <> 'INSERT' then
    delete from search_documents d using old_rows o where d.code = o.code and d.county_code = o.county_code;
  end if;
  if tg_op <> 'DELETE' then
    for change in select n.county_code, array_agg(n.code) as codes from new_rows n join element_kinds k on k.kind = n.kind where k.sensitivity <> 'restricted' group by n.county_code loop
      perform add_search_documents(change.county_code, change.codes);
    end loop;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.follow_grids() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'UPDATE' then
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857))
    from (select county_code, geom_3857 from new_rows union all select county_code, geom_3857 from old_rows) as both_sides having count(*) > 0;
  elsif tg_op = 'INSERT' then
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857)) from new_rows having count(*) > 0;
  else
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857)) from old_rows having count(*) > 0;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.follow_groups_in_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET gin_pending_list_limit TO '64kB'
    AS $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  for change in execute case tg_op when 'INSERT' then 'select distinct county_code from new_rows' when 'DELETE' then 'select distinct county_code from old_rows'
                        else 'select county_code from new_rows union select county_code from old_rows' end loop
    delete from search_documents where county_code = change.county_code and kind in ('street', 'estate');
    perform add_search_groups(change.county_code);
  end loop;
  return null;
end
$$;

CREATE FUNCTION public.follow_kinds_in_search() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  update search_documents set is_open = (new.sensitivity = 'open') where kind = new.kind;
  return null;
end
$$;

CREATE FUNCTION public.follow_matter_sensitivity() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  update events set sensitivity = new.sensitivity where matter_code = new.code;
  return null;
end
$$;

CREATE FUNCTION public.follow_regions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  prefix text;
begin
  if is_bulk_load() then return null; end if;
  for prefix in select distinct left(code, 2) from rows_touched loop perform refresh_region_shapes(prefix); end loop;
  for prefix in select distinct left(code, 6) from rows_touched loop perform refresh_place_points(prefix); end loop;
  -- A simplified arc may change all along: the whole province's regions are drawn again.
  insert into tile_changes (layer, box, counts_box)
  select l.id, case when l.counts_below_zoom is null then box_around(touched.area) else st_geomfromtext('polygon empty', 3857) end, box_around(touched.area)
  from (select st_setsrid(st_extent(r.geom_3857)::geometry, 3857) as area from regions r
        where left(r.code, 2) in (select left(code, 2) from rows_touched)) as touched, tile_layers l
  where l.source in ('region', 'region_label') or l.counts_below_zoom is not null;
  return null;
end
$$;

CREATE FUNCTION public.free_grid_numbers(community text, plan uuid) RETURNS TABLE(number integer, nth bigint)
    LANGUAGE sql STABLE
    AS $$
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

CREATE FUNCTION public.generalise_borders(codes text[], shapes public.geometry[]) RETURNS TABLE(band smallint, code text, geom public.geometry)
    LANGUAGE sql STABLE
    AS $$
  with polygons as (
    select given.code, st_multi(st_snaptogrid(given.shape, 0.001)) as shape  -- 1 mm: the same vertex has the same key
    from unnest(codes, shapes) as given (code, shape)
  ), vertices as materialized (
    select p.code, d.path[1] as part, d.path[2] as ring, d.path[3] as i, d.geom as p, st_x(d.geom) as x, st_y(d.geom) as y
    from polygons p, st_dumppoints(p.shape) d
  ), steps as (
    select x, y, p, lead(x) over ring_order as next_x, lead(y) over ring_order as next_y, lead(p) over ring_order as next_p
    from vertices
    window ring_order as (partition by code, part, ring order by i)
  ), edges as (
    -- Each piece of border once, whichever way its polygons run along it.
    select distinct on (from_x, from_y, to_x, to_y) st_makeline(p, next_p) as edge
    from (select p, next_p,
                 case when (x, y) < (next_x, next_y) then x else next_x end as from_x, case when (x, y) < (next_x, next_y) then y else next_y end as from_y,
                 case when (x, y) < (next_x, next_y) then next_x else x end as to_x, case when (x, y) < (next_x, next_y) then next_y else y end as to_y
          from steps where next_x is not null and (x, y) <> (next_x, next_y)) as directed
  ), arcs as materialized (
    select canonical_arc(d.geom) as arc from (select st_linemerge(st_collect(edge)) as net from edges) merged, st_dump(merged.net) d
  ), kept as (
    select distinct bands.band, st_x(d.geom) as x, st_y(d.geom) as y
    from arcs, border_bands() bands, st_dumppoints(st_simplify(arcs.arc, bands.tolerance)) d
  ), rings as (
    select kept.band, v.code, v.part, v.ring, st_makeline(v.p order by v.i) as line
    from (select * from vertices
          where (code, part, ring, i) not in (select code, part, ring, max(i) from vertices group by code, part, ring)) v  -- the closing vertex
    join kept on kept.x = v.x and kept.y = v.y
    group by kept.band, v.code, v.part, v.ring
    having count(*) >= 3
  ), closed as (
    select band, code, part, ring, st_addpoint(line, st_startpoint(line)) as line from rings
  ), parts as (
    select shell.band, shell.code, st_makepolygon(shell.line, coalesce(array_agg(hole.line) filter (where hole.line is not null), '{}')) as polygon
    from closed shell
    left join closed hole on (hole.band, hole.code, hole.part) = (shell.band, shell.code, shell.part) and hole.ring > 1
    where shell.ring = 1
    group by shell.band, shell.code, shell.part, shell.line
  )
  select band, code, st_multi(st_collect(polygon)) from parts group by band, code
$$;

CREATE FUNCTION public.give_border_vertices(givers text[], takers text[]) RETURNS void
    LANGUAGE sql
    AS $$
  with pairs as materialized (
    select t.id as taker, t.geom, g.id as giver from grids t join grids g on g.geom && t.geom and g.community_code <> t.community_code
    where t.valid_to is null and g.valid_to is null and t.code = any (takers) and g.code = any (givers)
  ), vertices as materialized (
    select distinct p.id, st_x(d.geom) as x, st_y(d.geom) as y, d.geom
    from (select taker as id from pairs union select giver from pairs) as p join grids g on g.id = p.id cross join lateral st_dumppoints(g.geom) as d
  ), brought as (
    select p.taker, p.geom, st_collect(v.geom) as points
    from pairs p join vertices v on v.id = p.giver and v.geom && st_expand(p.geom, 1e-9)
    left join vertices own on own.id = p.taker and own.x = v.x and own.y = v.y
    where own.id is null and st_dwithin(st_boundary(p.geom), v.geom, 1e-9)
    group by p.taker, p.geom
  )
  update grids g set geom = st_snap(g.geom, b.points, 1e-9), version = g.version + 1 from brought b where b.taker = g.id
$$;

CREATE TABLE public.duties (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL,
    holder text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    user_id bigint,
    scope text NOT NULL,
    area_code text NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    unit_no smallint,
    sort smallint DEFAULT 0 NOT NULL,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    attached_by uuid,
    CONSTRAINT duty_of_a_building_names_it CHECK (((scope = 'building'::text) = (building_id IS NOT NULL))),
    CONSTRAINT duty_scope_is_known CHECK ((scope = ANY (ARRAY['region'::text, 'grid'::text, 'building'::text])))
);

COMMENT ON TABLE public.duties IS 'Who is responsible for which region, grid or building, in which role: the board on the entrance (家门口的事儿).';

COMMENT ON COLUMN public.duties.attached_by IS 'The plan whose adoption gave it this grid because several came in question; empty once somebody has decided.';

CREATE FUNCTION public.give_duty(held public.duties, place text, moment timestamp with time zone, undecided_by uuid) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  given bigint := (
    select d.id from duties d
    where d.scope = 'grid' and d.valid_to is null and d.area_code = place and d.role = held.role and is_same_holder(d, held)
    order by d.valid_from, d.id limit 1);
begin
  if given is null then
    insert into duties (county_code, role, holder, phone, user_id, scope, area_code, sort, valid_from, attached_by)
    values (held.county_code, held.role, held.holder, held.phone, held.user_id, 'grid', place, held.sort, moment, undecided_by)
    returning id into given;
  elsif undecided_by is null then
    update duties set attached_by = null where id = given and attached_by is not null;
  end if;
  return given;
end
$$;

CREATE FUNCTION public.give_final_codes(wanted uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  with taken as (
    delete from border_plan_grids b where b.plan_id = wanted returning b.*
  )
  insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
  select wanted, a.code, t.community_code, t.kind, a.parent_code, t.name, t.geom, g.id, t.is_new, t.is_changed, a.predecessors,
         case when households_source(t.community_code) = 'registered' then g.households else t.households end, t.buildings, t.places
  from taken t join adoption_grids a on a.provisional = t.code join grids g on g.code = a.code and g.valid_to is null
  order by a.code;  -- the order lets no row in before all are out
  update border_comments c set grid_code = a.code from adoption_grids a where c.plan_id = wanted and c.grid_code = a.provisional and a.is_new;
end
$$;

CREATE FUNCTION public.give_plan_vertices(wanted uuid, givers text[], takers text[]) RETURNS void
    LANGUAGE sql
    AS $$
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

CREATE FUNCTION public.hand_over_duties(wanted uuid, moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform return_duties(wanted, moment);
  perform return_accounts(wanted);
  create temporary table adoption_heirs on commit drop as
  select distinct on (e.code) e.code as old_code, g.code as new_code, cardinality(e.successors) > 1 as is_undecided
  from adoption_ended e left join grids g on g.valid_to is null and g.code = any (e.successors)
  where not e.goes_on order by e.code, g.households desc, g.code;
  perform hand_over_grid_duties(wanted, moment);
  update duties d set area_code = m.new_place
  from adoption_moves m where m.kind = 'building' and d.scope = 'building' and d.valid_to is null and d.building_id = m.id and d.area_code = m.old_place;
  -- An account that answers for one grid would see nothing any more.
  with moved as (
    update users u set jurisdiction = h.new_code from adoption_heirs h where u.jurisdiction = h.old_code and h.new_code is not null returning u.id, h.old_code, h.new_code
  )
  insert into account_handovers (user_id, plan_id, from_code, to_code) select id, wanted, old_code, new_code from moved;
  drop table adoption_heirs;
end
$$;

CREATE FUNCTION public.hand_over_grid_duties(wanted uuid, moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  handed record;
  heir bigint;
begin
  for handed in
    select d as held, h.new_code, h.is_undecided
    from adoption_heirs h join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code = h.old_code
    order by d.valid_from, d.id loop
    heir := null;
    if handed.new_code is null then update duties set valid_to = moment where id = (handed.held).id;
    else heir := move_duty(handed.held, handed.new_code, moment, case when handed.is_undecided then wanted else (handed.held).attached_by end);
    end if;
    insert into duty_handovers (duty_id, plan_id, heir_id, is_shared)
    values ((handed.held).id, wanted, heir, exists (select from duties d where d.id = heir and d.valid_from < moment));
  end loop;
end
$$;

CREATE FUNCTION public.has_searched_elements() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select exists (select from search_documents where kind not in ('region', 'grid', 'street', 'estate', 'matter'))
$$;

CREATE FUNCTION public.has_words(search_text text, name text, address text, pattern text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$
  select case when pattern ~ '^%[0-9]{1,5}%$' then lower(name || ' ' || address) like pattern else search_text like pattern end
$_$;

CREATE TABLE public.grids (
    id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    community_code text NOT NULL COLLATE pg_catalog."C",
    county_code text GENERATED ALWAYS AS ("left"(community_code, 6)) STORED NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    geom public.geometry(Polygon,4326) NOT NULL,
    geom_3857 public.geometry(Polygon,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    households integer DEFAULT 0 NOT NULL,
    predecessors text[] DEFAULT '{}'::text[] NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    successors text[] DEFAULT '{}'::text[] NOT NULL,
    parent_code text COLLATE pg_catalog."C",
    ended_by uuid,
    begun_by uuid,
    CONSTRAINT grid_code_has_15_digits CHECK ((code ~ '^[0-9]{15}$'::text)),
    CONSTRAINT grid_code_lies_in_its_community CHECK (starts_with(code, community_code)),
    CONSTRAINT grid_ends_after_it_starts CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT grid_kind_is_known CHECK ((kind = ANY (ARRAY['base'::text, 'dedicated'::text, 'micro'::text]))),
    CONSTRAINT grid_shape_is_valid CHECK ((public.st_isvalid(geom) AND (NOT public.st_isempty(geom))))
);

COMMENT ON TABLE public.grids IS 'A new row for every change of shape; today''s grid has valid_to null. A code is never given to another grid.';

COMMENT ON COLUMN public.grids.successors IS 'Where a grid has ended: the grids that its ground went to.';

COMMENT ON COLUMN public.grids.parent_code IS 'For a micro-grid the grid that holds it.';

CREATE FUNCTION public.households_in_plan(wanted uuid, grid public.grids) RETURNS integer
    LANGUAGE sql STABLE
    AS $$
  select case when households_source(grid.community_code) = 'registered' then grid.households
              else coalesce((select b.households from border_plan_grids b where b.plan_id = wanted and b.base_id = grid.id), grid.households) end
$$;

COMMENT ON FUNCTION public.households_in_plan(wanted uuid, grid public.grids) IS 'Of a grid of today that a plan has made: those that are registered, else what the plan estimates.';

CREATE FUNCTION public.households_source(community text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select case
    when exists (
      select from elements b join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
      where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null and p.households is not null) then 'registered'
    when exists (select from elements b where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null) then 'estimated'
    else 'unknown' end
$$;

COMMENT ON FUNCTION public.households_source(community text) IS 'registered where those of any building are known, else estimated from what stands there; unknown where nothing stands there.';

CREATE FUNCTION public.index_search_documents() RETURNS void
    LANGUAGE sql
    AS $$
  create index search_documents_tokens_idx on search_documents
    using gin (search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot))
$$;

CREATE FUNCTION public.is_bulk_load() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select coalesce(current_setting('getu.bulk', true), '') = 'on'
$$;

CREATE FUNCTION public.is_same_ground(a public.geometry, b public.geometry) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when st_orderingequals(st_forcepolygonccw(a), st_forcepolygonccw(b)) then true when not a && b then false else st_area(st_symdifference(a, b)) < 1e-12 end
$$;

CREATE FUNCTION public.is_same_holder(a public.duties, b public.duties) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when a.user_id is not null and b.user_id is not null then a.user_id = b.user_id else a.holder = b.holder and a.phone = b.phone end
$$;

CREATE FUNCTION public.is_village(community text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select coalesce((select name like '%村' from regions where code = community), false) $$;

CREATE FUNCTION public.is_workday(wanted date) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ select coalesce((select is_workday from work_calendar where day = wanted), extract(isodow from wanted) < 6) $$;

CREATE FUNCTION public.keep_a_security_admin() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  if not old.is_disabled and exists (select from role_rights where role = any (old.roles) and name = 'users.manage')
     and (new.is_disabled or not exists (select from role_rights where role = any (new.roles) and name = 'users.manage')) then
    perform pg_advisory_xact_lock(hashtext('users.manage'));
    if not exists (select from users u join role_rights r on r.role = any (u.roles) where r.name = 'users.manage' and not u.is_disabled and u.id <> new.id) then
      raise exception 'the last security administrator stays' using errcode = 'check_violation', constraint = 'a_security_admin_stays';
    end if;
  end if;
  return new;
end
$$;

CREATE FUNCTION public.level_of_code(code text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case length(code) when 2 then 'province' when 4 then 'prefecture' when 6 then 'county' when 9 then 'street' when 12 then 'community' when 15 then 'grid' end
$$;

CREATE FUNCTION public.link_adoption() RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  create temporary table adoption_links on commit drop as
  with by_edit as (
    select e.code as old_code, a.code as new_code from adoption_grids a join adoption_ended e on e.code = any (a.predecessors) or e.code = a.code where a.is_changed
  ), by_ground as (
    select e.code, a.code from adoption_ended e
    join adoption_grids a on a.is_changed and (a.kind = 'micro') = (e.kind = 'micro') and a.geom && e.geom
    where not st_touches(a.geom, e.geom) and st_area(st_intersection(a.geom, e.geom)) >= least(st_area(a.geom), st_area(e.geom)) / 20
      and (a.is_new and not exists (select from by_edit b where b.new_code = a.code) or not e.goes_on and not exists (select from by_edit b where b.old_code = e.code))
  )
  select * from by_edit union select * from by_ground;
  update adoption_ended e set successors = l.codes
  from (select old_code, array_agg(new_code order by new_code) as codes from adoption_links group by old_code) as l where l.old_code = e.code;
  update adoption_grids a set predecessors = coalesce((select array_agg(old_code order by old_code) from adoption_links l where l.new_code = a.code), '{}') where a.is_changed;
  drop table adoption_links;
end
$$;

CREATE FUNCTION public.lock_border_ground(scope text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform from regions where code = any (area_prefixes(scope)) or (code >= scope and code < scope || ':') order by code for no key update;
end
$$;

CREATE FUNCTION public.lock_border_plan(wanted uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  scope text := (select scope_code from border_plans where id = wanted);
begin
  if session_has_right('borders.adopt') is not true or session_reaches(scope) is not true then
    raise exception 'not this plan' using errcode = 'insufficient_privilege';
  end if;
  perform lock_border_ground(scope);
end
$$;

CREATE FUNCTION public.long_numbers(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when body ~ '[0-9]{3}' then regexp_replace(body, '(?<![0-9])[0-9]{1,2}(?![0-9])|[^0-9]+', '', 'g') end
$$;

CREATE TABLE public.search_documents (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
)
PARTITION BY LIST (tier);

COMMENT ON TABLE public.search_documents IS 'Derived from elements, regions, grids, ground_features, building_profiles and matters; triggers and refresh_search keep it right.';

COMMENT ON COLUMN public.search_documents.rank IS 'Listed from the highest on. Areas, streets, estates and matters above 1, all else a weighted draw in 0 to 1.';

COMMENT ON COLUMN public.search_documents.county_code IS 'Empty for a matter, shorter for a region above the county.';

COMMENT ON COLUMN public.search_documents.place_code IS 'Down to the community; only a grid''s own document has a grid''s code.';

COMMENT ON COLUMN public.search_documents.name IS 'As search_text writes it, like address and aliases (one a line).';

COMMENT ON COLUMN public.search_documents.aliases IS 'Of a matter how residents say it, one a line; of a place the code of its category.';

COMMENT ON COLUMN public.search_documents.shape IS 'A street''s lines, the middles of an estate''s houses; null where the thing has its shape itself.';

CREATE FUNCTION public.make_search_documents(county text, codes text[], has_groups boolean) RETURNS SETOF public.search_documents
    LANGUAGE sql STABLE
    AS $$
  with sources as (
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null::geometry as shape, rank from search_elements
    where county_code = county and codes is null
    union all
    -- A branch of its own, so that a few are found by their codes: a plan that serves both questions reads all elements.
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_elements
    where county_code = county and code = any (codes)
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_areas
    where (county_code = county or (county_code <> '' and starts_with(county, county_code))) and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, shape, rank from search_groups
    where has_groups and county_code = county
  ), texts as materialized (
    select county_code, kind, code, id, place_code, is_open, coalesce(search_text(name), '') as name, coalesce(search_text(address), '') as address,
           case when aliases = '' then '' else coalesce((select string_agg(search_text(alias), E'\n') from unnest(string_to_array(aliases, E'\n')) as alias), '') end as aliases,
           st_setsrid(spot, 4326) as spot, shape, rank
    from sources
  ), sounds as materialized (
    select name, coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '') as pinyin
    from (select distinct name from texts where kind <> 'dwelling') as names
    cross join unnest(string_to_array(name, null)) with ordinality as given (c, n)
    left join han_readings h on h.character = c
    where sound_of(c, h.readings) is not null
    group by name
  )
  -- search_tier() of each document, without a question of its own for each.
  select (cardinality(f.floors) - width_bucket(t.rank, f.floors))::smallint, t.rank, t.county_code, t.kind, t.code, t.id, t.place_code, t.is_open, t.name, t.address, t.aliases,
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot, t.shape
  from texts t left join sounds s on s.name = t.name cross join (select array_agg(lowest_rank order by lowest_rank) as floors from search_tiers) as f
$$;

CREATE FUNCTION public.marked_pairs(body text, mark text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select regexp_replace(left(body, length(body) & -2), '..', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 2, greatest(length(body) - 1, 0) & -2), '..', mark || E'\\&\x01', 'g')
$$;

CREATE FUNCTION public.marked_triples(body text, mark text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case length(body)
    when 3 then mark || body || E'\x01'
    when 4 then mark || left(body, 3) || E'\x01' || mark || right(body, 3) || E'\x01'
    else regexp_replace(left(body, length(body) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 2, (length(body) - 1) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 3, (length(body) - 2) / 3 * 3), '...', mark || E'\\&\x01', 'g') end
$$;

CREATE FUNCTION public.may_tell_count(element_kind text, amount bigint) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
  select amount >= smallest_told_count()
      or session_has_right('people.points')
      or exists (select from element_kinds where kind = element_kind and sensitivity <> 'restricted')
$$;

CREATE FUNCTION public.merge_search_postings() RETURNS void
    LANGUAGE sql
    AS $$
  select gin_clean_pending_list(i.indexrelid)
  from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where p.inhparent = 'search_documents'::regclass and a.amname = 'gin'
$$;

CREATE FUNCTION public.micro_grid_contents(holder text, ground public.geometry, OUT buildings integer, OUT places integer, OUT people integer, OUT key_persons integer) RETURNS record
    LANGUAGE sql STABLE
    AS $$
  select count(*) filter (where e.kind = 'building' and e.category <> 'building_part')::integer, count(*) filter (where e.kind = 'place')::integer, count(*) filter (where e.kind = 'person')::integer,
         (select count(distinct s.element_id)::integer from key_person_spots s
          where s.county_code = left(holder, 6) and s.place_code = holder and st_intersects(st_transform(ground, 3857), s.geom_3857))
  from elements e
  where e.county_code = left(holder, 6) and e.place_code = holder and e.kind in ('building', 'place', 'person') and e.valid_to is null
    and st_intersects(ground, case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end)
$$;

CREATE FUNCTION public.move_building_content() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  update elements set geom = st_pointonsurface(new.geom), version = version + 1, updated_at = now()
  where county_code = new.county_code and building_id = new.id and id <> new.id;
  return null;
end
$$;

CREATE FUNCTION public.move_counts(county text, codes text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
  -- As plans count them: by what is known of the houses. Those of a micro-grid lie in the grid around it.
  update grids g
  set households = coalesce((select sum(p.households) from elements e join building_profiles p on p.county_code = e.county_code and p.element_id = e.id
                             where e.county_code = county and e.place_code = case when g.kind = 'micro' then g.parent_code else g.code end
                               and e.kind = 'building' and e.valid_to is null and (g.kind <> 'micro' or st_intersects(g.geom, st_pointonsurface(e.geom)))), 0)
  where g.valid_to is null and g.code = any (codes);
end
$$;

CREATE FUNCTION public.move_duty(held public.duties, place text, moment timestamp with time zone, undecided_by uuid) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
declare
  heir bigint;
begin
  update duties set valid_to = moment where id = held.id;
  heir := give_duty(held, place, moment, undecided_by);
  update duty_handovers set heir_id = heir where heir_id = held.id;
  return heir;
end
$$;

CREATE FUNCTION public.move_elements(county text) RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  execute format(
    'update %I e set grid_code = m.new_place, community_code = m.community_code, version = e.version + 1, updated_at = now()
     from adoption_moves m where e.county_code = $1 and e.id = m.id and e.place_code = any ($2)',
    case when to_regclass('elements_' || county) is null then 'elements_elsewhere' else 'elements_' || county end)
  using county, array(select distinct old_place from adoption_moves);
end
$_$;

CREATE FUNCTION public.move_open_events(county text) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform place_open_events(county, (select st_setsrid(st_extent(geom)::geometry, 4326) from (
    select geom from adoption_ended union all select geom from adoption_grids where is_changed) as touched));
end
$$;

CREATE FUNCTION public.move_search_documents(county text) RETURNS void
    LANGUAGE plpgsql
    SET gin_pending_list_limit TO '16MB'
    AS $$
begin
  update search_documents d set place_code = m.community_code
  from adoption_moves m
  where m.community_code <> left(m.old_place, 12) and d.county_code = county and d.code = m.code and d.kind = m.kind;
  update search_documents d set place_code = e.place_code
  from (
    select 'estate-' || min(b.element_id) as code, left(min(x.place_code), 12) as place_code
    from building_profiles b join elements x on x.county_code = b.county_code and x.id = b.element_id and x.valid_to is null
    where b.county_code = county and b.estate in (
      select p.estate from adoption_moves m join building_profiles p on p.county_code = county and p.element_id = m.id
      where m.kind = 'building' and m.community_code <> left(m.old_place, 12) and p.estate <> '')
    group by b.estate
  ) as e
  where d.county_code = county and d.kind = 'estate' and d.code = e.code and d.place_code <> e.place_code;
  delete from search_documents where county_code = county and kind = 'grid' and code in (select code from adoption_ended union all select code from adoption_grids where is_changed);
  perform add_search_documents(county, array(select code from adoption_grids where is_changed));
end
$$;

CREATE FUNCTION public.next_event_code(county text, reported timestamp with time zone) RETURNS text
    LANGUAGE sql
    AS $$
  insert into event_code_counters as c (county_code, day, last_number) values (county, (reported at time zone 'Asia/Shanghai')::date, 1)
  on conflict (county_code, day) do update set last_number = c.last_number + 1
  returning county_code || to_char(day, 'YYYYMMDD') || lpad(last_number::text, 6, '0')
$$;

CREATE FUNCTION public.number_new_grids(wanted uuid) RETURNS TABLE(provisional text, code text)
    LANGUAGE sql STABLE
    AS $$
  with fresh as (
    select b.code, b.community_code, st_x(spot) as x, st_y(spot) as y, st_ymax(b.geom) - st_ymin(b.geom) as height
    from border_plan_grids b cross join lateral st_centroid(b.geom) as spot
    where b.plan_id = wanted and b.is_new
  ), lines as (
    select f.*, floor((max(y) over community - y) / nullif(avg(height) over community, 0)) as line
    from fresh f window community as (partition by community_code)
  ), ordered as (
    select l.code, l.community_code, row_number() over (partition by community_code order by line, x, y desc, l.code) as nth from lines l
  ), free as (
    select c.community_code, number, row_number() over (partition by c.community_code order by number) as nth
    from (select distinct community_code from fresh) as c
    cross join lateral (select c.community_code || lpad(n::text, 15 - length(c.community_code), '0') as number
                        from generate_series(1, power(10, least(15 - length(c.community_code), 6))::integer - 1) n) as numbers
    where not exists (select from grids g where g.code = number)
  )
  select o.code, f.number from ordered o left join free f on f.community_code = o.community_code and f.nth = o.nth
$$;

CREATE FUNCTION public.number_outbox_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform pg_advisory_xact_lock(hashtext('outbox'));
  new.id := nextval('outbox_numbers');
  return new;
end
$$;

CREATE FUNCTION public.partition_lines(communities text[], plan uuid, line_kinds jsonb, dedicated_kinds jsonb) RETURNS TABLE(class text, name text, geom public.geometry)
    LANGUAGE sql STABLE
    AS $$
  with scope as materialized (
    select st_expand(st_extent(r.geom)::geometry, 0.001) as box from regions r where r.code = any (communities)
  )
  select 'border', '', st_boundary(r.geom) from regions r where r.code = any (communities)
  union all
  select 'open', '', st_boundary(g.geom) from border_plan_grids g where g.plan_id = plan and g.kind <> 'micro' and g.community_code = any (communities)
  union all
  -- What lies far outside the scope would be noded for nothing. Ponds bound nothing.
  select k.becomes, f.name, st_clipbybox2d(case when geometrytype(f.geom) like '%POLYGON' then st_boundary(f.geom) else f.geom end, s.box)
  from scope s
  join ground_features f on f.geom && s.box
  join jsonb_to_recordset(line_kinds) as k (theme text, class text, becomes text) on k.theme = f.theme and k.class = f.class
  where geometrytype(f.geom) not like '%POINT' and (f.theme <> 'water' or geometrytype(f.geom) not like '%POLYGON' or st_area(f.geom::geography) > 2000)
  union all
  select 'wall', f.name, st_clipbybox2d(st_boundary(f.geom), s.box)
  from scope s
  join ground_features f on f.theme = 'landuse' and f.geom && s.box
  join jsonb_to_recordset(dedicated_kinds) as k (class text, "squareMeters" float8) on k.class = f.class
  where geometrytype(f.geom) like '%POLYGON' and st_area(f.geom::geography) >= k."squareMeters"
$$;

COMMENT ON FUNCTION public.partition_lines(communities text[], plan uuid, line_kinds jsonb, dedicated_kinds jsonb) IS 'Borders of communities and of the plan''s grids, streets, railways, shores, walls, and outlines of ground that deserves a grid of its own.';

CREATE FUNCTION public.people_for_place(place text, area public.geometry) RETURNS TABLE(id bigint, name text, roles text[], place_code text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  with touched as (
    select code from grids where valid_to is null and geom && area and shares_ground(geom, area)
    union all
    select code from regions where geom && area and shares_ground(geom, area)
  )
  select u.id, u.display_name, u.roles, u.jurisdiction
  from users u
  where session_has_right('missions.write') and not u.is_disabled
    and u.roles && array['grid_worker', 'community_officer', 'street_officer', 'city_officer', 'department_officer', 'volunteer']
    -- Over the area or inside it, and never of somebody else's ground.
    and (starts_with(place, u.jurisdiction) or u.jurisdiction in (select code from touched))
    and (starts_with(place, session_jurisdiction()) or starts_with(u.jurisdiction, session_jurisdiction()))
  order by length(u.jurisdiction) desc, u.jurisdiction, u.id limit 200
$$;

CREATE FUNCTION public.people_in_charge(county text, building bigint, area text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  with held as (
    select d.* from duties d where d.valid_to is null and d.building_id = building and d.county_code = county
    union all
    select d.* from duties d where d.valid_to is null and d.scope <> 'building' and d.area_code = any (area_prefixes(area))
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'role', h.role, 'roleTitle', coalesce(n.name, h.role), 'holder', h.holder, 'phone', h.phone,
           'scope', h.scope, 'areaCode', h.area_code, 'unitNo', h.unit_no)
           order by case h.scope when 'building' then 1 when 'grid' then 2 else 3 end, length(h.area_code) desc, h.sort, h.unit_no nulls first, h.id), '[]')
  from held h left join dictionaries n on n.type = 'duty_role' and n.code = h.role
$$;

CREATE FUNCTION public.pinyin_of(body text) RETURNS text
    LANGUAGE sql STABLE STRICT
    AS $$
  select coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '')
  from unnest(string_to_array(body, null)) with ordinality as given (c, n)
  left join han_readings h on h.character = c
$$;

CREATE FUNCTION public.place_code_of(area public.geometry) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  with touched as (
    select code from regions where geom && area and shares_ground(geom, area)
    union all
    select code from grids where valid_to is null and kind <> 'micro' and geom && area and shares_ground(geom, area)
  ), smallest as (
    -- A community whose grids are touched is told by these.
    select t.code from touched t where not exists (select from touched u where u.code <> t.code and starts_with(u.code, t.code))
  )
  select coalesce(
    (select min(left(s.code, digits))
     from unnest(array[15, 12, 9, 6, 4, 2]) as digits cross join smallest s
     group by digits having count(distinct left(s.code, digits)) = 1 and min(length(s.code)) >= digits
     order by digits desc limit 1), '')
$$;

COMMENT ON FUNCTION public.place_code_of(area public.geometry) IS 'Empty where no region holds it all.';

CREATE FUNCTION public.place_elements(county text, area public.geometry DEFAULT NULL::public.geometry) RETURNS bigint
    LANGUAGE sql
    AS $$
  with touched as (
    select e.county_code, e.id,
           case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot,
           e.grid_code, e.community_code
    from elements e
    where e.county_code = county and (area is null or e.geom && area)
  ), placed as (
    select t.county_code, t.id, t.grid_code as old_grid, t.community_code as old_community,
           g.code as grid, coalesce(g.community_code, r.code) as community
    from touched t
    left join lateral (
      select g.code, g.community_code from grids g
      where g.valid_to is null and g.kind <> 'micro' and g.geom && t.spot and st_intersects(g.geom, t.spot)
      order by g.code limit 1
    ) g on true
    left join lateral (
      select r.code from regions r
      where g.code is null and r.level in ('community', 'street') and r.geom && t.spot and st_intersects(r.geom, t.spot)
      order by length(r.code) desc, r.code limit 1
    ) r on true
  ), changed as (
    update elements e set grid_code = p.grid, community_code = p.community, version = version + 1, updated_at = now()
    from placed p
    where e.county_code = p.county_code and e.id = p.id
      and (p.old_grid, p.old_community) is distinct from (p.grid, p.community)
    returning 1
  )
  select count(*) from changed
$$;

CREATE FUNCTION public.place_elements_of_changed_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
declare
  change record;
begin
  if coalesce(current_setting('getu.bulk', true), '') = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    for change in select county_code, st_union(geom) as area from new_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  elsif tg_op = 'DELETE' then
    for change in select county_code, st_union(geom) as area from old_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  else
    for change in
      select county_code, st_union(geom) as area
      from (select county_code, geom from old_grids union all select county_code, geom from new_grids) as both_sides
      group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.place_moved_element() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if is_bulk_load() then return null; end if;
  perform share_placing(new.county_code);
  update elements e set grid_code = place.grid, community_code = place.community
  from element_place(new.geom) as place
  where e.county_code = new.county_code and e.id = new.id and (e.grid_code, e.community_code) is distinct from (place.grid, place.community);
  return null;
end
$$;

CREATE FUNCTION public.place_name(place text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
  select coalesce(
    (select case when starts_with(g.name, r.name) then g.name else r.name || g.name end
     from grids g join regions r on r.code = g.community_code where g.code = place and g.valid_to is null),
    (select name from regions where code = place), '')
$$;

CREATE FUNCTION public.place_open_events(county text, area public.geometry DEFAULT NULL::public.geometry) RETURNS bigint
    LANGUAGE sql
    AS $$
  with placed as (
    select e.county_code, e.id, place.grid, place.community
    from events e cross join lateral element_place(e.geom) as place
    where e.county_code = county and e.closed_at is null and (area is null or e.geom && area)
      and (e.grid_code, e.community_code) is distinct from (place.grid, place.community)
  ), moved as (
    update events e set grid_code = p.grid, community_code = p.community, updated_at = now()
    from placed p where e.county_code = p.county_code and e.id = p.id
    returning 1
  )
  select count(*) from moved
$$;

CREATE FUNCTION public.place_open_events_of_changed_grids() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if coalesce(current_setting('getu.bulk', true), '') = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    perform place_open_events(county_code, st_union(geom)) from new_grids group by county_code;
  elsif tg_op = 'DELETE' then
    perform place_open_events(county_code, st_union(geom)) from old_grids group by county_code;
  else
    perform place_open_events(county_code, st_union(geom))
    from (select county_code, geom from old_grids union all select county_code, geom from new_grids) as both_sides
    group by county_code;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.polyphone_tokens(pinyin text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  with syllables as materialized (
    select n, reading, left(reading, 1) as initial
    from unnest(string_to_array(substr(pinyin, 2), '|')) with ordinality as given (readings, n)
    cross join lateral unnest(string_to_array(readings, '/')) as reading
  ), pairs as materialized (
    select a.n, a.initial || b.initial as initials, a.reading || '|' || b.reading as readings from syllables a join syllables b on b.n = a.n + 1
  ), triples as materialized (
    select p.n, p.initials || c.initial as initials from pairs p join syllables c on c.n = p.n + 2
  ), every as (
    select 'I' || initials as token from pairs union select 'I' || initials from triples
    union select 'J' || initials from pairs where n = 1 union select 'J' || initials from triples where n = 1
    union select 'S|' || readings from pairs
    union select 'S|' || reading || '|' from syllables where n = (select max(n) from syllables)
    -- Of the whole the first readings alone: it only brings a full match to the front.
    union select 'W' || left(string_agg(initial, '' order by n), 12) from (select distinct on (n) n, initial from syllables order by n) as usual
  )
  select string_agg(token, E'\x01') from every
$$;

CREATE FUNCTION public.publish_tile_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  next_version integer;
begin
  perform pg_advisory_xact_lock(hashtext('tile_changes'));
  update tile_layer_versions set version = version + 1 where layer = new.layer returning version into next_version;
  update tile_changes set version = next_version where id = new.id;
  perform pg_notify('tile_changes', new.layer || ' ' || next_version);
  return null;
end
$$;

CREATE FUNCTION public.reaches_beyond(area public.geometry) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
declare
  jurisdiction text := session_jurisdiction();
begin
  return coalesce(jurisdiction, '') <> '' and not exists (
    select from (
      select r.geom from regions r where r.code = jurisdiction and r.geom is not null
      union all
      select g.geom from grids g where g.code = jurisdiction and g.valid_to is null
    ) as own
    where case when st_covers(own.geom, area) then true else st_area(st_difference(area, own.geom)) < 0.001 * st_area(area) end);
end
$$;

CREATE FUNCTION public.redraw_adopted_grids(county text) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  change record;
begin
  delete from place_points where code in (select code from adoption_ended where not goes_on);
  insert into place_points (code, level, geom)
  select code, 'grid', st_pointonsurface(geom_3857) from grids where valid_to is null and code in (select code from adoption_grids where is_changed)
  on conflict (code) do update set geom = excluded.geom;
  perform redraw_grids(array(
    with touched as (
      select code, geom from adoption_ended union all select code, geom from adoption_grids where is_changed or has_other_vertices
    )
    select code from touched
    union
    select g.code from touched t join grids g on g.geom && t.geom and st_intersects(g.geom, t.geom) where g.valid_to is null and g.kind <> 'micro'));
  for change in
    select left(community_code, 9) as street, st_transform(st_setsrid(st_extent(geom)::geometry, 4326), 3857) as area
    from (select community_code, geom from adoption_ended union all select community_code, geom from adoption_grids where is_changed or has_other_vertices) as touched
    group by 1 order by 1 loop
    insert into tile_changes (layer, box, counts_box)
    select l.id, case when l.source in ('grid', 'grid_label') or l.kind in (select kind from adoption_moves) then box_around(change.area) else st_geomfromtext('polygon empty', 3857) end, box_around(change.area)
    from tile_layers l where l.source in ('grid', 'grid_label') or l.counts_below_zoom is not null;
  end loop;
end
$$;

CREATE FUNCTION public.redraw_grids(redrawn text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from border_shapes s where s.layer = 'grids' and s.code = any (redrawn);
  insert into border_shapes (layer, band, code, geom)
  with written as (
    select g.code, g.geom_3857 from grids g where g.valid_to is null and g.kind <> 'micro' and g.code = any (redrawn)
  ), read as (
    select g.code, g.geom_3857 from grids g
    where g.valid_to is null and g.kind <> 'micro' and exists (select from written w where w.geom_3857 && g.geom_3857)
  )
  select 'grids', shape.band, shape.code, shape.geom
  from (select array_agg(code) as codes, array_agg(geom_3857) as shapes from read) as given,
       generalise_borders(given.codes, given.shapes) as shape
  where shape.code in (select code from written)
  on conflict (layer, band, code) do update set geom = excluded.geom;
end
$$;

CREATE FUNCTION public.refresh_county(county text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  extent geometry;
  children boolean;
begin
  perform count_elements_again(county);
  perform refresh_key_persons(county);
  select exists (select from regions r where r.geom is not null and r.code >= left(county, 2) and r.code < left(county, 2) || ':') into children;
  if children then perform refresh_region_shapes(left(county, 2)); end if;
  perform refresh_grid_shapes(county);
  perform refresh_place_points(county);
  select st_setsrid(st_extent(box)::geometry, 4326) into extent from (
    select st_extent(e.geom)::geometry as box from elements e where e.county_code = county
    union all select st_extent(f.geom)::geometry from ground_features f where f.county_code = county
    union all select st_extent(r.geom)::geometry from regions r where r.code >= county and r.code < county || ':'
  ) as parts;
  delete from map_extents where county_code = county;
  if extent is not null then
    insert into map_extents (county_code, elements, box)
    select county, (select coalesce(sum(count), 0) from element_counts where county_code = county),
           st_makeenvelope(st_xmin(extent) - 1e-4, st_ymin(extent) - 1e-4, st_xmax(extent) + 1e-4, st_ymax(extent) + 1e-4, 4326);
    insert into tile_changes (layer, box, counts_box)
    select l.id, drawn.box, drawn.box
    from (select box_around(st_transform(st_intersection(box, st_makeenvelope(-180, -85.06, 180, 85.06, 4326)), 3857)) as box from map_extents where county_code = county) as drawn, tile_layers l;
  else
    insert into tile_changes (layer) select id from tile_layers;  -- the county is empty now: whatever was drawn is gone
  end if;
  delete from tile_changes where at < now() - interval '7 days';
end
$$;

COMMENT ON FUNCTION public.refresh_county(county text) IS 'Call once at the end of a bulk load (getu.bulk) of a county, in its transaction.';

CREATE FUNCTION public.refresh_grid_shapes(county text, area public.geometry DEFAULT NULL::public.geometry) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform redraw_grids(array(
    select g.code from grids g
    where g.valid_to is null and g.kind <> 'micro' and g.county_code = county and (area is null or g.geom_3857 && area)
    union
    select s.code from border_shapes s
    where s.layer = 'grids' and s.code >= county and s.code < county || ':'
      and (area is null or s.geom && area or not exists (select from grids g where g.code = s.code and g.valid_to is null))));
end
$$;

CREATE FUNCTION public.refresh_key_persons(county text, places text[] DEFAULT NULL::text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from key_person_spots s where s.county_code = county and (places is null or s.place_code = any (places));
  insert into key_person_spots (county_code, element_id, type, level, building_id, grid_code, place_code, geom_3857)
  select e.county_code, e.id, k.type, k.level, e.building_id, e.grid_code, e.place_code, st_centroid(e.geom_3857)
  from key_person_profiles k join elements e on e.county_code = k.county_code and e.id = k.element_id
  where k.county_code = county and e.kind = 'person' and e.valid_to is null and (places is null or e.place_code = any (places))
  on conflict (county_code, element_id, type) do update
    set level = excluded.level, building_id = excluded.building_id, grid_code = excluded.grid_code, place_code = excluded.place_code, geom_3857 = excluded.geom_3857;
  delete from element_counts c where c.county_code = county and c.kind = 'key_person' and (places is null or c.place_code = any (places));
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select s.county_code, 'key_person', '', s.place_code,
         case when s.grid_code is null then coalesce(cell_of(s.geom_3857, 0), -1) else -1 end,
         case when s.grid_code is null then coalesce(cell_of(s.geom_3857, 1), -1) else -1 end, count(distinct s.element_id)
  from key_person_spots s
  where s.county_code = county and (places is null or s.place_code = any (places))
  group by 1, 4, 5, 6;
end
$$;

CREATE FUNCTION public.refresh_key_persons_of_changed_elements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'DELETE' then
    for change in select county_code, array_agg(distinct place_code) as places from old_rows where kind = 'person' group by county_code loop
      perform refresh_key_persons(change.county_code, change.places);
    end loop;
  else
    for change in
      select county_code, array_agg(distinct place_code) as places
      from (select o.county_code, unnest(array[o.place_code, n.place_code]) as place_code
            from old_rows o join new_rows n on n.county_code = o.county_code and n.id = o.id
            where n.kind = 'person' and exists (select from key_person_profiles k where k.county_code = n.county_code and k.element_id = n.id)
              and ((o.place_code, o.building_id, o.valid_to) is distinct from (n.place_code, n.building_id, n.valid_to) or not o.geom ~= n.geom)) as moved
      group by county_code loop
      perform refresh_key_persons(change.county_code, change.places);
    end loop;
  end if;
  return null;
end
$$;

CREATE FUNCTION public.refresh_place_points(prefix text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from place_points p where (p.code >= prefix and p.code < prefix || ':') or starts_with(prefix, p.code);
  insert into place_points (code, level, geom)
  with current_grids as (
    select g.code, st_pointonsurface(g.geom_3857) as point from grids g
    where g.valid_to is null and g.code >= prefix and g.code < prefix || ':'
  ), drawn_regions as (
    select r.code, st_pointonsurface(r.geom_3857) as point from regions r
    where r.geom is not null and not st_isempty(r.geom) and ((r.code >= prefix and r.code < prefix || ':') or starts_with(prefix, r.code))
  ), spots as (
    select code, point from current_grids
    union all select code, point from drawn_regions
    union all
    -- Regions that are known by their grids alone.
    select left(g.code, digits), st_centroid(st_collect(g.point))
    from current_grids g, unnest(array[6, 9, 12]) as digits
    where digits >= length(prefix) and not exists (select from drawn_regions r where r.code = left(g.code, digits))
    group by 1
  )
  select code, level_of_code(code), point from spots where point is not null
  on conflict (code) do update set geom = excluded.geom;
end
$$;

CREATE FUNCTION public.refresh_region_shapes(prefix text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  delete from border_shapes where layer = 'regions' and code >= prefix and code < prefix || ':';
  insert into border_shapes (layer, band, code, geom)
  select 'regions', shape.band, shape.code, shape.geom
  from (select array_agg(r.code) as codes, array_agg(r.geom_3857) as shapes from regions r
        where r.geom is not null and r.code >= prefix and r.code < prefix || ':') as given,
       generalise_borders(given.codes, given.shapes) as shape;
end
$$;

CREATE FUNCTION public.refresh_search(county text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET work_mem TO '128MB'
    SET maintenance_work_mem TO '256MB'
    SET gin_pending_list_limit TO '16MB'
    AS $$
declare
  missing text[];
  is_first boolean;
begin
  perform balance_search_tiers();
  delete from search_documents d
  where (d.county_code = county or d.county_code in (left(county, 2), left(county, 4)))
    and not exists (select from elements e where e.county_code = d.county_code and e.code = d.code and e.valid_to is null and e.updated_at < now());
  is_first := not has_searched_elements();
  if is_first then drop index search_documents_tokens_idx; end if;
  if exists (select from search_documents where county_code = county) then
    select array_agg(code) into missing from (
      select code from search_elements where county_code = county
      except select code from search_documents where county_code = county) as found;
    perform add_search_documents(county, missing || array(select code from search_areas where county_code in (county, left(county, 2), left(county, 4))));
    perform add_search_groups(county);
  else
    perform add_search_documents(county, null);
  end if;
  if is_first then perform index_search_documents(); else perform merge_search_postings(); end if;
end
$$;

CREATE FUNCTION public.refresh_search_areas(county text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    SET gin_pending_list_limit TO '16MB'
    AS $$
begin
  delete from search_documents
  where county_code in (county, left(county, 2), left(county, 4)) and kind in ('region', 'grid', 'street', 'estate');
  perform add_search_documents(county, array(select code from search_areas where county_code in (county, left(county, 2), left(county, 4))));
  perform add_search_groups(county);
  perform merge_search_postings();
end
$$;

CREATE FUNCTION public.refuse_audit_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION public.refuse_event_log_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  if tg_level = 'ROW' and tg_op = 'DELETE' then
    if not exists (select from events where county_code = old.county_code and id = old.event_id) then return old; end if;
  end if;
  raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION public.refuse_mission_log_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise exception 'the mission log is append-only' using errcode = 'insufficient_privilege';
end
$$;

CREATE FUNCTION public.region_chain(area text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
  select coalesce(jsonb_agg(jsonb_build_object('code', code, 'level', level, 'name', name) order by length(code)), '[]')
  from regions where code = any (area_prefixes(area))
$$;

COMMENT ON FUNCTION public.region_chain(area text) IS 'Province … community over a region or grid code, largest first.';

CREATE FUNCTION public.replaced_grids(wanted uuid) RETURNS SETOF public.grids
    LANGUAGE sql STABLE
    AS $$
  select g.* from border_plans p join grids g on g.code >= p.scope_code and g.code < p.scope_code || ':'
  where p.id = wanted
    and case when p.status = 'adopted' then g.ended_by = p.id
             else g.valid_to is null and not exists (select from border_plan_grids b where b.plan_id = p.id and b.base_id = g.id and not b.is_changed)
               and (g.valid_from <= p.based_at or exists (select from border_plan_grids b where b.plan_id = p.id and b.code = g.code and b.is_changed)) end
$$;

CREATE FUNCTION public.reserve_digital_ids(county text, element_kind text, wanted bigint) RETURNS bigint
    LANGUAGE sql
    AS $$
  insert into digital_id_counters as c (county_code, kind, last_number) values (county, element_kind, wanted)
  on conflict (county_code, kind) do update set last_number = c.last_number + excluded.last_number
  returning last_number - wanted + 1
$$;

CREATE FUNCTION public.restored_grids(wanted uuid) RETURNS TABLE(ended text, restored text)
    LANGUAGE sql STABLE
    AS $$
  select distinct on (o.code) o.code, b.code
  from border_plans p
  join grids o on o.ended_by = p.reverts and o.code >= p.scope_code and o.code < p.scope_code || ':'
  join border_plan_grids b on b.plan_id = p.id and (b.is_new or b.is_changed) and (b.kind = 'micro') = (o.kind = 'micro') and b.geom && o.geom
  where p.id = wanted and st_area(st_intersection(b.geom, o.geom)) > st_area(o.geom) / 2
  order by o.code, b.code = o.code desc, st_area(st_intersection(b.geom, o.geom)) desc
$$;

CREATE FUNCTION public.return_accounts(wanted uuid) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  with moved as (
    update users u set jurisdiction = a.code
    from border_plans p join account_handovers h on h.plan_id = p.reverts
    join restored_grids(wanted) r on r.ended = h.from_code
    join adoption_grids a on a.provisional = r.restored
    where p.id = wanted and u.id = h.user_id and u.jurisdiction = h.to_code and a.code <> h.to_code
    returning u.id, h.to_code as old_code, a.code as new_code
  )
  insert into account_handovers (user_id, plan_id, from_code, to_code) select id, wanted, old_code, new_code from moved;
end
$$;

CREATE FUNCTION public.return_duties(wanted uuid, moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  back record;
begin
  for back in
    select held, r.stays, a.code as place
    from border_plan_returns(wanted) r join duties held on held.id = r.held_id join adoption_grids a on a.provisional = r.place
    order by held.id, r.stays desc, r.duty_id loop
    if back.stays then
      perform give_duty(back.held, back.place, moment, null);
    else
      insert into duty_handovers (duty_id, plan_id, heir_id) values ((back.held).id, wanted, move_duty(back.held, back.place, moment, null))
      on conflict (duty_id) do nothing;
    end if;
  end loop;
end
$$;

CREATE FUNCTION public.schedule_border_plan(wanted uuid, day timestamp with time zone) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  perform lock_border_plan(wanted);
  update border_plans set status = 'scheduled', effective_at = day, adopter_id = session_user_id(), version = version + 1, updated_at = now()
  where id = wanted and (status = 'approved' or status = 'submitted' and submitter_id <> session_user_id());
  if not found then raise exception 'not from this state' using errcode = 'insufficient_privilege'; end if;
end
$$;

CREATE FUNCTION public.search_elements_above(lowest double precision, counts double precision[], weights double precision[]) RETURNS double precision
    LANGUAGE sql IMMUTABLE
    AS $$
  select coalesce(sum(count * (1 - power(lowest, weight))), 0) from unnest(counts, weights) as given (count, weight)
$$;

CREATE FUNCTION public.search_text(body text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when octet_length(body) = length(body)
    then lower(translate(body, E' \x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f', ''))
    else simplified_text(lower(regexp_replace(normalize(body, nfkc), '[[:space:][:cntrl:]\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+', '', 'g'))) end
$$;

CREATE FUNCTION public.search_tier(rank double precision) RETURNS smallint
    LANGUAGE sql STABLE
    AS $$
  select count(*)::smallint from search_tiers where lowest_rank > rank
$$;

CREATE FUNCTION public.search_tokens(name text, address text, aliases text, pinyin text, kind text, place_code text, is_open boolean, spot public.geometry) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE LEAKPROOF PARALLEL SAFE
    AS $_$
declare
  tokens text;
  numbers_in_name text := long_numbers(name);
  numbers_in_address text := long_numbers(address);
  initials text;
  -- Column and row of the cell that halves the world's width and height 15 times, from the south-west corner.
  x integer := floor((st_x(spot) + 180) / 360 * 32768);
  y integer := floor((st_y(spot) + 90) / 360 * 32768);
begin
  tokens := concat_ws(E'\x01',
    'P' || left(name, 1), 'P' || left(name, 2), case when length(name) <= 32 then 'E' || name end,
    marked_pairs(address, 'A'), marked_triples(numbers_in_address, 'A'),
    'K' || kind, case when is_open then 'O' end,
    'L' || left(place_code, 6), 'L' || left(place_code, 9), 'L' || left(place_code, 12), 'L' || left(place_code, 15),
    'C15/' || x || '/' || y, 'C13/' || (x >> 2) || '/' || (y >> 2), 'C11/' || (x >> 4) || '/' || (y >> 4), 'C8/' || (x >> 7) || '/' || (y >> 7));
  if kind = 'building' then
    tokens := concat_ws(E'\x01', tokens, 'B' || substring(name from '([0-9]+)(?:号楼|号院|栋|幢|座|号|楼)$'), 'B' || substring(address from '([0-9]+)(?:号楼|号院|栋|幢|座)$'));
  end if;
  if kind = 'place' then
    tokens := concat_ws(E'\x01', tokens, 'T' || nullif(aliases, ''));
  elsif aliases <> '' then
    tokens := concat_ws(E'\x01', tokens, marked_pairs(aliases, ''));
  end if;
  if name <> '' then
    tokens := concat_ws(E'\x01', tokens, marked_pairs(name, ''), marked_triples(numbers_in_name, ''));
    -- Dwellings are by far the most: one character or pinyin would find thousands of them and help nobody.
    if kind <> 'dwelling' then
      tokens := concat_ws(E'\x01', tokens, array_to_string(string_to_array(name, null), E'\x01'));
    end if;
  end if;
  if pinyin like '%/%' then
    tokens := concat_ws(E'\x01', tokens, polyphone_tokens(pinyin));
  elsif pinyin <> '' then
    initials := regexp_replace(pinyin, '\|(.)[^|]*', '\1', 'g');
    tokens := concat_ws(E'\x01', tokens,
      marked_pairs(initials, 'I'),
      marked_triples(initials, 'I'),
      'J' || left(initials, 2), 'J' || left(initials, 3), 'W' || left(initials, 12),
      -- An odd syllable is left over as a token that nobody asks for.
      regexp_replace(pinyin, '\|[^|]+\|[^|]+', E'S\\&\x01', 'g'), regexp_replace(substr(pinyin, strpos(substr(pinyin, 2), '|') + 1), '\|[^|]+\|[^|]+', E'S\\&\x01', 'g'),
      'S|' || substring(pinyin from '[^|]+$') || '|');
  end if;
  return array_to_tsvector(array_remove(string_to_array(tokens, E'\x01'), ''));
end
$_$;

CREATE FUNCTION public.select_area_items(area public.geometry, center public.geometry, radius double precision, themes jsonb, added text[], removed text[], pattern text, place text, most integer, by_place boolean) RETURNS TABLE(kind text, category text, code text, place_code text)
    LANGUAGE sql STABLE
    AS $$
  with wanted as materialized (
    select t.kind, t.category from jsonb_to_recordset(themes) as t (kind text, category text)
  ), placed as materialized (
    select array(select k.kind from element_kinds k where by_place and k.sensitivity = 'restricted') as kinds
  ), around as (
    select e.*, false as is_placed from placed cross join elements e
    where e.geom && area and e.valid_to is null and e.kind <> all (placed.kinds)
      and (pattern is null or has_words(e.search_text, e.name, e.address, pattern))
      and case when radius is null then st_intersects(e.geom, area) else st_dwithin(e.geom::geography, center::geography, radius) end
    union all
    select e.*, true from placed cross join counted_places(area) as p join elements e on e.place_code = p.code
    where by_place and e.valid_to is null and e.kind = any (placed.kinds)
  ), inside as materialized (
    select e.county_code, e.id, e.kind, e.category, e.code, e.place_code, told.is_added, told.is_removed, told.is_themed, told.is_cared
    from around e
    cross join lateral (
      select e.code = any (added) and not e.is_placed as is_added, e.code = any (removed) and not e.is_placed as is_removed,
             exists (select from wanted w where w.kind = e.kind and coalesce(w.category, e.category) = e.category) as is_themed,
             e.kind = 'person' and e.id in (select s.element_id from key_person_spots s join wanted w on w.kind = 'key_person' and coalesce(w.category, s.type) = s.type) as is_cared
    ) as told
    where (told.is_added or (not told.is_removed and (told.is_themed or told.is_cared)))
      and (place is null or starts_with(e.place_code, place))
    limit most
  ), chosen as (
    select i.kind, i.category, i.code, i.place_code from inside i where i.is_added or (i.is_themed and not i.is_removed)
    union
    select 'key_person', k.type, i.code, i.place_code
    from inside i
    join key_person_profiles k on k.county_code = i.county_code and k.element_id = i.id
    join wanted w on w.kind = 'key_person' and coalesce(w.category, k.type) = k.type
    where i.is_cared and not i.is_removed
  )
  select * from chosen limit most
$$;

CREATE FUNCTION public.session_brief_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(m.brief_id), '{}') from missions m where m.state = 'open' and m.id = any (session_mission_ids())
$$;

CREATE FUNCTION public.session_community_of_grid() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select case when length(session_jurisdiction()) > 12 then left(session_jurisdiction(), 12) end
$$;

CREATE FUNCTION public.session_counted_only_kinds() RETURNS text[]
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (
    select coalesce(array_agg(kind order by sort), '{}') from element_kinds
    where sensitivity = 'restricted' and not (select session_has_right('people.points')));
end
$$;

COMMENT ON FUNCTION public.session_counted_only_kinds() IS 'Restricted kinds that the session may not see as single rows in lists and on maps.';

CREATE FUNCTION public.session_has_right(wanted text) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
begin
  return exists (select from role_rights where role = any (session_roles()) and name = wanted);
end
$$;

CREATE FUNCTION public.session_jurisdiction() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select case when session_user_id() is null then null else current_setting('getu.jurisdiction', true) end $$;

CREATE FUNCTION public.session_local_kinds() RETURNS text[]
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (
    select coalesce(array_agg(kind), '{}') from element_kinds
    where (sensitivity = 'internal' and (select session_has_right('elements.internal')))
       or (sensitivity = 'restricted' and (select session_has_right('elements.restricted'))));
end
$$;

CREATE FUNCTION public.session_mission_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(distinct mission_id), '{}') from mission_people where user_id = session_user_id()
$$;

CREATE FUNCTION public.session_open_kinds() RETURNS text[]
    LANGUAGE plpgsql STABLE
    AS $$
begin
  return (select coalesce(array_agg(kind), '{}') from element_kinds where sensitivity = 'open' and session_user_id() is not null);
end
$$;

CREATE FUNCTION public.session_place_from() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select session_jurisdiction() $$;

CREATE FUNCTION public.session_place_until() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select session_jurisdiction() || ':' $$;

CREATE FUNCTION public.session_reaches(place text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
declare
  jurisdiction text := current_setting('getu.jurisdiction', true);
begin
  return starts_with(place, jurisdiction);
end
$$;

COMMENT ON FUNCTION public.session_reaches(place text) IS 'Whether the reader answers for all of that region or grid.';

CREATE FUNCTION public.session_roles() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select string_to_array(nullif(current_setting('getu.roles', true), ''), ',') $$;

CREATE FUNCTION public.session_task_ids() RETURNS uuid[]
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
  select coalesce(array_agg(task_id), '{}') from mission_people where user_id = session_user_id()
$$;

CREATE FUNCTION public.session_touches(place text) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
declare
  jurisdiction text := current_setting('getu.jurisdiction', true);
begin
  return starts_with(place, jurisdiction) or starts_with(jurisdiction, place);
end
$$;

COMMENT ON FUNCTION public.session_touches(place text) IS 'Whether the reader answers for all of it or for a part.';

CREATE FUNCTION public.session_user_id() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select nullif(current_setting('getu.user_id', true), '')::bigint $$;

CREATE FUNCTION public.set_out_adoption(wanted uuid) RETURNS void
    LANGUAGE plpgsql
    SET client_min_messages TO 'warning'
    AS $$
begin
  drop table if exists adoption_grids, adoption_ended, adoption_moves;
  create temporary table adoption_grids on commit drop as
  with numbers as materialized (select * from number_new_grids(wanted))
  select b.code as provisional, coalesce(n.code, b.code) as code, g.id as base_id, b.community_code, b.kind, coalesce(p.code, b.parent_code) as parent_code,
         b.name, b.geom, b.is_new, b.predecessors, coalesce(g.attrs - 'counts', '{}') as attrs,
         g.id is null or (g.kind, g.name, g.parent_code) is distinct from (b.kind, b.name, coalesce(p.code, b.parent_code)) or not is_same_ground(b.geom, g.geom) as is_changed,
         g.id is not null and not st_orderingequals(b.geom, st_forcepolygonccw(g.geom)) as has_other_vertices,
         b.is_new and n.code is null as has_no_number
  from border_plan_grids b
  left join numbers n on n.provisional = b.code
  left join numbers p on p.provisional = b.parent_code
  left join grids g on g.id = b.base_id and g.valid_to is null
  where b.plan_id = wanted;
  if exists (select from adoption_grids where has_no_number) then
    raise exception 'no number is left for a new grid' using errcode = 'check_violation', constraint = 'community_has_numbers_left';
  end if;
  create temporary table adoption_ended on commit drop as
  select g.id, g.code, g.community_code, g.kind, g.geom, '{}'::text[] as successors, a.code is not null as goes_on
  from border_plans p
  join grids g on g.valid_to is null and g.community_code >= p.scope_code and g.community_code < p.scope_code || ':'
  left join adoption_grids a on a.code = g.code
  where p.id = wanted and not exists (select from adoption_grids kept where kept.base_id = g.id and not kept.is_changed);
  perform link_adoption();
  analyze adoption_grids;
  analyze adoption_ended;
end
$$;

CREATE FUNCTION public.share_border_vertices(codes text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
declare
  neighbours text[];
begin
  select array_agg(distinct b.code) into neighbours
  from grids a join grids b on b.valid_to is null and b.kind <> 'micro' and b.geom && a.geom and b.community_code <> a.community_code
  where a.valid_to is null and a.kind <> 'micro' and a.code = any (codes);
  perform give_border_vertices(neighbours, codes);
  perform give_border_vertices(codes, neighbours);
end
$$;

CREATE FUNCTION public.share_placing(county text) RETURNS void
    LANGUAGE sql
    AS $$
  select pg_advisory_xact_lock_shared(hashtext('placing'), hashtext(county))
$$;

CREATE FUNCTION public.share_plan_vertices(wanted uuid, codes text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
begin
  perform give_plan_vertices(wanted, array(select code from border_plan_grids where plan_id = wanted and code <> all (codes)), codes);
  perform give_plan_vertices(wanted, codes, null);
end
$$;

CREATE FUNCTION public.shares_ground(shape public.geometry, area public.geometry) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  -- 1e-9 square degrees are about 10 m²; of a smaller area, a thousandth.
  select st_relate(shape, area, 'T********') and st_area(st_intersection(shape, area)) > least(1e-9, st_area(area) / 1000)
$$;

CREATE FUNCTION public.simplified_text(body text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  select case when body ~ (
    '['
    '丟並么乾亂亙亞佇佈佔併來侖侶侷俁係俔俠俥俬倀倆倈倉個們倖倫倲偉偑側偵偽傌傑傖傘備傢傭傯傳傴債傷傾僂僅僉僑僕僞僤僥僨僱價儀儁儂億儈儉儎儐儔儕儘償優儲儷儸儺儻儼兇兌兒兗內兩冊冑冪凈凍凜凱別刪剄則剋剎剗剛剝剮剴創剷劃劄劇劉劊劌劍劏劑劚勁動務勛勝勞勢勣勩勱勳勵勸勻匭匯匱區協卹卻卽厙厠厤厭厲厴參叄叢吒吳吶呂咼'
    '員唄唸問啓啞啟啢喎喚喪喫喬單喲嗆嗇嗊嗎嗚嗩嗰嗶嘆嘍嘓嘔嘖嘗嘜嘩嘮嘯嘰嘵嘸嘽噁噓噚噝噠噥噦噯噲噴噸噹嚀嚇嚌嚐嚕嚙嚥嚦嚧嚨嚮嚲嚳嚴嚶囀囁囂囅囈囉囌囑囪圇國圍園圓圖團垻埡埨埰執堅堊堖堝堯報場塊塋塏塒塗塚塢塤塵塸塹塿墊墜墠墮墰墳墶墻墾壇壋壎壓壗壘壙壚壜壞壟壠壢壩壪壯壺壼壽夠夢夥夾奐奧奩奪奬奮奼妝姍姦娙娛婁婦'
    '婭媧媯媰媼媽嫋嫗嫵嫺嫻嫿嬀嬃嬈嬋嬌嬙嬡嬤嬪嬰嬸孃孋孌孫學孻孿宮寀寢實寧審寫寬寵寶將專尋對導尷屆屍屓屜屢層屨屬岡峯峴島峽崍崑崗崙崢崬嵐嵗嵽嵾嶁嶄嶇嶔嶗嶠嶢嶧嶨嶮嶸嶺嶼嶽巋巒巔巖巘巰巹帥師帳帶幀幃幓幗幘幟幣幫幬幷幹幾庫廁廂廄廈廎廕廚廝廞廟廠廡廢廣廩廬廳弒弔弳張強彄彆彈彌彎彔彙彠彥彫彲彿後徑從徠復徵徹恆恥'
    '悅悞悵悶悽惡惱惲惻愛愜愨愴愷愾慄態慍慘慚慟慣慤慪慫慮慳慶慺慼慾憂憊憐憑憒憖憚憤憫憮憲憶懇應懌懍懞懟懣懤懨懲懶懷懸懺懼懾戀戇戔戧戩戰戱戲戶扞拋拚挩挱挾捨捫捱捲掃掄掆掗掙掛採揀揚換揮揯損搖搗搧搵搶摑摜摟摯摳摶摺摻撈撏撐撓撝撟撣撥撫撲撳撻撾撿擁擄擇擊擋擓擔據擠擡擣擬擯擰擱擲擴擷擺擻擼擽擾攄攆攏攔攖攙攛攜攝'
    '攢攣攤攪攬敍敎敓敗敘敵數斂斃斆斕斬斷於旂旣昇時晉晛晝暈暉暐暘暢暫曄曆曇曉曏曖曠曥曨曬書會朥朧朮東枱枴柵柺査桱桿梔梘梜條梟梲棄棊棖棗棟棡棧棲棶椏椲楊楓楨業極榘榦榪榮榲榿構槍槓槤槧槨槮槳槶槼樁樂樅樑樓標樞樢樣樧樫樳樸樹樺樿橈橋機橢橫橯檁檉檔檜檟檢檣檮檯檳檸檻櫃櫍櫓櫚櫛櫝櫞櫟櫥櫧櫨櫪櫫櫬櫱櫳櫸櫻欄欅權欏欒'
    '欓欖欞欽歎歐歟歡歲歷歸歿殘殞殤殨殫殭殮殯殰殲殺殻殼毀毆毿氂氈氌氣氫氬氳氾汎汙決沒沖況泝洩洶浹浿涇涗涼淒淚淥淨淩淪淵淶淺渙減渢渦測渾湊湋湞湧湯溈準溝溫溮溳溼滄滅滌滎滙滬滯滲滷滸滻滾滿漁漊漍漚漢漣漬漲漵漸漿潀潁潑潔潕潙潚潛潤潯潰潷潿澀澆澇澐澗澠澤澦澩澫澮澱澾濁濃濄濆濕濘濚濛濜濟濤濧濫濰濱濺濼濾瀂瀅瀆瀇瀉'
    '瀋瀏瀕瀘瀝瀟瀠瀦瀧瀨瀰瀲瀾灃灄灑灒灕灘灙灝灡灣灤灧灩災為烏烴無煉煒煙煢煥煩煬煱熅熒熗熰熱熲熾燀燁燈燉燒燖燙燜營燦燬燭燴燶燻燼燾爍爐爛爭爲爺爾牀牆牘牴牽犖犛犢犧狀狹狽猙猶猻獁獃獄獅獎獨獪獫獮獰獱獲獵獷獸獺獻獼玀現琱琺琿瑋瑒瑣瑤瑩瑪瑲璉璊璕璗璡璣璦璫璯環璵璸璽璿瓅瓊瓏瓔瓚瓛甌甕產産畝畢畫異畵當疇疊痙痠痺'
    '痾瘂瘋瘍瘓瘞瘡瘧瘮瘲瘺瘻療癆癇癉癒癘癟癡癢癤癥癧癩癬癭癮癰癱癲發皁皚皰皸皺盃盜盞盡監盤盧盪眞眥眾睍睏睜睞睪瞘瞜瞞瞶瞼矇矓矚矯硃硜硤硨硯碕碩碭碸確碼碽磑磚磠磣磧磯磽磾礄礎礐礙礦礪礫礬礱祕祿禍禎禕禡禦禪禮禰禱禿秈稅稈稏稜稟種稱穀穇穌積穎穠穡穢穩穫穭窩窪窮窯窵窶窺竄竅竇竈竊竪競筆筍筧筴箇箋箏箚節範築篋篔篠'
    '篢篤篩篳篸簀簍簑簞簡簣簫簷簹簽簾籃籅籌籔籙籛籜籟籠籤籩籪籬籮籲粧粵糉糝糞糧糭糰糲糴糶糹糾紀紂紃約紅紆紇紈紉紋納紐紓純紕紖紗紘紙級紛紜紝紞紡紬紮細紱紲紳紵紹紺紼紿絀終絃組絅絆絎結絕絛絝絞絡絢給絨絪絰統絲絳絶絹絺綁綃綄綆綈綉綌綎綏綐綑經綖綜綝綞綠綡綢綣綧綪綫綬維綯綰綱網綳綴綵綸綹綺綻綽綾綿緄緇緊緋緑緒緓'
    '緔緗緘緙線緝緞締緡緣緦編緩緬緯緱緲練緶緹緻緼縈縉縊縋縐縑縕縗縛縝縞縟縣縧縫縭縮縯縱縲縳縴縵縶縷縹總績繃繅繆繒織繕繚繞繡繢繩繪繫繭繮繯繰繳繶繸繹繻繼繽繾繿纁纆纇纈纊續纍纏纓纔纕纖纘纜缽罃罈罌罎罰罵罷羅羆羈羋羣羥羨義羶習翫翬翹翽耬耮聖聞聯聰聲聳聵聶職聹聽聾肅脅脈脛脣脩脫脹腎腖腡腦腫腳腸膃膕膚膞膠膢膩膽膾'
    '膿臉臍臏臘臚臟臠臢臥臨臺與興舉舊舖舘艙艤艦艫艱艷芻苧茲荊莊莖莢莧華菴菸萇萊萬萴萵葉葒著葤葦葯葷蒍蒐蒓蒔蒕蒞蒼蓀蓆蓋蓮蓯蓴蓽蔄蔔蔘蔞蔣蔥蔦蔭蔯蔿蕁蕆蕎蕒蕓蕕蕘蕢蕩蕪蕭蕷薀薈薊薌薑薔薘薟薦薩薳薴薵薹薺藍藎藝藥藪藭藴藶藹藺蘀蘄蘆蘇蘊蘋蘚蘞蘟蘢蘭蘺蘿虆虉處虛虜號虧虯蛺蛻蜆蝀蝕蝟蝦蝨蝸螄螞螢螮螻螿蟄蟈蟎蟣蟬蟯'
    '蟲蟳蟶蟻蠁蠅蠆蠍蠐蠑蠔蠟蠣蠨蠱蠶蠻衆衊術衕衚衛衝衞衹袞袷裊裏補裝裡製複褌褘褲褳褸褻襀襇襉襏襖襝襠襤襪襬襯襲襴覈見覎規覓視覘覡覥覦親覬覯覲覷覺覽覿觀觴觶觸訁訂訃計訊訌討訏訐訒訓訕訖託記訛訝訟訢訣訥訩訪設許訴訶診註証詀詁詆詎詐詒詔評詖詗詘詛詝詞詠詡詢詣試詩詪詫詬詭詮詰話該詳詵詷詼詿誄誅誆誇誌認誑誒誕誘誚'
    '語誠誡誣誤誥誦誨說説誰課誶誹誼誾調諂諄談諉請諍諏諑諒諓論諗諛諜諝諞諟諡諢諤諦諧諫諭諮諱諲諳諴諶諷諸諺諼諾謀謁謂謄謅謊謎謏謐謔謖謗謙謚講謝謠謡謨謫謬謭謳謹謾譁證譎譏譓譖識譙譚譜譞譟譫譭譯議譴護譸譽譾讀讅變讋讌讎讒讓讕讖讚讜讞谿豈豎豐豔豬豶貍貓貙貝貞貟負財貢貧貨販貪貫責貯貰貲貳貴貶買貸貺費貼貽貿賀賁賂賃'
    '賄賅資賈賊賑賒賓賕賙賚賜賞賠賡賢賣賤賦賧質賫賬賭賰賴賵賺賻購賽賾贄贅贇贈贊贋贍贏贐贓贔贖贗贛贜赬趕趙趨趲跡踐踰踴蹌蹕蹟蹠蹣蹤蹺躂躉躊躋躍躎躑躒躓躕躚躡躥躦躪軀車軋軌軍軏軑軒軔軛軝軟軤軫軲軸軹軺軻軼軾較輄輅輇輈載輊輋輒輓輔輕輗輛輜輝輞輟輥輦輩輪輬輮輯輳輶輸輻輼輾輿轀轂轄轅轆轉轍轎轔轟轡轢轤辦辭辮辯農迴'
    '逕這連週進遊運過達違遙遜遞遠遡適遲遶遷選遺遼邁還邇邊邏邐郟郵鄆鄉鄒鄔鄖鄧鄩鄭鄰鄲鄳鄴鄶鄺酇酈醃醖醜醞醟醣醫醬醱醲釀釁釃釅釋釐釒釓釔釕釗釘釙針釣釤釦釧釩釴釵釷釹釺釾釿鈀鈁鈃鈄鈅鈇鈈鈉鈍鈎鈐鈑鈒鈔鈕鈞鈡鈣鈥鈦鈧鈮鈰鈳鈴鈷鈸鈹鈺鈽鈾鈿鉀鉅鉆鉈鉉鉊鉋鉍鉑鉕鉗鉚鉛鉝鉞鉢鉤鉥鉦鉧鉬鉭鉮鉳鉶鉷鉸鉺鉻鉿銀銃銅銈銍銑'
    '銓銖銘銚銛銜銠銣銥銦銨銩銪銫銬銱銳銶銷銹銻銼鋁鋃鋅鋇鋌鋏鋐鋒鋗鋙鋝鋟鋣鋤鋥鋦鋨鋩鋪鋭鋮鋯鋰鋱鋶鋸鋹鋼錀錁錄錆錇錈錏錐錒錕錘錙錚錛錞錟錠錡錢錤錦錨錩錫錮錯録錳錶錸錼鍀鍁鍃鍅鍆鍇鍈鍊鍋鍍鍔鍘鍚鍛鍠鍤鍥鍩鍬鍭鍰鍵鍶鍺鍼鍾鎂鎄鎇鎊鎌鎓鎔鎖鎘鎚鎛鎝鎡鎢鎣鎦鎧鎩鎪鎬鎭鎮鎰鎲鎳鎵鎶鎸鎿鏃鏇鏈鏌鏍鏏鏐鏑鏗鏘鏜鏝鏞鏟'
    '鏡鏢鏤鏨鏰鏵鏷鏹鏺鏻鏽鐃鐄鐇鐋鐍鐏鐐鐒鐓鐔鐘鐙鐝鐠鐥鐦鐧鐨鐩鐫鐮鐯鐲鐳鐵鐶鐸鐺鐽鐿鑄鑊鑌鑑鑒鑔鑕鑞鑠鑣鑥鑪鑭鑰鑱鑲鑷鑹鑼鑽鑾鑿钁钂長門閂閃閆閈閉開閌閎閏閑閒間閔閘閡閣閤閥閨閩閫閬閭閱閲閶閹閻閼閽閾閿闃闆闇闈闉闊闋闌闍闐闑闒闓闔闕闖關闞闠闡闢闤闥陘陝陞陣陰陳陸陽隉隊階隑隕際隤隨險隮隯隱隴隸隻雋雖雙雛雜'
    '雞離難雲電霑霢霧霽靂靄靆靈靉靚靜靝靦靨鞏鞝鞦鞽韁韃韆韉韋韌韍韓韙韜韝韞韻響頁頂頃項順頇須頊頌頍頎頏預頑頒頓頔頗領頜頠頡頤頦頫頭頮頰頲頴頵頷頸頹頻頽顆題額顎顏顒顓顔顗願顙顛類顢顥顧顫顬顯顰顱顳顴風颭颮颯颱颳颶颸颺颻颼飀飄飆飈飛飠飢飣飥飩飪飫飭飯飱飲飴飼飽飾飿餃餄餅餈餉養餌餎餏餑餒餓餕餖餗餘餚餛餜餞餡館'
    '餬餱餳餵餶餷餸餺餼餾餿饁饃饅饈饉饊饋饌饑饒饗饘饜饞饢馬馭馮馱馳馴馹馼駁駃駉駐駑駒駓駔駕駘駙駛駝駟駡駢駪駭駰駱駸駼駿騁騂騄騅騊騌騍騎騏騑騖騙騞騠騤騧騫騭騮騰騱騵騶騷騸騾驀驁驂驃驄驅驊驌驍驎驏驕驗驚驛驟驢驤驥驦驪驫骯髏髒體髕髖髮鬆鬍鬚鬢鬥鬧鬨鬩鬮鬱鬹魎魘魚魛魟魢魨魯魴魷魺鮀鮁鮃鮆鮈鮊鮋鮍鮎鮐鮑鮒鮓鮚鮜鮝'
    '鮞鮟鮠鮡鮣鮦鮪鮫鮭鮮鮳鮶鮸鮺鯀鯁鯇鯉鯊鯒鯔鯕鯖鯗鯛鯝鯡鯢鯤鯧鯨鯪鯫鯰鯴鯷鯻鯽鯿鰁鰂鰃鰆鰈鰉鰊鰌鰍鰏鰐鰒鰓鰛鰜鰟鰠鰣鰤鰥鰧鰨鰩鰭鰮鰱鰲鰳鰵鰶鰷鰹鰺鰻鰼鰾鱀鱂鱅鱇鱈鱉鱒鱔鱖鱗鱘鱚鱝鱟鱠鱣鱤鱧鱨鱭鱯鱲鱷鱸鱺鳥鳧鳩鳬鳲鳳鳴鳶鳾鴆鴇鴉鴒鴕鴛鴝鴞鴟鴣鴦鴨鴯鴰鴴鴷鴻鴿鵁鵂鵃鵏鵐鵑鵒鵓鵜鵝鵟鵠鵡鵪鵬鵮鵯鵰鵲鵷鵾鶄鶇'
    '鶉鶊鶓鶖鶘鶚鶠鶡鶥鶩鶪鶬鶯鶱鶲鶴鶹鶺鶻鶼鶿鷀鷁鷂鷄鷉鷊鷓鷖鷗鷙鷚鷟鷥鷦鷫鷭鷯鷲鷳鷴鷸鷹鷺鷽鸂鸇鸊鸌鸏鸑鸕鸘鸚鸛鸝鸞鹵鹹鹺鹼鹽麗麥麩麪麫麬麯麳麴麵麼麽黃黌點黨黲黴黶黷黽黿鼂鼉鼕鼴齊齋齎齏齒齔齕齗齘齙齜齟齠齡齣齦齧齪齬齮齯齲齶齷齼龍龎龐龑龔龕龜鿁鿓'
    ']') then translate(body,
    '丟並么乾亂亙亞佇佈佔併來侖侶侷俁係俔俠俥俬倀倆倈倉個們倖倫倲偉偑側偵偽傌傑傖傘備傢傭傯傳傴債傷傾僂僅僉僑僕僞僤僥僨僱價儀儁儂億儈儉儎儐儔儕儘償優儲儷儸儺儻儼兇兌兒兗內兩冊冑冪凈凍凜凱別刪剄則剋剎剗剛剝剮剴創剷劃劄劇劉劊劌劍劏劑劚勁動務勛勝勞勢勣勩勱勳勵勸勻匭匯匱區協卹卻卽厙厠厤厭厲厴參叄叢吒吳吶呂咼'
    '員唄唸問啓啞啟啢喎喚喪喫喬單喲嗆嗇嗊嗎嗚嗩嗰嗶嘆嘍嘓嘔嘖嘗嘜嘩嘮嘯嘰嘵嘸嘽噁噓噚噝噠噥噦噯噲噴噸噹嚀嚇嚌嚐嚕嚙嚥嚦嚧嚨嚮嚲嚳嚴嚶囀囁囂囅囈囉囌囑囪圇國圍園圓圖團垻埡埨埰執堅堊堖堝堯報場塊塋塏塒塗塚塢塤塵塸塹塿墊墜墠墮墰墳墶墻墾壇壋壎壓壗壘壙壚壜壞壟壠壢壩壪壯壺壼壽夠夢夥夾奐奧奩奪奬奮奼妝姍姦娙娛婁婦'
    '婭媧媯媰媼媽嫋嫗嫵嫺嫻嫿嬀嬃嬈嬋嬌嬙嬡嬤嬪嬰嬸孃孋孌孫學孻孿宮寀寢實寧審寫寬寵寶將專尋對導尷屆屍屓屜屢層屨屬岡峯峴島峽崍崑崗崙崢崬嵐嵗嵽嵾嶁嶄嶇嶔嶗嶠嶢嶧嶨嶮嶸嶺嶼嶽巋巒巔巖巘巰巹帥師帳帶幀幃幓幗幘幟幣幫幬幷幹幾庫廁廂廄廈廎廕廚廝廞廟廠廡廢廣廩廬廳弒弔弳張強彄彆彈彌彎彔彙彠彥彫彲彿後徑從徠復徵徹恆恥'
    '悅悞悵悶悽惡惱惲惻愛愜愨愴愷愾慄態慍慘慚慟慣慤慪慫慮慳慶慺慼慾憂憊憐憑憒憖憚憤憫憮憲憶懇應懌懍懞懟懣懤懨懲懶懷懸懺懼懾戀戇戔戧戩戰戱戲戶扞拋拚挩挱挾捨捫捱捲掃掄掆掗掙掛採揀揚換揮揯損搖搗搧搵搶摑摜摟摯摳摶摺摻撈撏撐撓撝撟撣撥撫撲撳撻撾撿擁擄擇擊擋擓擔據擠擡擣擬擯擰擱擲擴擷擺擻擼擽擾攄攆攏攔攖攙攛攜攝'
    '攢攣攤攪攬敍敎敓敗敘敵數斂斃斆斕斬斷於旂旣昇時晉晛晝暈暉暐暘暢暫曄曆曇曉曏曖曠曥曨曬書會朥朧朮東枱枴柵柺査桱桿梔梘梜條梟梲棄棊棖棗棟棡棧棲棶椏椲楊楓楨業極榘榦榪榮榲榿構槍槓槤槧槨槮槳槶槼樁樂樅樑樓標樞樢樣樧樫樳樸樹樺樿橈橋機橢橫橯檁檉檔檜檟檢檣檮檯檳檸檻櫃櫍櫓櫚櫛櫝櫞櫟櫥櫧櫨櫪櫫櫬櫱櫳櫸櫻欄欅權欏欒'
    '欓欖欞欽歎歐歟歡歲歷歸歿殘殞殤殨殫殭殮殯殰殲殺殻殼毀毆毿氂氈氌氣氫氬氳氾汎汙決沒沖況泝洩洶浹浿涇涗涼淒淚淥淨淩淪淵淶淺渙減渢渦測渾湊湋湞湧湯溈準溝溫溮溳溼滄滅滌滎滙滬滯滲滷滸滻滾滿漁漊漍漚漢漣漬漲漵漸漿潀潁潑潔潕潙潚潛潤潯潰潷潿澀澆澇澐澗澠澤澦澩澫澮澱澾濁濃濄濆濕濘濚濛濜濟濤濧濫濰濱濺濼濾瀂瀅瀆瀇瀉'
    '瀋瀏瀕瀘瀝瀟瀠瀦瀧瀨瀰瀲瀾灃灄灑灒灕灘灙灝灡灣灤灧灩災為烏烴無煉煒煙煢煥煩煬煱熅熒熗熰熱熲熾燀燁燈燉燒燖燙燜營燦燬燭燴燶燻燼燾爍爐爛爭爲爺爾牀牆牘牴牽犖犛犢犧狀狹狽猙猶猻獁獃獄獅獎獨獪獫獮獰獱獲獵獷獸獺獻獼玀現琱琺琿瑋瑒瑣瑤瑩瑪瑲璉璊璕璗璡璣璦璫璯環璵璸璽璿瓅瓊瓏瓔瓚瓛甌甕產産畝畢畫異畵當疇疊痙痠痺'
    '痾瘂瘋瘍瘓瘞瘡瘧瘮瘲瘺瘻療癆癇癉癒癘癟癡癢癤癥癧癩癬癭癮癰癱癲發皁皚皰皸皺盃盜盞盡監盤盧盪眞眥眾睍睏睜睞睪瞘瞜瞞瞶瞼矇矓矚矯硃硜硤硨硯碕碩碭碸確碼碽磑磚磠磣磧磯磽磾礄礎礐礙礦礪礫礬礱祕祿禍禎禕禡禦禪禮禰禱禿秈稅稈稏稜稟種稱穀穇穌積穎穠穡穢穩穫穭窩窪窮窯窵窶窺竄竅竇竈竊竪競筆筍筧筴箇箋箏箚節範築篋篔篠'
    '篢篤篩篳篸簀簍簑簞簡簣簫簷簹簽簾籃籅籌籔籙籛籜籟籠籤籩籪籬籮籲粧粵糉糝糞糧糭糰糲糴糶糹糾紀紂紃約紅紆紇紈紉紋納紐紓純紕紖紗紘紙級紛紜紝紞紡紬紮細紱紲紳紵紹紺紼紿絀終絃組絅絆絎結絕絛絝絞絡絢給絨絪絰統絲絳絶絹絺綁綃綄綆綈綉綌綎綏綐綑經綖綜綝綞綠綡綢綣綧綪綫綬維綯綰綱網綳綴綵綸綹綺綻綽綾綿緄緇緊緋緑緒緓'
    '緔緗緘緙線緝緞締緡緣緦編緩緬緯緱緲練緶緹緻緼縈縉縊縋縐縑縕縗縛縝縞縟縣縧縫縭縮縯縱縲縳縴縵縶縷縹總績繃繅繆繒織繕繚繞繡繢繩繪繫繭繮繯繰繳繶繸繹繻繼繽繾繿纁纆纇纈纊續纍纏纓纔纕纖纘纜缽罃罈罌罎罰罵罷羅羆羈羋羣羥羨義羶習翫翬翹翽耬耮聖聞聯聰聲聳聵聶職聹聽聾肅脅脈脛脣脩脫脹腎腖腡腦腫腳腸膃膕膚膞膠膢膩膽膾'
    '膿臉臍臏臘臚臟臠臢臥臨臺與興舉舊舖舘艙艤艦艫艱艷芻苧茲荊莊莖莢莧華菴菸萇萊萬萴萵葉葒著葤葦葯葷蒍蒐蒓蒔蒕蒞蒼蓀蓆蓋蓮蓯蓴蓽蔄蔔蔘蔞蔣蔥蔦蔭蔯蔿蕁蕆蕎蕒蕓蕕蕘蕢蕩蕪蕭蕷薀薈薊薌薑薔薘薟薦薩薳薴薵薹薺藍藎藝藥藪藭藴藶藹藺蘀蘄蘆蘇蘊蘋蘚蘞蘟蘢蘭蘺蘿虆虉處虛虜號虧虯蛺蛻蜆蝀蝕蝟蝦蝨蝸螄螞螢螮螻螿蟄蟈蟎蟣蟬蟯'
    '蟲蟳蟶蟻蠁蠅蠆蠍蠐蠑蠔蠟蠣蠨蠱蠶蠻衆衊術衕衚衛衝衞衹袞袷裊裏補裝裡製複褌褘褲褳褸褻襀襇襉襏襖襝襠襤襪襬襯襲襴覈見覎規覓視覘覡覥覦親覬覯覲覷覺覽覿觀觴觶觸訁訂訃計訊訌討訏訐訒訓訕訖託記訛訝訟訢訣訥訩訪設許訴訶診註証詀詁詆詎詐詒詔評詖詗詘詛詝詞詠詡詢詣試詩詪詫詬詭詮詰話該詳詵詷詼詿誄誅誆誇誌認誑誒誕誘誚'
    '語誠誡誣誤誥誦誨說説誰課誶誹誼誾調諂諄談諉請諍諏諑諒諓論諗諛諜諝諞諟諡諢諤諦諧諫諭諮諱諲諳諴諶諷諸諺諼諾謀謁謂謄謅謊謎謏謐謔謖謗謙謚講謝謠謡謨謫謬謭謳謹謾譁證譎譏譓譖識譙譚譜譞譟譫譭譯議譴護譸譽譾讀讅變讋讌讎讒讓讕讖讚讜讞谿豈豎豐豔豬豶貍貓貙貝貞貟負財貢貧貨販貪貫責貯貰貲貳貴貶買貸貺費貼貽貿賀賁賂賃'
    '賄賅資賈賊賑賒賓賕賙賚賜賞賠賡賢賣賤賦賧質賫賬賭賰賴賵賺賻購賽賾贄贅贇贈贊贋贍贏贐贓贔贖贗贛贜赬趕趙趨趲跡踐踰踴蹌蹕蹟蹠蹣蹤蹺躂躉躊躋躍躎躑躒躓躕躚躡躥躦躪軀車軋軌軍軏軑軒軔軛軝軟軤軫軲軸軹軺軻軼軾較輄輅輇輈載輊輋輒輓輔輕輗輛輜輝輞輟輥輦輩輪輬輮輯輳輶輸輻輼輾輿轀轂轄轅轆轉轍轎轔轟轡轢轤辦辭辮辯農迴'
    '逕這連週進遊運過達違遙遜遞遠遡適遲遶遷選遺遼邁還邇邊邏邐郟郵鄆鄉鄒鄔鄖鄧鄩鄭鄰鄲鄳鄴鄶鄺酇酈醃醖醜醞醟醣醫醬醱醲釀釁釃釅釋釐釒釓釔釕釗釘釙針釣釤釦釧釩釴釵釷釹釺釾釿鈀鈁鈃鈄鈅鈇鈈鈉鈍鈎鈐鈑鈒鈔鈕鈞鈡鈣鈥鈦鈧鈮鈰鈳鈴鈷鈸鈹鈺鈽鈾鈿鉀鉅鉆鉈鉉鉊鉋鉍鉑鉕鉗鉚鉛鉝鉞鉢鉤鉥鉦鉧鉬鉭鉮鉳鉶鉷鉸鉺鉻鉿銀銃銅銈銍銑'
    '銓銖銘銚銛銜銠銣銥銦銨銩銪銫銬銱銳銶銷銹銻銼鋁鋃鋅鋇鋌鋏鋐鋒鋗鋙鋝鋟鋣鋤鋥鋦鋨鋩鋪鋭鋮鋯鋰鋱鋶鋸鋹鋼錀錁錄錆錇錈錏錐錒錕錘錙錚錛錞錟錠錡錢錤錦錨錩錫錮錯録錳錶錸錼鍀鍁鍃鍅鍆鍇鍈鍊鍋鍍鍔鍘鍚鍛鍠鍤鍥鍩鍬鍭鍰鍵鍶鍺鍼鍾鎂鎄鎇鎊鎌鎓鎔鎖鎘鎚鎛鎝鎡鎢鎣鎦鎧鎩鎪鎬鎭鎮鎰鎲鎳鎵鎶鎸鎿鏃鏇鏈鏌鏍鏏鏐鏑鏗鏘鏜鏝鏞鏟'
    '鏡鏢鏤鏨鏰鏵鏷鏹鏺鏻鏽鐃鐄鐇鐋鐍鐏鐐鐒鐓鐔鐘鐙鐝鐠鐥鐦鐧鐨鐩鐫鐮鐯鐲鐳鐵鐶鐸鐺鐽鐿鑄鑊鑌鑑鑒鑔鑕鑞鑠鑣鑥鑪鑭鑰鑱鑲鑷鑹鑼鑽鑾鑿钁钂長門閂閃閆閈閉開閌閎閏閑閒間閔閘閡閣閤閥閨閩閫閬閭閱閲閶閹閻閼閽閾閿闃闆闇闈闉闊闋闌闍闐闑闒闓闔闕闖關闞闠闡闢闤闥陘陝陞陣陰陳陸陽隉隊階隑隕際隤隨險隮隯隱隴隸隻雋雖雙雛雜'
    '雞離難雲電霑霢霧霽靂靄靆靈靉靚靜靝靦靨鞏鞝鞦鞽韁韃韆韉韋韌韍韓韙韜韝韞韻響頁頂頃項順頇須頊頌頍頎頏預頑頒頓頔頗領頜頠頡頤頦頫頭頮頰頲頴頵頷頸頹頻頽顆題額顎顏顒顓顔顗願顙顛類顢顥顧顫顬顯顰顱顳顴風颭颮颯颱颳颶颸颺颻颼飀飄飆飈飛飠飢飣飥飩飪飫飭飯飱飲飴飼飽飾飿餃餄餅餈餉養餌餎餏餑餒餓餕餖餗餘餚餛餜餞餡館'
    '餬餱餳餵餶餷餸餺餼餾餿饁饃饅饈饉饊饋饌饑饒饗饘饜饞饢馬馭馮馱馳馴馹馼駁駃駉駐駑駒駓駔駕駘駙駛駝駟駡駢駪駭駰駱駸駼駿騁騂騄騅騊騌騍騎騏騑騖騙騞騠騤騧騫騭騮騰騱騵騶騷騸騾驀驁驂驃驄驅驊驌驍驎驏驕驗驚驛驟驢驤驥驦驪驫骯髏髒體髕髖髮鬆鬍鬚鬢鬥鬧鬨鬩鬮鬱鬹魎魘魚魛魟魢魨魯魴魷魺鮀鮁鮃鮆鮈鮊鮋鮍鮎鮐鮑鮒鮓鮚鮜鮝'
    '鮞鮟鮠鮡鮣鮦鮪鮫鮭鮮鮳鮶鮸鮺鯀鯁鯇鯉鯊鯒鯔鯕鯖鯗鯛鯝鯡鯢鯤鯧鯨鯪鯫鯰鯴鯷鯻鯽鯿鰁鰂鰃鰆鰈鰉鰊鰌鰍鰏鰐鰒鰓鰛鰜鰟鰠鰣鰤鰥鰧鰨鰩鰭鰮鰱鰲鰳鰵鰶鰷鰹鰺鰻鰼鰾鱀鱂鱅鱇鱈鱉鱒鱔鱖鱗鱘鱚鱝鱟鱠鱣鱤鱧鱨鱭鱯鱲鱷鱸鱺鳥鳧鳩鳬鳲鳳鳴鳶鳾鴆鴇鴉鴒鴕鴛鴝鴞鴟鴣鴦鴨鴯鴰鴴鴷鴻鴿鵁鵂鵃鵏鵐鵑鵒鵓鵜鵝鵟鵠鵡鵪鵬鵮鵯鵰鵲鵷鵾鶄鶇'
    '鶉鶊鶓鶖鶘鶚鶠鶡鶥鶩鶪鶬鶯鶱鶲鶴鶹鶺鶻鶼鶿鷀鷁鷂鷄鷉鷊鷓鷖鷗鷙鷚鷟鷥鷦鷫鷭鷯鷲鷳鷴鷸鷹鷺鷽鸂鸇鸊鸌鸏鸑鸕鸘鸚鸛鸝鸞鹵鹹鹺鹼鹽麗麥麩麪麫麬麯麳麴麵麼麽黃黌點黨黲黴黶黷黽黿鼂鼉鼕鼴齊齋齎齏齒齔齕齗齘齙齜齟齠齡齣齦齧齪齬齮齯齲齶齷齼龍龎龐龑龔龕龜鿁鿓',
    '丢并幺干乱亘亚伫布占并来仑侣局俣系伣侠伡私伥俩俫仓个们幸伦㑈伟㐽侧侦伪㐷杰伧伞备家佣偬传伛债伤倾偻仅佥侨仆伪𫢸侥偾雇价仪俊侬亿侩俭傤傧俦侪尽偿优储俪㑩傩傥俨凶兑儿兖内两册胄幂净冻凛凯别删刭则克刹刬刚剥剐剀创铲划札剧刘刽刿剑㓥剂㔉劲动务勋胜劳势𪟝勚劢勋励劝匀匦汇匮区协恤却即厍厕历厌厉厣参叁丛咤吴呐吕呙'
    '员呗念问启哑启唡㖞唤丧吃乔单哟呛啬唝吗呜唢𠮶哔叹喽啯呕啧尝唛哗唠啸叽哓呒啴恶嘘㖊咝哒哝哕嗳哙喷吨当咛吓哜尝噜啮咽呖𠰷咙向亸喾严嘤啭嗫嚣冁呓啰苏嘱囱囵国围园圆图团坝垭𫭢采执坚垩垴埚尧报场块茔垲埘涂冢坞埙尘𫭟堑𪣻垫坠𫮃堕坛坟垯墙垦坛垱埙压𡋤垒圹垆坛坏垄垅坜坝塆壮壶壸寿够梦伙夹奂奥奁夺奖奋姹妆姗奸𫰛娱娄妇'
    '娅娲妫㛀媪妈袅妪妩娴娴婳妫媭娆婵娇嫱嫒嬷嫔婴婶娘㛤娈孙学𡥧孪宫采寝实宁审写宽宠宝将专寻对导尴届尸屃屉屡层屦属冈峰岘岛峡崃昆岗仑峥岽岚岁𫶇㟥嵝崭岖嵚崂峤峣峄峃崄嵘岭屿岳岿峦巅岩𪩘巯卺帅师帐带帧帏㡎帼帻帜币帮帱并干几库厕厢厩厦庼荫厨厮𫷷庙厂庑废广廪庐厅弑吊弪张强𫸩别弹弥弯录汇彟彦雕彨佛后径从徕复征彻恒耻'
    '悦悮怅闷凄恶恼恽恻爱惬悫怆恺忾栗态愠惨惭恸惯悫怄怂虑悭庆㥪戚欲忧惫怜凭愦慭惮愤悯怃宪忆恳应怿懔蒙怼懑㤽恹惩懒怀悬忏惧慑恋戆戋戗戬战戯戏户捍抛拼捝挲挟舍扪挨卷扫抡㧏挜挣挂采拣扬换挥搄损摇捣扇揾抢掴掼搂挚抠抟折掺捞挦撑挠㧑挢掸拨抚扑揿挞挝捡拥掳择击挡㧟担据挤抬捣拟摈拧搁掷扩撷摆擞撸㧰扰摅撵拢拦撄搀撺携摄'
    '攒挛摊搅揽叙教敚败叙敌数敛毙敩斓斩断于旗既升时晋𬀪昼晕晖𬀩旸畅暂晔历昙晓向暧旷𣆐昽晒书会𦛨胧术东台拐栅拐查𣐕杆栀枧𬂩条枭棁弃棋枨枣栋㭎栈栖梾桠㭏杨枫桢业极矩干杩荣榅桤构枪杠梿椠椁椮桨椢椝桩乐枞梁楼标枢㭤样榝㭴桪朴树桦椫桡桥机椭横𣓿檩柽档桧槚检樯梼台槟柠槛柜𬃊橹榈栉椟橼栎橱槠栌枥橥榇蘖栊榉樱栏榉权椤栾'
    '𣗋榄棂钦叹欧欤欢岁历归殁残殒殇㱮殚僵殓殡㱩歼杀壳壳毁殴毵牦毡氇气氢氩氲泛泛污决没冲况溯泄汹浃𬇙泾涚凉凄泪渌净凌沦渊涞浅涣减沨涡测浑凑𣲗浈涌汤沩准沟温浉涢湿沧灭涤荥汇沪滞渗卤浒浐滚满渔溇𬇹沤汉涟渍涨溆渐浆潨颍泼洁𣲘沩㴋潜润浔溃滗涠涩浇涝沄涧渑泽滪泶𬇕浍淀㳠浊浓㳡𣸣湿泞溁蒙浕济涛㳔滥潍滨溅泺滤澛滢渎㲿泻'
    '沈浏濒泸沥潇潆潴泷濑弥潋澜沣滠洒𪷽漓滩𣺼灏㳕湾滦滟滟灾为乌烃无炼炜烟茕焕烦炀㶽煴荧炝𬉼热颎炽𬊤烨灯炖烧𬊈烫焖营灿毁烛烩㶶熏烬焘烁炉烂争为爷尔床墙牍抵牵荦牦犊牺状狭狈狰犹狲犸呆狱狮奖独狯猃狝狞㺍获猎犷兽獭献猕猡现雕珐珲玮玚琐瑶莹玛玱琏𫞩𬍤𬍡琎玑瑷珰㻅环玙瑸玺璇𬍛琼珑璎瓒𤩽瓯瓮产产亩毕画异画当畴叠痉酸痹'
    '疴痖疯疡痪瘗疮疟瘆疭瘘瘘疗痨痫瘅愈疠瘪痴痒疖症疬癞癣瘿瘾痈瘫癫发皂皑疱皲皱杯盗盏尽监盘卢荡真眦众𪾢困睁睐睾眍䁖瞒瞆睑蒙眬瞩矫朱硁硖砗砚埼硕砀砜确码䂵硙砖硵碜碛矶硗䃅硚础𬒈碍矿砺砾矾砻秘禄祸祯祎祃御禅礼祢祷秃籼税秆䅉棱禀种称谷䅟稣积颖秾穑秽稳获穞窝洼穷窑窎窭窥窜窍窦灶窃竖竞笔笋笕䇲个笺筝札节范筑箧筼筿'
    '𬕂笃筛筚𥮾箦篓蓑箪简篑箫檐筜签帘篮𥫣筹䉤箓篯箨籁笼签笾簖篱箩吁妆粤粽糁粪粮粽团粝籴粜纟纠纪纣𬘓约红纡纥纨纫纹纳纽纾纯纰纼纱纮纸级纷纭纴𬘘纺䌷扎细绂绁绅纻绍绀绋绐绌终弦组䌹绊绗结绝绦绔绞络绚给绒𬘡绖统丝绛绝绢𫄨绑绡𬘫绠绨绣绤𬘩绥䌼捆经𫄧综𬘭缍绿𫟅绸绻𬘯𬘬线绶维绹绾纲网绷缀彩纶绺绮绽绰绫绵绲缁紧绯绿绪绬'
    '绱缃缄缂线缉缎缔缗缘缌编缓缅纬缑缈练缏缇致缊萦缙缢缒绉缣缊缞缚缜缟缛县绦缝缡缩𬙂纵缧䌸纤缦絷缕缥总绩绷缫缪缯织缮缭绕绣缋绳绘系茧缰缳缲缴𫄷䍁绎𦈡继缤缱䍀𫄸𬙊颣缬纩续累缠缨才𬙋纤缵缆钵䓨坛罂坛罚骂罢罗罴羁芈群羟羡义膻习玩翚翘翙耧耢圣闻联聪声耸聩聂职聍听聋肃胁脉胫唇修脱胀肾胨脶脑肿脚肠腽腘肤䏝胶𦝼腻胆脍'
    '脓脸脐膑腊胪脏脔臜卧临台与兴举旧铺馆舱舣舰舻艰艳刍苎兹荆庄茎荚苋华庵烟苌莱万荝莴叶荭着荮苇药荤𫇭搜莼莳蒀莅苍荪席盖莲苁莼荜𬜬卜参蒌蒋葱茑荫𫈟𫇭荨蒇荞荬芸莸荛蒉荡芜萧蓣蕰荟蓟芗姜蔷荙莶荐萨䓕苧䓓苔荠蓝荩艺药薮䓖蕴苈蔼蔺萚蕲芦苏蕴苹藓蔹𦻕茏兰蓠萝蔂𬟁处虚虏号亏虬蛱蜕蚬𬟽蚀猬虾虱蜗蛳蚂萤䗖蝼螀蛰蝈螨虮蝉蛲'
    '虫𫊻蛏蚁蚃蝇虿蝎蛴蝾蚝蜡蛎蟏蛊蚕蛮众蔑术同胡卫冲卫只衮夹袅里补装里制复裈袆裤裢褛亵𫌀裥裥袯袄裣裆褴袜摆衬袭襕核见觃规觅视觇觋觍觎亲觊觏觐觑觉览觌观觞觯触讠订讣计讯讧讨𬣙讦讱训讪讫托记讹讶讼䜣诀讷讻访设许诉诃诊注证𧮪诂诋讵诈诒诏评诐诇诎诅𬣞词咏诩询诣试诗𬣳诧诟诡诠诘话该详诜𫍣诙诖诔诛诓夸志认诳诶诞诱诮'
    '语诚诫诬误诰诵诲说说谁课谇诽谊訚调谄谆谈诿请诤诹诼谅𬣡论谂谀谍谞谝𬤊谥诨谔谛谐谏谕咨讳𬤇谙𫍯谌讽诸谚谖诺谋谒谓誊诌谎谜𫍲谧谑谡谤谦谥讲谢谣谣谟谪谬谫讴谨谩哗证谲讥𬤝谮识谯谭谱𫍽噪谵毁译议谴护诪誉谫读谉变詟䜩雠谗让谰谶赞谠谳溪岂竖丰艳猪豮狸猫䝙贝贞贠负财贡贫货贩贪贯责贮贳赀贰贵贬买贷贶费贴贻贸贺贲赂赁'
    '贿赅资贾贼赈赊宾赇赒赉赐赏赔赓贤卖贱赋赕质赍账赌䞐赖赗赚赙购赛赜贽赘赟赠赞赝赡赢赆赃赑赎赝赣赃赪赶赵趋趱迹践逾踊跄跸迹跖蹒踪跷跶趸踌跻跃䟢踯跞踬蹰跹蹑蹿躜躏躯车轧轨军𫐄轪轩轫轭𬨂软轷轸轱轴轵轺轲轶轼较𨐈辂辁辀载轾𪨶辄挽辅轻𫐐辆辎辉辋辍辊辇辈轮辌𫐓辑辏𬨎输辐辒辗舆辒毂辖辕辘转辙轿辚轰辔轹轳办辞辫辩农回'
    '径这连周进游运过达违遥逊递远溯适迟绕迁选遗辽迈还迩边逻逦郏邮郓乡邹邬郧邓𬩽郑邻郸𫑡邺郐邝酂郦腌酝丑酝蒏糖医酱酦𬪩酿衅酾酽释厘钅钆钇钌钊钉钋针钓钐扣钏钒𬬩钗钍钕钎䥺𬬱钯钫钘钭钥𫓧钚钠钝钩钤钣钑钞钮钧钟钙钬钛钪铌铈钶铃钴钹铍钰钸铀钿钾巨钻铊铉𬬿铇铋铂钷钳铆铅𫟷钺钵钩𬬸钲𬭁钼钽𬬹锫铏𫟹铰铒铬铪银铳铜𫓯铚铣'
    '铨铢铭铫铦衔铑铷铱铟铵铥铕铯铐铞锐𨱇销锈锑锉铝锒锌钡铤铗𬭎锋𫓶铻锊锓铘锄锃锔锇铓铺锐铖锆锂铽锍锯𬬮钢𬬭锞录锖锫锩铔锥锕锟锤锱铮锛𬭚锬锭锜钱𫓹锦锚锠锡锢错录锰表铼镎锝锨锪钫钔锴锳炼锅镀锷铡钖锻锽锸锲锘锹𬭤锾键锶锗针钟镁锿镅镑镰𬭩镕锁镉锤镈𨱏镃钨蓥镏铠铩锼镐镇镇镒镋镍镓鿔镌镎镞旋链镆镙𬭬镠镝铿锵镗镘镛铲'
    '镜镖镂錾镚铧镤镪䥽𬭸锈铙𨱑𫔍铴𫔎𨱔镣铹镦镡钟镫镢镨䦅锎锏镄𬭼镌镰䦃镯镭铁镮铎铛𫟼镱铸镬镔鉴鉴镲锧镴铄镳镥𬬻镧钥镵镶镊镩锣钻銮凿镢镋长门闩闪闫闬闭开闶闳闰闲闲间闵闸阂阁合阀闺闽阃阆闾阅阅阊阉阎阏阍阈阌阒板暗闱𬮱阔阕阑阇阗𫔶阘闿阖阙闯关阚阓阐辟阛闼陉陕升阵阴陈陆阳陧队阶𬮿陨际𬯎随险𬯀陦隐陇隶只隽虽双雏杂'
    '鸡离难云电沾霡雾霁雳霭叇灵叆靓静靔腼靥巩绱秋鞒缰鞑千鞯韦韧韨韩韪韬鞲韫韵响页顶顷项顺顸须顼颂𫠆颀颃预顽颁顿𬱖颇领颌𬱟颉颐颏𫖯头颒颊颋颕𫖳颔颈颓频颓颗题额颚颜颙颛颜𫖮愿颡颠类颟颢顾颤颥显颦颅颞颧风飐飑飒台刮飓飔飏飖飕飗飘飙飚飞饣饥饤饦饨饪饫饬饭飧饮饴饲饱饰饳饺饸饼糍饷养饵饹饻饽馁饿馂饾𫗧余肴馄馃饯馅馆'
    '糊糇饧喂馉馇𩠌馎饩馏馊馌馍馒馐馑馓馈馔饥饶飨𫗴餍馋馕马驭冯驮驰驯驲𫘜驳𫘝𬳶驻驽驹𬳵驵驾骀驸驶驼驷骂骈𬳽骇骃骆骎𬳿骏骋骍𫘧骓𫘦骔骒骑骐𬴂骛骗𬴃𫘨骙䯄骞骘骝腾𫘬𫘪驺骚骟骡蓦骜骖骠骢驱骅骕骁𬴊骣骄验惊驿骤驴骧骥骦骊骉肮髅脏体髌髋发松胡须鬓斗闹哄阋阄郁鬶魉魇鱼鱽𫚉鱾鲀鲁鲂鱿鲄𬶍鲅鲆𫚖𬶋鲌鲉鲏鲇鲐鲍鲋鲊鲒鲘鲞'
    '鲕𩽾𬶏𬶐䲟鲖鲔鲛鲑鲜鲓鲪𩾃鲝鲧鲠鲩鲤鲨鲬鲻鲯鲭鲞鲷鲴鲱鲵鲲鲳鲸鲮鲰鲶鲺鳀𬶟鲫鳊鳈鲗鳂䲠鲽鳇𬶠䲡鳅鲾鳄鳆鳃鳁鳒鳑鳋鲥𫚕鳏䲢鳎鳐鳍鳁鲢鳌鳓鳘𬶭鲦鲣鲹鳗鳛鳔𬶨鳉鳙𩾌鳕鳖鳟鳝鳜鳞鲟𬶮鲼鲎鲙鳣鳡鳢鲿鲚鳠𫚭鳄鲈鲡鸟凫鸠凫鸤凤鸣鸢䴓鸩鸨鸦鸰鸵鸳鸲鸮鸱鸪鸯鸭鸸鸹鸻䴕鸿鸽䴔鸺鸼𬷕鹀鹃鹆鹁鹈鹅𫛭鹄鹉鹌鹏鹐鹎雕鹊鹓鹍䴖鸫'
    '鹑鹒鹋鹙鹕鹗𬸘鹖鹛鹜䴗鸧莺𬸣鹟鹤鹠鹡鹘鹣鹚鹚鹢鹞鸡䴘鹝鹧鹥鸥鸷鹨𬸦鸶鹪鹔𬸪鹩鹫鹇鹇鹬鹰鹭鸴㶉鹯䴙鹱鹲𬸚鸬鹴鹦鹳鹂鸾卤咸鹾碱盐丽麦麸面面𤿲曲𪎌曲面么么黄黉点党黪霉黡黩黾鼋鼌鼍冬鼹齐斋赍齑齿龀龁龂𬹼龅龇龃龆龄出龈啮龊龉𬺈𫠜龋腭龌𬺓龙厐庞䶮龚龛龟䜤鿒') else body end
$$;

CREATE FUNCTION public.smallest_told_count() RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select 5 $$;

CREATE FUNCTION public.sound_of(c text, readings text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when readings is not null then readings when c collate "C" between '0' and '9' or c collate "C" between 'a' and 'z' then c when c > U&'\2E80' collate "C" and c ~ '[[:alpha:]]' then '~' end
$$;

CREATE FUNCTION public.tell_border_plan_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'public', 'pg_temp'
    AS $$
begin
  insert into outbox (topic, key, payload) values ('borders', new.scope_code, jsonb_build_object('planId', new.id, 'version', new.version, 'status', new.status));
  if new.status = 'adopted' and (tg_op = 'INSERT' or old.status <> 'adopted') then
    insert into outbox (topic, key, payload) values ('grids', new.scope_code, jsonb_build_object('planId', new.id));
  end if;
  return null;
end
$$;

CREATE FUNCTION public.tile_polygon(shape public.geometry, tile public.geometry, reach public.geometry, scale double precision) RETURNS public.geometry
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
  select case when st_isempty(drawn) then null else st_forcepolygonccw(drawn) end  -- in y-down numbers: shells clockwise on the screen, as MVT wants them
  from (select st_collectionextract(st_snaptogrid(
          st_transscale(case when shape @ reach then shape else st_clipbybox2d(shape, reach::box2d) end, -st_xmin(tile), -st_ymax(tile), scale, -scale), 1), 3) as drawn) as moved
$$;

CREATE FUNCTION public.told_totals(totals jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
declare
  sees_points boolean := session_has_right('people.points');
begin
  return (
    with given as (
      select t.kind, t.category, t.count, not sees_points and t.kind in (select k.kind from element_kinds k where k.sensitivity = 'restricted') as is_counted,
             coalesce(sum(t.count) over (partition by t.kind order by t.count, t.category rows between unbounded preceding and 1 preceding), 0) as smaller
      from jsonb_to_recordset(totals) as t (kind text, category text, count bigint)
      where sees_points or t.kind <> 'key_person' or t.count >= smallest_told_count()
    ), told as (
      select g.kind, case when is_counted and (g.count < smallest_told_count() or smaller between 1 and smallest_told_count() - 1) then 'few' else g.category end as category,
             sum(g.count)::bigint as count, is_counted
      from given g group by 1, 2, is_counted
    )
    select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'category', t.category, 'count', t.count) order by t.kind, t.category), '[]')
    from told t where not is_counted or t.count >= smallest_told_count());
end
$$;

CREATE FUNCTION public.unattended_grid_candidates(wanted uuid) RETURNS TABLE(place text, duty_id bigint)
    LANGUAGE sql STABLE
    AS $$
  with vacant as materialized (
    select code, community_code, predecessors, parent_code from unattended_grids(wanted)
  ), near as materialized (
    select v.code, d.id from vacant v join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code = any (v.predecessors || v.parent_code)
    union
    select v.code, heir.id
    from duty_handovers h join duties before on before.id = h.duty_id
    join vacant v on before.area_code = any (v.predecessors)
    join duties heir on heir.id = h.heir_id and heir.valid_to is null
    where h.plan_id = wanted
    union
    select v.code, d.id from vacant v join duties d on d.scope = 'region' and d.valid_to is null and d.area_code = v.community_code
  )
  select code, id from near
  union all
  select v.code, d.id from vacant v join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code >= v.community_code and d.area_code < v.community_code || ':'
  where not exists (select from near n where n.code = v.code)
$$;

CREATE FUNCTION public.unattended_grids(wanted uuid) RETURNS SETOF public.grids
    LANGUAGE sql STABLE
    AS $$
  select g.* from border_plans p join border_plan_grids b on b.plan_id = p.id and (b.is_new or b.is_changed) join grids g on g.id = b.base_id and g.valid_to is null
  where p.id = wanted and p.status = 'adopted' and (g.kind <> 'dedicated' or greatest(g.households, b.households) > 0)
    and not exists (select from duties d where d.scope = 'grid' and d.valid_to is null and d.area_code = g.code)
$$;

CREATE FUNCTION public.undecided_duties(wanted uuid) RETURNS TABLE(duty_id bigint, choices text[])
    LANGUAGE sql STABLE
    AS $$
  select d.id, array_agg(distinct g.code order by g.code)
  from duties d
  join duty_handovers h on h.heir_id = d.id and h.plan_id = wanted
  join duties before on before.id = h.duty_id
  join grids o on o.ended_by = wanted and o.code = before.area_code
  join grids g on g.valid_to is null and g.code = any (o.successors || d.area_code)
  where d.attached_by = wanted and d.valid_to is null
  group by d.id
$$;

CREATE FUNCTION public.write_adopted_grids(wanted uuid, moment timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE TABLE public.account_handovers (
    user_id bigint NOT NULL,
    plan_id uuid NOT NULL,
    from_code text NOT NULL COLLATE pg_catalog."C",
    to_code text NOT NULL COLLATE pg_catalog."C"
);

COMMENT ON TABLE public.account_handovers IS 'Accounts that answered for a grid that the adoption of a plan ended, and the grid that they answer for since.';

ALTER TABLE public.audit_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.border_comments (
    id bigint NOT NULL,
    plan_id uuid NOT NULL,
    grid_code text COLLATE pg_catalog."C",
    place public.geometry(Point,4326),
    text text NOT NULL,
    user_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    resolver_id bigint,
    CONSTRAINT comment_says_something CHECK (((length(text) >= 1) AND (length(text) <= 1000)))
);

ALTER TABLE public.border_comments ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.border_comments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.border_plan_grids (
    plan_id uuid NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    community_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    parent_code text COLLATE pg_catalog."C",
    name text NOT NULL,
    geom public.geometry(Polygon,4326) NOT NULL,
    base_id bigint,
    is_new boolean NOT NULL,
    is_changed boolean NOT NULL,
    predecessors text[] DEFAULT '{}'::text[] NOT NULL,
    households integer DEFAULT 0 NOT NULL,
    buildings integer DEFAULT 0 NOT NULL,
    places integer DEFAULT 0 NOT NULL,
    CONSTRAINT micro_grid_has_a_parent CHECK (((kind = 'micro'::text) = (parent_code IS NOT NULL))),
    CONSTRAINT plan_grid_code_has_15_digits CHECK ((code ~ '^[0-9]{15}$'::text)),
    CONSTRAINT plan_grid_code_lies_in_its_community CHECK (starts_with(code, community_code)),
    CONSTRAINT plan_grid_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT plan_grid_kind_is_known CHECK ((kind = ANY (ARRAY['base'::text, 'dedicated'::text, 'micro'::text])))
);

COMMENT ON COLUMN public.border_plan_grids.base_id IS 'The row of today that it goes on from; empty for a new grid.';

COMMENT ON COLUMN public.border_plan_grids.households IS 'Counted anew by every edit that changes the shape, as are buildings and places; people are counted by the rights of who reads.';

CREATE TABLE public.border_edit_grids (
    plan_id uuid NOT NULL,
    seq integer NOT NULL,
    is_after boolean NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    grid public.border_plan_grids NOT NULL
);

COMMENT ON TABLE public.border_edit_grids IS 'The rows that an edit took away and put there: undo brings back the same bytes.';

CREATE TABLE public.border_edits (
    plan_id uuid NOT NULL,
    seq integer NOT NULL,
    op jsonb NOT NULL,
    is_undone boolean DEFAULT false NOT NULL,
    user_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.border_edits IS 'The edits of a plan in order; an undone one is made again by redo, or dropped by the next edit.';

COMMENT ON COLUMN public.border_edits.op IS 'What was asked, without the shapes of a replacement.';

CREATE TABLE public.border_neighbours (
    layer text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    neighbour text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT neighbour_layer_is_known CHECK ((layer = ANY (ARRAY['regions'::text, 'grids'::text])))
);

CREATE TABLE public.border_plan_log (
    id bigint NOT NULL,
    plan_id uuid NOT NULL,
    step text NOT NULL,
    status text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    user_id bigint,
    at timestamp with time zone DEFAULT now() NOT NULL,
    obstacles jsonb DEFAULT '[]'::jsonb NOT NULL
);

COMMENT ON COLUMN public.border_plan_log.user_id IS 'Empty where the appointed day came.';

COMMENT ON COLUMN public.border_plan_log.obstacles IS 'As the errors of a problem: detail, reason and values or kind, gridCodes, location.';

ALTER TABLE public.border_plan_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.border_plan_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.border_plans (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL,
    scope_code text NOT NULL COLLATE pg_catalog."C",
    status text DEFAULT 'draft'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    owner_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    based_at timestamp with time zone DEFAULT now() NOT NULL,
    submitter_id bigint,
    effective_at timestamp with time zone,
    adopter_id bigint,
    adopted_at timestamp with time zone,
    reverts uuid,
    CONSTRAINT plan_adopted_at_a_moment CHECK (((status = 'adopted'::text) = (adopted_at IS NOT NULL))),
    CONSTRAINT plan_has_a_name CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT plan_of_a_day_has_one CHECK (((status <> 'scheduled'::text) OR (effective_at IS NOT NULL))),
    CONSTRAINT plan_status_is_known CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'scheduled'::text, 'adopted'::text, 'discarded'::text])))
);

COMMENT ON COLUMN public.border_plans.scope_code IS 'The community, street or county whose grids it divides anew.';

COMMENT ON COLUMN public.border_plans.based_at IS 'The moment whose grids it began with or was brought up to.';

CREATE TABLE public.border_proposal_grids (
    proposal_id uuid NOT NULL,
    alternative smallint NOT NULL,
    number integer NOT NULL,
    community_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    continues text COLLATE pg_catalog."C",
    geom public.geometry(Polygon,4326) NOT NULL,
    households integer NOT NULL,
    buildings integer NOT NULL,
    facts jsonb NOT NULL,
    CONSTRAINT proposed_kind_is_known CHECK ((kind = ANY (ARRAY['base'::text, 'dedicated'::text])))
);

COMMENT ON COLUMN public.border_proposal_grids.facts IS 'Area, compactness, band and the reasons of its borders, as the contract has them.';

CREATE TABLE public.border_proposals (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    plan_id uuid NOT NULL,
    asked jsonb NOT NULL,
    state text DEFAULT 'running'::text NOT NULL,
    stage text DEFAULT 'waiting'::text NOT NULL,
    share real DEFAULT 0 NOT NULL,
    is_estimated boolean DEFAULT false NOT NULL,
    households integer,
    buildings integer,
    units integer,
    problem jsonb,
    alternatives jsonb DEFAULT '[]'::jsonb NOT NULL,
    user_id bigint NOT NULL,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    beat_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT proposal_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT proposal_that_ended_has_a_time CHECK (((state = 'running'::text) = (ended_at IS NULL)))
);

COMMENT ON TABLE public.border_proposals IS 'Grids that the machine has drawn or is drawing for a plan.';

COMMENT ON COLUMN public.border_proposals.beat_at IS 'The node that works on it says so every few seconds: silence means that the node is gone.';

CREATE TABLE public.border_shapes (
    layer text NOT NULL,
    band smallint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    geom public.geometry(MultiPolygon,3857) NOT NULL,
    CONSTRAINT border_layer_is_known CHECK ((layer = ANY (ARRAY['regions'::text, 'grids'::text])))
);

COMMENT ON COLUMN public.border_shapes.band IS 'Largest zoom at which the shape is drawn; above 13 the full shape is.';

CREATE TABLE public.brief_items (
    brief_id uuid NOT NULL,
    snapshot_id bigint NOT NULL,
    kind text NOT NULL,
    category text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    place_code text NOT NULL COLLATE pg_catalog."C"
);

COMMENT ON TABLE public.brief_items IS 'What a list held: codes alone. Names, addresses and points are read live, by the rights of who reads.';

COMMENT ON COLUMN public.brief_items.kind IS 'Kind key_person: a person, by the type of care in category.';

CREATE TABLE public.brief_pictures (
    id bigint NOT NULL,
    brief_id uuid NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    media_type text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    bytes bytea NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT brief_picture_is_not_large CHECK ((length(bytes) <= 3000000)),
    CONSTRAINT brief_picture_is_png_or_jpeg CHECK ((media_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text])))
);

ALTER TABLE public.brief_pictures ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.brief_pictures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.brief_snapshots (
    id bigint NOT NULL,
    brief_id uuid NOT NULL,
    taken_at timestamp with time zone DEFAULT now() NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    square_meters double precision NOT NULL,
    totals jsonb NOT NULL,
    people_by_place boolean DEFAULT false NOT NULL
);

COMMENT ON TABLE public.brief_snapshots IS 'One list each, never changed; the newest is the present one.';

COMMENT ON COLUMN public.brief_snapshots.totals IS 'Counts by kind and category as its author counted them.';

COMMENT ON COLUMN public.brief_snapshots.people_by_place IS 'Whether its author may only count people: they are those of whole grids.';

ALTER TABLE public.brief_snapshots ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.brief_snapshots_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.briefs (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    serial bigint NOT NULL,
    number text GENERATED ALWAYS AS (('B'::text || lpad((serial)::text, GREATEST(6, length((serial)::text)), '0'::text))) STORED NOT NULL,
    owner_id bigint NOT NULL,
    title text NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    question jsonb NOT NULL,
    selection jsonb NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    tasks jsonb DEFAULT '[]'::jsonb NOT NULL,
    contacts jsonb DEFAULT '[]'::jsonb NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT brief_ends_after_it_starts CHECK ((ends_at >= starts_at)),
    CONSTRAINT brief_has_a_title CHECK (((length(title) >= 1) AND (length(title) <= 120))),
    CONSTRAINT brief_place_is_a_code CHECK ((place_code ~ '^[0-9]{0,15}$'::text))
);

COMMENT ON COLUMN public.briefs.number IS 'As it is said on the telephone and printed on every page.';

COMMENT ON COLUMN public.briefs.place_code IS 'The smallest region or grid that holds the area; empty where two provinces share it. Jurisdictions are prefixes of it.';

ALTER TABLE public.briefs ALTER COLUMN serial ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.briefs_serial_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.building_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    building_no text,
    estate text,
    floors smallint,
    basement_floors smallint,
    units smallint,
    height_meters real,
    min_height_meters real,
    use text,
    structure text,
    built_year smallint,
    dwellings integer,
    households integer,
    residents integer
);

CREATE TABLE public.camera_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    gb28181_id text,
    direction_degrees smallint,
    owner text,
    state text,
    CONSTRAINT gb28181_id_has_20_digits CHECK ((gb28181_id ~ '^[0-9]{20}$'::text))
);

CREATE TABLE public.city_seeds (
    county_code text NOT NULL COLLATE pg_catalog."C",
    seed bigint NOT NULL,
    wanted_elements bigint NOT NULL,
    elements bigint NOT NULL,
    seeded_at timestamp with time zone DEFAULT now() NOT NULL,
    as_of date
);

COMMENT ON TABLE public.city_seeds IS 'Written in the transaction that builds a demo city: a city is there as a whole or not at all.';

COMMENT ON COLUMN public.city_seeds.as_of IS 'The year of events ends before this day; null where the city has none yet.';

CREATE TABLE public.dictionaries (
    type text NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    name_en text,
    source text NOT NULL,
    is_local boolean DEFAULT false NOT NULL,
    valid boolean DEFAULT true NOT NULL,
    sort smallint DEFAULT 0 NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL
);

CREATE TABLE public.digital_id_counters (
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    last_number bigint DEFAULT 0 NOT NULL
);

ALTER TABLE public.duties ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.duties_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.duty_handovers (
    duty_id bigint NOT NULL,
    plan_id uuid NOT NULL,
    heir_id bigint,
    is_shared boolean DEFAULT false NOT NULL
);

COMMENT ON TABLE public.duty_handovers IS 'Duties that the adoption of a plan ended.';

COMMENT ON COLUMN public.duty_handovers.heir_id IS 'The duty that goes on with it today, also after later moves; empty where none does.';

COMMENT ON COLUMN public.duty_handovers.is_shared IS 'Its holder had the same duty there before: that one stays when the adoption is taken back.';

CREATE TABLE public.dwelling_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    unit_no smallint,
    floor smallint,
    room_no text,
    area_square_meters real,
    occupancy text
);

CREATE TABLE public.element_counts (
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    cell_x integer NOT NULL,
    cell_y integer NOT NULL,
    count integer NOT NULL
);

COMMENT ON TABLE public.element_counts IS 'Current elements per kind, category and smallest known area. Kind key_person counts persons who are cared for.';

COMMENT ON COLUMN public.element_counts.cell_x IS 'Column of the zoom-15 tile that holds elements without a grid; -1 for those in a grid.';

CREATE TABLE public.element_history (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    user_id bigint,
    change text NOT NULL,
    detail jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE public.element_history ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.element_history_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.element_kinds (
    kind text NOT NULL,
    number smallint NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    theme text NOT NULL,
    sensitivity text NOT NULL,
    sort smallint NOT NULL,
    search_weight real DEFAULT 1 NOT NULL,
    CONSTRAINT kind_number_has_two_digits CHECK (((number >= 1) AND (number <= 99))),
    CONSTRAINT search_weight_is_bounded CHECK (((search_weight >= (1)::double precision) AND (search_weight <= (4)::double precision))),
    CONSTRAINT sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['open'::text, 'internal'::text, 'restricted'::text])))
);

COMMENT ON COLUMN public.element_kinds.search_weight IS 'How much sooner a thing of this kind is listed; bounded, so that no tier of the search is without any kind.';

CREATE TABLE public.element_photos (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    caption text DEFAULT ''::text NOT NULL,
    taken_at timestamp with time zone,
    media_type text NOT NULL,
    path text NOT NULL
);

ALTER TABLE public.element_photos ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.element_photos_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.elements (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    parent_id bigint,
    search_text text GENERATED ALWAYS AS (lower(((((name || ' '::text) || address) || ' '::text) || code))) STORED NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT digital_id_has_19_digits CHECK ((code ~ '^[0-9]{19}$'::text))
)
PARTITION BY LIST (county_code);

COMMENT ON COLUMN public.elements.code IS 'Digital ID: county (6) + kind (2) + sequence (10) + check digit, unique for ever.';

COMMENT ON COLUMN public.elements.name IS 'For a person the masked name; the full one is encrypted in person_profiles.';

COMMENT ON COLUMN public.elements.place_code IS 'The smallest known area; jurisdictions are prefixes of it.';

COMMENT ON COLUMN public.elements.building_id IS 'The building that a dwelling, household, person, organisation … belongs to; its point is the building''s.';

COMMENT ON COLUMN public.elements.source_hash IS 'MD5 of the row as the source gave it; an import rewrites the element only when this changes.';

CREATE SEQUENCE public.elements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.elements_id_seq OWNED BY public.elements.id;

CREATE TABLE public.elements_elsewhere (
    id bigint DEFAULT nextval('public.elements_id_seq'::regclass) NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    building_id bigint,
    parent_id bigint,
    search_text text GENERATED ALWAYS AS (lower(((((name || ' '::text) || address) || ' '::text) || code))) STORED NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    valid_from timestamp with time zone DEFAULT now() NOT NULL,
    valid_to timestamp with time zone,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT digital_id_has_19_digits CHECK ((code ~ '^[0-9]{19}$'::text))
);

CREATE TABLE public.event_code_counters (
    county_code text NOT NULL COLLATE pg_catalog."C",
    day date NOT NULL,
    last_number integer DEFAULT 0 NOT NULL
);

CREATE TABLE public.event_log (
    county_code text NOT NULL COLLATE pg_catalog."C",
    event_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    step text NOT NULL,
    state text NOT NULL,
    by_role text NOT NULL,
    department text,
    user_id bigint,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT event_step_is_known CHECK ((step = ANY (ARRAY['report'::text, 'accept'::text, 'reject'::text, 'dispatch'::text, 'handle'::text, 'return'::text, 'verify'::text, 'close'::text, 'rate'::text, 'reopen'::text, 'pause'::text, 'resume'::text, 'note'::text, 'cancel'::text])))
)
PARTITION BY LIST (county_code);

COMMENT ON TABLE public.event_log IS 'Append-only: each step raises the event''s version by one and leaves one row with that version.';

COMMENT ON COLUMN public.event_log.state IS 'The event''s state after the step.';

CREATE TABLE public.event_log_elsewhere (
    county_code text NOT NULL COLLATE pg_catalog."C",
    event_id uuid NOT NULL,
    version integer NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    step text NOT NULL,
    state text NOT NULL,
    by_role text NOT NULL,
    department text,
    user_id bigint,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT event_step_is_known CHECK ((step = ANY (ARRAY['report'::text, 'accept'::text, 'reject'::text, 'dispatch'::text, 'handle'::text, 'return'::text, 'verify'::text, 'close'::text, 'rate'::text, 'reopen'::text, 'pause'::text, 'resume'::text, 'note'::text, 'cancel'::text])))
);

CREATE TABLE public.events (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    matter_code text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    geom_3857 public.geometry(Point,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    element_id bigint,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL,
    channel text NOT NULL,
    severity smallint NOT NULL,
    sensitivity text DEFAULT 'restricted'::text NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    accepted_at timestamp with time zone,
    dispatched_at timestamp with time zone,
    handled_at timestamp with time zone,
    verified_at timestamp with time zone,
    closed_at timestamp with time zone,
    handle_due_at timestamp with time zone,
    due_at timestamp with time zone,
    owner_department text,
    handler text,
    reopened_count smallint DEFAULT 0 NOT NULL,
    rating smallint,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    spot bigint GENERATED ALWAYS AS (public.event_spot(element_id, geom)) STORED NOT NULL,
    packed bytea GENERATED ALWAYS AS (public.event_packed(public.event_spot(element_id, geom), COALESCE(grid_code, community_code, county_code), reported_at, closed_at, matter_code, reopened_count, geom)) STORED NOT NULL,
    CONSTRAINT ended_event_has_its_time CHECK (((state = ANY (ARRAY['closed'::text, 'rejected'::text, 'cancelled'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT event_code_has_20_digits CHECK ((code ~ '^[0-9]{20}$'::text)),
    CONSTRAINT event_county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT event_ends_after_its_report CHECK ((closed_at >= reported_at)),
    CONSTRAINT event_sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['internal'::text, 'restricted'::text]))),
    CONSTRAINT event_severity_is_1_to_4 CHECK (((severity >= 1) AND (severity <= 4))),
    CONSTRAINT event_state_is_known CHECK ((state = ANY (ARRAY['reported'::text, 'accepted'::text, 'dispatched'::text, 'handled'::text, 'verified'::text, 'paused'::text, 'closed'::text, 'rejected'::text, 'cancelled'::text]))),
    CONSTRAINT rating_is_1_to_5 CHECK (((rating >= 1) AND (rating <= 5))),
    CONSTRAINT reopened_count_is_not_negative CHECK ((reopened_count >= 0))
)
PARTITION BY LIST (county_code);

COMMENT ON TABLE public.events IS 'One case each. Who reported it is not kept here.';

COMMENT ON COLUMN public.events.code IS 'County (6) + day of the report (8) + sequence of that day (6).';

COMMENT ON COLUMN public.events.element_id IS 'The element that it is about, where it is known.';

COMMENT ON COLUMN public.events.sensitivity IS 'Its matter''s, written by the database.';

COMMENT ON COLUMN public.events.handle_due_at IS 'End of the handling clock; due_at is the end of the whole.';

COMMENT ON COLUMN public.events.reopened_count IS 'How often it came back: verification failed, or the reporter was not content (返工).';

COMMENT ON COLUMN public.events.spot IS 'Same number, same place: the element''s id, or a negative number of a cell of about 30 m where it is about no element.';

COMMENT ON COLUMN public.events.packed IS '54 bytes in network order: spot (8), place_code as a number (8), reported_at and closed_at in microseconds since 2000, open as the largest (8 + 8), longitude and latitude (8 + 8), matter_code as a number (4), reopened_count (2).';

CREATE TABLE public.events_elsewhere (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    matter_code text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    geom public.geometry(Point,4326) NOT NULL,
    geom_3857 public.geometry(Point,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    element_id bigint,
    grid_code text COLLATE pg_catalog."C",
    community_code text COLLATE pg_catalog."C",
    place_code text GENERATED ALWAYS AS (COALESCE(grid_code, community_code, county_code)) STORED NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL,
    channel text NOT NULL,
    severity smallint NOT NULL,
    sensitivity text DEFAULT 'restricted'::text NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    accepted_at timestamp with time zone,
    dispatched_at timestamp with time zone,
    handled_at timestamp with time zone,
    verified_at timestamp with time zone,
    closed_at timestamp with time zone,
    handle_due_at timestamp with time zone,
    due_at timestamp with time zone,
    owner_department text,
    handler text,
    reopened_count smallint DEFAULT 0 NOT NULL,
    rating smallint,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    spot bigint GENERATED ALWAYS AS (public.event_spot(element_id, geom)) STORED NOT NULL,
    packed bytea GENERATED ALWAYS AS (public.event_packed(public.event_spot(element_id, geom), COALESCE(grid_code, community_code, county_code), reported_at, closed_at, matter_code, reopened_count, geom)) STORED NOT NULL,
    CONSTRAINT ended_event_has_its_time CHECK (((state = ANY (ARRAY['closed'::text, 'rejected'::text, 'cancelled'::text])) = (closed_at IS NOT NULL))),
    CONSTRAINT event_code_has_20_digits CHECK ((code ~ '^[0-9]{20}$'::text)),
    CONSTRAINT event_county_code_has_6_digits CHECK ((county_code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT event_ends_after_its_report CHECK ((closed_at >= reported_at)),
    CONSTRAINT event_sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['internal'::text, 'restricted'::text]))),
    CONSTRAINT event_severity_is_1_to_4 CHECK (((severity >= 1) AND (severity <= 4))),
    CONSTRAINT event_state_is_known CHECK ((state = ANY (ARRAY['reported'::text, 'accepted'::text, 'dispatched'::text, 'handled'::text, 'verified'::text, 'paused'::text, 'closed'::text, 'rejected'::text, 'cancelled'::text]))),
    CONSTRAINT rating_is_1_to_5 CHECK (((rating >= 1) AND (rating <= 5))),
    CONSTRAINT reopened_count_is_not_negative CHECK ((reopened_count >= 0))
);

CREATE TABLE public.facility_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    owner_department text,
    installed_on date,
    state text,
    last_checked_on date
);

CREATE TABLE public.grid_bands (
    area_code text NOT NULL COLLATE pg_catalog."C",
    is_village boolean NOT NULL,
    households_min integer NOT NULL,
    households_max integer NOT NULL,
    CONSTRAINT band_area_is_a_code CHECK ((area_code ~ '^[0-9]{0,12}$'::text)),
    CONSTRAINT band_is_in_order CHECK (((0 < households_min) AND (households_min <= households_max)))
);

COMMENT ON TABLE public.grid_bands IS 'Households that a base grid should have; the longest area code that fits counts, the empty one is everywhere.';

ALTER TABLE public.grids ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.grids_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ground_features (
    id bigint NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    theme text NOT NULL,
    class text DEFAULT ''::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    geom public.geometry(Geometry,4326) NOT NULL,
    geom_3857 public.geometry(Geometry,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    rank smallint DEFAULT 5 NOT NULL,
    is_walkable boolean DEFAULT false NOT NULL,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    source_hash uuid,
    CONSTRAINT ground_theme_is_known CHECK ((theme = ANY (ARRAY['road'::text, 'water'::text, 'landuse'::text, 'railway'::text, 'label'::text, 'barrier'::text, 'boundary'::text])))
);

COMMENT ON COLUMN public.ground_features.class IS 'road: motorway, trunk, primary, secondary, tertiary, residential, service, footway …; water: river, lake, canal, basin, stream; landuse: residential, commercial, industrial, education, medical, park, forest, farmland, grass, construction, public …; label: city, street, community, village, estate, suburb, locality.';

COMMENT ON COLUMN public.ground_features.rank IS 'Importance, 0 (national) to 9 (footpath, yard): decides the zoom from which it is drawn.';

ALTER TABLE public.ground_features ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ground_features_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.han_readings (
    "character" text NOT NULL COLLATE pg_catalog."C",
    readings text NOT NULL,
    CONSTRAINT one_character CHECK ((length("character") = 1))
);

COMMENT ON TABLE public.han_readings IS 'Pinyin without tones of simplified characters, ü written v; several readings are parted by /.';

CREATE TABLE public.hazard_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    hazard_class text,
    level text,
    found_on date,
    due_on date,
    state text,
    responsible text
);

CREATE TABLE public.household_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    household_type text,
    members smallint,
    allowances text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public.import_runs (
    id bigint NOT NULL,
    file_name text NOT NULL,
    file_sha256 bytea NOT NULL,
    layer text NOT NULL,
    county_code text COLLATE pg_catalog."C",
    state text NOT NULL,
    rows_read bigint,
    rows_written bigint,
    rows_unchanged bigint,
    rows_rejected bigint,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    staging_schema text,
    CONSTRAINT import_state_is_known CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);

COMMENT ON COLUMN public.import_runs.staging_schema IS 'Private schema of a running import; its advisory lock tells whether the importer lives.';

ALTER TABLE public.import_runs ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.import_runs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.key_person_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    type text NOT NULL,
    level text DEFAULT 'normal'::text NOT NULL,
    since date,
    visit_period_days smallint,
    next_visit_on date,
    note_cipher bytea
);

CREATE TABLE public.key_person_spots (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    type text NOT NULL,
    level text NOT NULL,
    building_id bigint,
    grid_code text COLLATE pg_catalog."C",
    place_code text NOT NULL COLLATE pg_catalog."C",
    geom_3857 public.geometry(Point,3857) NOT NULL
);

CREATE TABLE public.map_extents (
    county_code text NOT NULL COLLATE pg_catalog."C",
    elements bigint NOT NULL,
    box public.geometry(Polygon,4326) NOT NULL
);

COMMENT ON TABLE public.map_extents IS 'Where a county''s elements, grids and ground lie: the view that the map opens with.';

CREATE TABLE public.matter_care_types (
    matter_code text NOT NULL COLLATE pg_catalog."C",
    care_type text NOT NULL
);

COMMENT ON TABLE public.matter_care_types IS 'On the card of a person without the type such a matter would suggest an illness or a crime: it is not listed there.';

CREATE TABLE public.matter_classes (
    code text NOT NULL COLLATE pg_catalog."C",
    parent_code text GENERATED ALWAYS AS (NULLIF("left"(code, (length(code) - 2)), ''::text)) STORED COLLATE pg_catalog."C",
    name text NOT NULL,
    CONSTRAINT matter_class_code_has_2_or_4_digits CHECK ((code ~ '^[0-9]{2}([0-9]{2})?$'::text))
);

COMMENT ON TABLE public.matter_classes IS 'Types (部件, 事件, 基础数据, 群众诉求; 2 digits) and under them the classes (大类; 4 digits).';

CREATE TABLE public.matter_concerns (
    matter_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    category text DEFAULT ''::text NOT NULL
);

COMMENT ON COLUMN public.matter_concerns.category IS 'Code of dictionary category.<kind>; empty is every category of the kind.';

CREATE TABLE public.matter_history (
    matter_code text NOT NULL COLLATE pg_catalog."C",
    version integer NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    user_id bigint,
    before jsonb,
    after jsonb NOT NULL
);

COMMENT ON TABLE public.matter_history IS 'Changes that a person made; before is null for a matter that was added here.';

CREATE TABLE public.matter_needs (
    prefix text NOT NULL COLLATE pg_catalog."C",
    category text NOT NULL,
    CONSTRAINT need_prefix_has_2_4_or_6_digits CHECK ((prefix ~ '^([0-9]{2}){1,3}$'::text))
);

COMMENT ON TABLE public.matter_needs IS 'Which resources (dictionary category.resource) help with a matter or a class of them; the longest prefix that is there counts.';

CREATE TABLE public.matters (
    code text NOT NULL COLLATE pg_catalog."C",
    class_code text GENERATED ALWAYS AS ("left"(code, 4)) STORED NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    aliases text[] DEFAULT '{}'::text[] NOT NULL,
    owner_department text NOT NULL,
    owner_role text,
    routing text NOT NULL,
    accept_amount numeric(5,1) NOT NULL,
    accept_unit text NOT NULL,
    dispatch_amount numeric(5,1) NOT NULL,
    dispatch_unit text NOT NULL,
    handle_amount numeric(5,1) NOT NULL,
    handle_unit text NOT NULL,
    verify_amount numeric(5,1) NOT NULL,
    verify_unit text NOT NULL,
    severity smallint NOT NULL,
    sensitivity text DEFAULT 'internal'::text NOT NULL,
    opening_condition text NOT NULL,
    closing_condition text NOT NULL,
    source text NOT NULL,
    grade text,
    is_local boolean NOT NULL,
    valid boolean DEFAULT true NOT NULL,
    is_edited boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT matter_clock_units_are_known CHECK ((ARRAY[accept_unit, dispatch_unit, handle_unit, verify_unit] <@ ARRAY['紧急工作时'::text, '工作时'::text, '工作日'::text, '自然日'::text])),
    CONSTRAINT matter_clocks_run CHECK ((LEAST(accept_amount, dispatch_amount, handle_amount, verify_amount) > (0)::numeric)),
    CONSTRAINT matter_code_has_6_digits CHECK ((code ~ '^[0-9]{6}$'::text)),
    CONSTRAINT matter_code_is_cited_or_local CHECK ((is_local OR (grade IS NOT NULL))),
    CONSTRAINT matter_grade_is_known CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
    CONSTRAINT matter_routing_is_known CHECK ((routing = ANY (ARRAY['owner_first'::text, 'territory_first'::text]))),
    CONSTRAINT matter_sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['internal'::text, 'restricted'::text]))),
    CONSTRAINT matter_severity_is_1_to_4 CHECK (((severity >= 1) AND (severity <= 4)))
);

COMMENT ON COLUMN public.matters.aliases IS 'How residents say it.';

COMMENT ON COLUMN public.matters.routing IS 'owner_first: to the owner, then the territory (先属主后属地); territory_first: the other way round.';

COMMENT ON COLUMN public.matters.sensitivity IS 'restricted: a case tells something about a protected person, and is shown as such persons are.';

COMMENT ON COLUMN public.matters.is_local IS 'True where the code is ours: no text was read that gives the official number.';

COMMENT ON COLUMN public.matters.valid IS 'False for a matter that is no longer offered; its past events keep it.';

COMMENT ON COLUMN public.matters.is_edited IS 'True once a person changed it here: a new release of the catalogue then leaves it alone.';

CREATE TABLE public.mission_log (
    id bigint NOT NULL,
    mission_id uuid NOT NULL,
    task_id uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    user_id bigint NOT NULL,
    step text NOT NULL,
    state text NOT NULL,
    note text DEFAULT ''::text NOT NULL
);

COMMENT ON TABLE public.mission_log IS 'Append-only: one row for each step of a mission or of a task of it.';

COMMENT ON COLUMN public.mission_log.state IS 'The state after the step, of the task where one is named, else of the mission.';

ALTER TABLE public.mission_log ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.mission_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mission_people (
    task_id uuid NOT NULL,
    mission_id uuid NOT NULL,
    user_id bigint NOT NULL
);

CREATE TABLE public.mission_tasks (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    mission_id uuid NOT NULL,
    sort smallint NOT NULL,
    text text NOT NULL,
    theme jsonb,
    codes text[] DEFAULT '{}'::text[] NOT NULL,
    due_at timestamp with time zone,
    state text DEFAULT 'todo'::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mission_task_says_something CHECK (((length(text) >= 1) AND (length(text) <= 500))),
    CONSTRAINT mission_task_state_is_known CHECK ((state = ANY (ARRAY['todo'::text, 'accepted'::text, 'doing'::text, 'done'::text, 'cannot'::text])))
);

CREATE TABLE public.missions (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    serial bigint NOT NULL,
    number text GENERATED ALWAYS AS (('M'::text || lpad((serial)::text, GREATEST(6, length((serial)::text)), '0'::text))) STORED NOT NULL,
    brief_id uuid NOT NULL,
    owner_id bigint NOT NULL,
    title text NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    geom public.geometry(Geometry,4326) NOT NULL,
    square_meters double precision NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    state text DEFAULT 'open'::text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT mission_ends_after_it_starts CHECK ((ends_at >= starts_at)),
    CONSTRAINT mission_has_a_title CHECK (((length(title) >= 1) AND (length(title) <= 120))),
    CONSTRAINT mission_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'cancelled'::text])))
);

ALTER TABLE public.missions ALTER COLUMN serial ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.missions_serial_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.organisation_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    organisation_type text,
    credit_code text,
    employees integer,
    contact_name text,
    contact_phone text
);

CREATE TABLE public.outbox (
    id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    topic text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    payload jsonb DEFAULT '{}'::jsonb NOT NULL
);

COMMENT ON TABLE public.outbox IS 'What screens are told: topic, the area that it concerns (key) and ids. The tables say the rest, by the reader''s own rights.';

CREATE SEQUENCE public.outbox_numbers
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.outbox_numbers OWNED BY public.outbox.id;

CREATE TABLE public.person_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    residence_type text,
    sex text,
    birth_year smallint,
    relation_to_head text,
    education text,
    occupation text,
    political_status text,
    name_cipher bytea,
    name_hash bytea,
    id_type text,
    id_number_masked text,
    id_number_cipher bytea,
    id_number_hash bytea,
    phone_masked text,
    phone_cipher bytea,
    phone_hash bytea
);

CREATE TABLE public.place_points (
    code text NOT NULL COLLATE pg_catalog."C",
    level text NOT NULL,
    geom public.geometry(Point,3857) NOT NULL
);

COMMENT ON TABLE public.place_points IS 'Where the name or the count of a region or grid is drawn; level is the region''s, or grid.';

CREATE TABLE public.place_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    capacity integer,
    contact_name text,
    contact_phone text,
    opening_hours text,
    fire_level text
);

CREATE TABLE public.regions (
    code text NOT NULL COLLATE pg_catalog."C",
    parent_code text COLLATE pg_catalog."C",
    level text NOT NULL,
    name text NOT NULL,
    geom public.geometry(MultiPolygon,4326),
    geom_3857 public.geometry(MultiPolygon,3857) GENERATED ALWAYS AS (public.st_transform(geom, 3857)) STORED,
    population integer,
    attrs jsonb DEFAULT '{}'::jsonb NOT NULL,
    source text DEFAULT 'getu'::text NOT NULL,
    source_id text,
    is_local_code boolean DEFAULT false NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    source_hash uuid,
    CONSTRAINT region_code_has_2_to_12_digits CHECK ((code ~ '^[0-9]{2}([0-9]{2}){0,2}([0-9]{3}){0,2}$'::text)),
    CONSTRAINT region_level_is_known CHECK ((level = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'street'::text, 'community'::text]))),
    CONSTRAINT region_lies_under_its_parent CHECK (((parent_code IS NULL) OR starts_with(code, parent_code)))
);

COMMENT ON COLUMN public.regions.is_local_code IS 'True where the code is ours, not the official one of GB/T 2260 or the statistics bureau.';

CREATE TABLE public.resource_profiles (
    county_code text NOT NULL COLLATE pg_catalog."C",
    element_id bigint NOT NULL,
    resource_type text,
    capacity integer,
    contact_name text,
    contact_phone text,
    service_hours text,
    skills text[] DEFAULT '{}'::text[] NOT NULL
);

CREATE TABLE public.role_rights (
    role text NOT NULL,
    name text NOT NULL
);

COMMENT ON TABLE public.role_rights IS 'Which role may do what: one row per fact, read by the database, the server and the client.';

CREATE TABLE public.saved_areas (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    name text NOT NULL,
    parts jsonb NOT NULL,
    square_meters double precision NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    jurisdiction text NOT NULL COLLATE pg_catalog."C",
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT area_has_pieces CHECK (((jsonb_typeof(parts) = 'array'::text) AND ((jsonb_array_length(parts) >= 1) AND (jsonb_array_length(parts) <= 20)))),
    CONSTRAINT area_name_is_1_to_80_long CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 80))))
);

COMMENT ON COLUMN public.saved_areas.square_meters IS 'As it was when it was saved.';

COMMENT ON COLUMN public.saved_areas.jurisdiction IS 'The owner''s when it was last changed: a shared area is read where jurisdictions overlap.';

ALTER TABLE public.saved_areas ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.saved_areas_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.saved_searches (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    name text NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    link text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT saved_search_says_something CHECK (((text <> ''::text) OR (link <> ''::text))),
    CONSTRAINT search_link_is_a_query CHECK (((length(link) <= 20000) AND (link !~ '[[:space:]<>"#]'::text))),
    CONSTRAINT search_name_is_1_to_80_long CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 80)))),
    CONSTRAINT search_text_is_short CHECK ((length(text) <= 200))
);

COMMENT ON COLUMN public.saved_searches.link IS 'The query part of the console''s address, without ?.';

ALTER TABLE public.saved_searches ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.saved_searches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.schema_migrations (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE VIEW public.search_areas AS
 SELECT "left"(regions.code, 6) AS county_code,
    'region'::text AS kind,
    regions.code,
    (0)::bigint AS id,
    regions.code AS place_code,
    true AS is_open,
    regions.name,
    ''::text AS address,
    ''::text AS aliases,
    public.st_centroid(public.st_envelope(regions.geom)) AS spot,
    ((4)::numeric - ((length(regions.code))::numeric * 0.01)) AS rank
   FROM public.regions
UNION ALL
 SELECT grids.county_code,
    'grid'::text AS kind,
    grids.code,
    grids.id,
    grids.code AS place_code,
    true AS is_open,
    grids.name,
    ''::text AS address,
    ''::text AS aliases,
    public.st_centroid(public.st_envelope(grids.geom)) AS spot,
    ((2)::double precision - (("right"(grids.code, 9))::double precision * (0.000000000001)::double precision)) AS rank
   FROM public.grids
  WHERE (grids.valid_to IS NULL)
UNION ALL
 SELECT ''::text AS county_code,
    'matter'::text AS kind,
    matters.code,
    0 AS id,
    ''::text AS place_code,
    true AS is_open,
    matters.name,
    ''::text AS address,
    array_to_string(matters.aliases, '
'::text) AS aliases,
    NULL::public.geometry AS spot,
    (3.8 - ((matters.severity)::numeric * 0.01)) AS rank
   FROM public.matters
  WHERE matters.valid;

CREATE TABLE public.search_documents_0 (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
);

CREATE TABLE public.search_documents_1 (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
);

CREATE TABLE public.search_documents_2 (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
);

CREATE TABLE public.search_documents_3 (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
);

CREATE TABLE public.search_documents_4 (
    tier smallint NOT NULL,
    rank double precision NOT NULL,
    county_code text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    id bigint NOT NULL,
    place_code text NOT NULL COLLATE pg_catalog."C",
    is_open boolean NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    aliases text NOT NULL,
    pinyin text NOT NULL,
    spot public.geometry(Point,4326),
    shape public.geometry(Geometry,4326)
);

CREATE VIEW public.search_elements AS
 SELECT e.county_code,
    e.kind,
    e.code,
    e.id,
    "left"(e.place_code, 12) AS place_code,
    (k.sensitivity = 'open'::text) AS is_open,
    e.name,
        CASE
            WHEN (e.kind = 'dwelling'::text) THEN ''::text
            ELSE e.address
        END AS address,
        CASE
            WHEN (e.kind = 'place'::text) THEN e.category
            ELSE ''::text
        END AS aliases,
        CASE
            WHEN (public.geometrytype(e.geom) = 'POINT'::text) THEN e.geom
            ELSE public.st_setsrid(public.st_makepoint(((public.st_xmin((e.geom)::public.box3d) + public.st_xmax((e.geom)::public.box3d)) / (2)::double precision), ((public.st_ymin((e.geom)::public.box3d) + public.st_ymax((e.geom)::public.box3d)) / (2)::double precision)), 4326)
        END AS spot,
    (power(((((hashtextextended(
        CASE e.kind
            WHEN 'building'::text THEN translate(((e.address || ' '::text) || e.name), '0123456789'::text, ''::text)
            WHEN 'dwelling'::text THEN COALESCE((e.building_id)::text, e.code)
            ELSE e.code
        END, (0)::bigint) & '4294967295'::bigint) + 1))::double precision / ('4294967297'::bigint)::double precision), ((1)::double precision / k.search_weight)) - ((substr(e.code, 9, 10))::double precision * (0.0000000000001)::double precision)) AS rank,
    e.updated_at
   FROM (public.elements e
     JOIN public.element_kinds k ON ((k.kind = e.kind)))
  WHERE ((e.valid_to IS NULL) AND (k.sensitivity <> 'restricted'::text) AND ((e.name <> ''::text) OR (e.address <> ''::text)));

CREATE VIEW public.search_groups AS
 SELECT ground_features.county_code,
    'street'::text AS kind,
    ('street-'::text || min(ground_features.id)) AS code,
    min(ground_features.id) AS id,
    ground_features.county_code AS place_code,
    true AS is_open,
    ground_features.name,
    ''::text AS address,
    ''::text AS aliases,
    public.st_centroid((public.st_extent(ground_features.geom))::public.geometry) AS spot,
    ((3.5 - ((length(ground_features.name))::numeric * 0.01)) - ((min(ground_features.rank))::numeric * 0.001)) AS rank,
    public.st_collect(ground_features.geom) AS shape
   FROM public.ground_features
  WHERE ((ground_features.theme = 'road'::text) AND (ground_features.name <> ''::text))
  GROUP BY ground_features.county_code, ground_features.name
UNION ALL
 SELECT b.county_code,
    'estate'::text AS kind,
    ('estate-'::text || min(b.element_id)) AS code,
    min(b.element_id) AS id,
    "left"(min(e.place_code), 12) AS place_code,
    true AS is_open,
    b.estate AS name,
    min(regexp_replace(e.address, (b.estate || '.*$'::text), ''::text)) AS address,
    ''::text AS aliases,
    public.st_centroid((public.st_extent(e.geom))::public.geometry) AS spot,
    (3.5 - ((length(b.estate))::numeric * 0.01)) AS rank,
    public.st_collect(public.st_centroid(public.st_envelope(e.geom))) AS shape
   FROM (public.building_profiles b
     JOIN public.elements e ON (((e.county_code = b.county_code) AND (e.id = b.element_id))))
  WHERE ((b.estate <> ''::text) AND (e.valid_to IS NULL))
  GROUP BY b.county_code, b.estate;

CREATE TABLE public.search_tiers (
    tier smallint NOT NULL,
    lowest_rank double precision NOT NULL
);

CREATE TABLE public.sessions (
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.sign_in_failures (
    username_hash bytea NOT NULL,
    failures integer NOT NULL,
    first_failed_at timestamp with time zone NOT NULL,
    locked_until timestamp with time zone,
    network text DEFAULT ''::text NOT NULL
);

COMMENT ON COLUMN public.sign_in_failures.username_hash IS 'SHA-256: people type passwords into the wrong field.';

COMMENT ON COLUMN public.sign_in_failures.network IS 'IPv4 address or IPv6 /64 of the caller; empty counts all of them.';

CREATE TABLE public.tile_changes (
    id bigint NOT NULL,
    layer text NOT NULL,
    version integer,
    box public.geometry(Polygon,3857),
    counts_box public.geometry(Polygon,3857),
    at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.tile_changes IS 'Which ground each version of a layer changed: box where single elements are drawn, counts_box where their counts are. No box is everywhere, an empty one nowhere.';

ALTER TABLE public.tile_changes ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.tile_changes_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tile_layer_versions (
    layer text NOT NULL,
    version integer DEFAULT 1 NOT NULL
);

CREATE TABLE public.tile_layers (
    id text NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    title_zh text NOT NULL,
    title_en text NOT NULL,
    theme text NOT NULL,
    geometry text NOT NULL,
    minzoom smallint NOT NULL,
    maxzoom smallint NOT NULL,
    counts_below_zoom smallint,
    sensitivity text NOT NULL,
    fields jsonb NOT NULL,
    category_type text DEFAULT ''::text NOT NULL,
    sort smallint NOT NULL,
    CONSTRAINT layer_counts_end_inside CHECK (((counts_below_zoom > minzoom) AND (counts_below_zoom <= maxzoom))),
    CONSTRAINT layer_geometry_is_known CHECK ((geometry = ANY (ARRAY['point'::text, 'line'::text, 'polygon'::text, 'mixed'::text]))),
    CONSTRAINT layer_id_is_plain CHECK ((id ~ '^[a-z][a-z_]{1,39}$'::text)),
    CONSTRAINT layer_maxzoom_is_a_zoom CHECK (((maxzoom >= minzoom) AND (maxzoom <= 16))),
    CONSTRAINT layer_minzoom_is_a_zoom CHECK (((minzoom >= 0) AND (minzoom <= 16))),
    CONSTRAINT layer_sensitivity_is_known CHECK ((sensitivity = ANY (ARRAY['open'::text, 'internal'::text, 'restricted'::text]))),
    CONSTRAINT layer_source_is_known CHECK ((source = ANY (ARRAY['region'::text, 'region_label'::text, 'grid'::text, 'grid_label'::text, 'ground'::text, 'building'::text, 'element'::text, 'key_person'::text])))
);

COMMENT ON TABLE public.tile_layers IS 'One row per fact about a layer; below counts_below_zoom a layer carries counts per grid or community.';

COMMENT ON COLUMN public.tile_layers.kind IS 'Element kind, or the theme of ground_features, or region or grid.';

COMMENT ON COLUMN public.tile_layers.category_type IS 'dictionaries.type that names the categories.';

CREATE TABLE public.users (
    id bigint NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    roles text[] NOT NULL,
    jurisdiction text NOT NULL COLLATE pg_catalog."C",
    totp_secret_cipher bytea,
    is_disabled boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_totp_step bigint,
    username_hash bytea GENERATED ALWAYS AS (sha256(decode(username, 'escape'::text))) STORED NOT NULL,
    last_sign_in_at timestamp with time zone,
    CONSTRAINT jurisdiction_is_a_code CHECK ((jurisdiction ~ '^[0-9]{0,15}$'::text)),
    CONSTRAINT username_is_plain CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'::text))
);

COMMENT ON COLUMN public.users.jurisdiction IS 'Prefix of region and grid codes; empty is everywhere.';

COMMENT ON COLUMN public.users.username_hash IS 'As sign_in_failures has it; the name is plain ASCII, so that its bytes are its characters.';

ALTER TABLE public.users ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.users_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.work_calendar (
    day date NOT NULL,
    is_workday boolean NOT NULL,
    name text NOT NULL
);

COMMENT ON TABLE public.work_calendar IS 'Days that differ from the plain week: holidays, and weekends that are worked (调休).';

ALTER TABLE ONLY public.elements ATTACH PARTITION public.elements_elsewhere DEFAULT;

ALTER TABLE ONLY public.event_log ATTACH PARTITION public.event_log_elsewhere DEFAULT;

ALTER TABLE ONLY public.events ATTACH PARTITION public.events_elsewhere DEFAULT;

ALTER TABLE ONLY public.search_documents ATTACH PARTITION public.search_documents_0 FOR VALUES IN ('0');

ALTER TABLE ONLY public.search_documents ATTACH PARTITION public.search_documents_1 FOR VALUES IN ('1');

ALTER TABLE ONLY public.search_documents ATTACH PARTITION public.search_documents_2 FOR VALUES IN ('2');

ALTER TABLE ONLY public.search_documents ATTACH PARTITION public.search_documents_3 FOR VALUES IN ('3');

ALTER TABLE ONLY public.search_documents ATTACH PARTITION public.search_documents_4 FOR VALUES IN ('4');

ALTER TABLE ONLY public.elements ALTER COLUMN id SET DEFAULT nextval('public.elements_id_seq'::regclass);

ALTER TABLE ONLY public.account_handovers
    ADD CONSTRAINT account_handovers_pkey PRIMARY KEY (plan_id, user_id);

ALTER TABLE ONLY public.saved_areas
    ADD CONSTRAINT area_name_is_used_once UNIQUE (owner_id, name);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.border_comments
    ADD CONSTRAINT border_comments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.border_edit_grids
    ADD CONSTRAINT border_edit_grids_pkey PRIMARY KEY (plan_id, seq, is_after, code);

ALTER TABLE ONLY public.border_edits
    ADD CONSTRAINT border_edits_pkey PRIMARY KEY (plan_id, seq);

ALTER TABLE ONLY public.border_neighbours
    ADD CONSTRAINT border_neighbours_pkey PRIMARY KEY (layer, code, neighbour);

ALTER TABLE ONLY public.border_plan_grids
    ADD CONSTRAINT border_plan_grids_pkey PRIMARY KEY (plan_id, code);

ALTER TABLE ONLY public.border_plan_log
    ADD CONSTRAINT border_plan_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.border_proposal_grids
    ADD CONSTRAINT border_proposal_grids_pkey PRIMARY KEY (proposal_id, alternative, number);

ALTER TABLE ONLY public.border_proposals
    ADD CONSTRAINT border_proposals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.border_shapes
    ADD CONSTRAINT border_shapes_pkey PRIMARY KEY (layer, band, code);

ALTER TABLE ONLY public.brief_items
    ADD CONSTRAINT brief_items_pkey PRIMARY KEY (snapshot_id, kind, category, code);

ALTER TABLE ONLY public.brief_pictures
    ADD CONSTRAINT brief_pictures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.brief_snapshots
    ADD CONSTRAINT brief_snapshots_id_brief_id_key UNIQUE (id, brief_id);

ALTER TABLE ONLY public.brief_snapshots
    ADD CONSTRAINT brief_snapshots_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.briefs
    ADD CONSTRAINT briefs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.briefs
    ADD CONSTRAINT briefs_serial_key UNIQUE (serial);

ALTER TABLE ONLY public.building_profiles
    ADD CONSTRAINT building_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.camera_profiles
    ADD CONSTRAINT camera_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.city_seeds
    ADD CONSTRAINT city_seeds_pkey PRIMARY KEY (county_code);

ALTER TABLE ONLY public.dictionaries
    ADD CONSTRAINT dictionaries_pkey PRIMARY KEY (type, code);

ALTER TABLE ONLY public.digital_id_counters
    ADD CONSTRAINT digital_id_counters_pkey PRIMARY KEY (county_code, kind);

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.duty_handovers
    ADD CONSTRAINT duty_handovers_pkey PRIMARY KEY (duty_id);

ALTER TABLE ONLY public.dwelling_profiles
    ADD CONSTRAINT dwelling_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.element_counts
    ADD CONSTRAINT element_counts_pkey PRIMARY KEY (kind, place_code, cell_x, cell_y, category, county_code);

ALTER TABLE ONLY public.element_history
    ADD CONSTRAINT element_history_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.element_kinds
    ADD CONSTRAINT element_kinds_number_key UNIQUE (number);

ALTER TABLE ONLY public.element_kinds
    ADD CONSTRAINT element_kinds_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY public.element_photos
    ADD CONSTRAINT element_photos_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.elements
    ADD CONSTRAINT elements_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.elements_elsewhere
    ADD CONSTRAINT elements_elsewhere_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.elements
    ADD CONSTRAINT elements_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.elements_elsewhere
    ADD CONSTRAINT elements_elsewhere_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.event_code_counters
    ADD CONSTRAINT event_code_counters_pkey PRIMARY KEY (county_code, day);

ALTER TABLE ONLY public.event_log
    ADD CONSTRAINT event_log_pkey PRIMARY KEY (county_code, event_id, version);

ALTER TABLE ONLY public.event_log_elsewhere
    ADD CONSTRAINT event_log_elsewhere_pkey PRIMARY KEY (county_code, event_id, version);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.events_elsewhere
    ADD CONSTRAINT events_elsewhere_county_code_code_key UNIQUE (county_code, code);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.events_elsewhere
    ADD CONSTRAINT events_elsewhere_pkey PRIMARY KEY (county_code, id);

ALTER TABLE ONLY public.facility_profiles
    ADD CONSTRAINT facility_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.grid_bands
    ADD CONSTRAINT grid_bands_pkey PRIMARY KEY (area_code, is_village);

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ground_features
    ADD CONSTRAINT ground_features_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.han_readings
    ADD CONSTRAINT han_readings_pkey PRIMARY KEY ("character");

ALTER TABLE ONLY public.hazard_profiles
    ADD CONSTRAINT hazard_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.household_profiles
    ADD CONSTRAINT household_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.import_runs
    ADD CONSTRAINT import_runs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.key_person_profiles
    ADD CONSTRAINT key_person_profiles_pkey PRIMARY KEY (county_code, element_id, type);

ALTER TABLE ONLY public.key_person_spots
    ADD CONSTRAINT key_person_spots_pkey PRIMARY KEY (county_code, element_id, type);

ALTER TABLE ONLY public.map_extents
    ADD CONSTRAINT map_extents_pkey PRIMARY KEY (county_code);

ALTER TABLE ONLY public.matter_care_types
    ADD CONSTRAINT matter_care_types_pkey PRIMARY KEY (matter_code, care_type);

ALTER TABLE ONLY public.matter_classes
    ADD CONSTRAINT matter_classes_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.matter_concerns
    ADD CONSTRAINT matter_concerns_pkey PRIMARY KEY (matter_code, kind, category);

ALTER TABLE ONLY public.matter_history
    ADD CONSTRAINT matter_history_pkey PRIMARY KEY (matter_code, version);

ALTER TABLE ONLY public.matter_needs
    ADD CONSTRAINT matter_needs_pkey PRIMARY KEY (prefix, category);

ALTER TABLE ONLY public.matters
    ADD CONSTRAINT matters_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.mission_log
    ADD CONSTRAINT mission_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mission_people
    ADD CONSTRAINT mission_people_pkey PRIMARY KEY (task_id, user_id);

ALTER TABLE ONLY public.mission_tasks
    ADD CONSTRAINT mission_tasks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_serial_key UNIQUE (serial);

ALTER TABLE ONLY public.organisation_profiles
    ADD CONSTRAINT organisation_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.place_points
    ADD CONSTRAINT place_points_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.place_profiles
    ADD CONSTRAINT place_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.resource_profiles
    ADD CONSTRAINT resource_profiles_pkey PRIMARY KEY (county_code, element_id);

ALTER TABLE ONLY public.role_rights
    ADD CONSTRAINT role_rights_pkey PRIMARY KEY (role, name);

ALTER TABLE ONLY public.saved_areas
    ADD CONSTRAINT saved_areas_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.saved_searches
    ADD CONSTRAINT saved_searches_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

ALTER TABLE ONLY public.saved_searches
    ADD CONSTRAINT search_name_is_used_once UNIQUE (owner_id, name);

ALTER TABLE ONLY public.search_tiers
    ADD CONSTRAINT search_tiers_pkey PRIMARY KEY (tier);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT sign_in_failures_pkey PRIMARY KEY (username_hash, network);

ALTER TABLE ONLY public.tile_changes
    ADD CONSTRAINT tile_changes_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.tile_layer_versions
    ADD CONSTRAINT tile_layer_versions_pkey PRIMARY KEY (layer);

ALTER TABLE ONLY public.tile_layers
    ADD CONSTRAINT tile_layers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_username_key UNIQUE (username);

ALTER TABLE ONLY public.work_calendar
    ADD CONSTRAINT work_calendar_pkey PRIMARY KEY (day);

CREATE INDEX audit_log_action_idx ON public.audit_log USING btree (action, id);

CREATE INDEX audit_log_at_idx ON public.audit_log USING btree (at);

CREATE INDEX audit_log_object_idx ON public.audit_log USING btree (object, id) WHERE (object <> ''::text);

CREATE INDEX audit_log_user_idx ON public.audit_log USING btree (user_id, id);

CREATE INDEX border_comments_plan_idx ON public.border_comments USING btree (plan_id, id);

CREATE INDEX border_plan_grids_geom_idx ON public.border_plan_grids USING gist (geom);

CREATE INDEX border_plan_log_plan_idx ON public.border_plan_log USING btree (plan_id, id);

CREATE INDEX border_plans_due_idx ON public.border_plans USING btree (effective_at) WHERE (status = 'scheduled'::text);

CREATE INDEX border_plans_scope_idx ON public.border_plans USING btree (scope_code, updated_at DESC);

CREATE INDEX border_proposals_plan_idx ON public.border_proposals USING btree (plan_id, started_at DESC);

CREATE UNIQUE INDEX border_proposals_running_idx ON public.border_proposals USING btree (plan_id) WHERE (state = 'running'::text);

CREATE INDEX border_shapes_geom_idx ON public.border_shapes USING gist (geom);

CREATE INDEX brief_pictures_brief_idx ON public.brief_pictures USING btree (brief_id);

CREATE INDEX brief_snapshots_brief_idx ON public.brief_snapshots USING btree (brief_id, id DESC);

CREATE INDEX briefs_owner_idx ON public.briefs USING btree (owner_id, updated_at DESC);

CREATE INDEX briefs_place_idx ON public.briefs USING btree (place_code, updated_at DESC);

CREATE INDEX building_profiles_estate_idx ON public.building_profiles USING btree (county_code, estate) WHERE (estate <> ''::text);

CREATE INDEX duties_area_idx ON public.duties USING btree (area_code) WHERE (valid_to IS NULL);

CREATE INDEX duties_building_idx ON public.duties USING btree (building_id) WHERE (valid_to IS NULL);

CREATE INDEX duties_holder_idx ON public.duties USING btree (holder COLLATE "C") WHERE (valid_to IS NULL);

CREATE INDEX duties_phone_idx ON public.duties USING btree (phone) WHERE ((valid_to IS NULL) AND (phone <> ''::text));

CREATE INDEX duties_undecided_idx ON public.duties USING btree (attached_by) WHERE ((valid_to IS NULL) AND (attached_by IS NOT NULL));

CREATE INDEX duty_handovers_heir_idx ON public.duty_handovers USING btree (heir_id);

CREATE INDEX duty_handovers_plan_idx ON public.duty_handovers USING btree (plan_id);

CREATE INDEX element_counts_cell_idx ON public.element_counts USING btree (kind, cell_x, cell_y) WHERE (cell_x >= 0);

CREATE INDEX element_counts_place_idx ON public.element_counts USING btree (place_code) INCLUDE (kind, category, count);

CREATE INDEX element_history_element_idx ON public.element_history USING btree (county_code, element_id, at DESC);

CREATE INDEX elements_building_idx ON ONLY public.elements USING btree (building_id, kind) WHERE (building_id IS NOT NULL);

CREATE INDEX elements_buildings_3857_idx ON ONLY public.elements USING gist (geom_3857) WHERE ((kind = 'building'::text) AND (valid_to IS NULL));

CREATE INDEX elements_drawn_3857_idx ON ONLY public.elements USING gist (geom_3857) WHERE ((kind <> ALL (ARRAY['building'::text, 'dwelling'::text, 'household'::text, 'person'::text])) AND (valid_to IS NULL));

CREATE INDEX elements_elsewhere_building_id_kind_idx ON public.elements_elsewhere USING btree (building_id, kind) WHERE (building_id IS NOT NULL);

CREATE UNIQUE INDEX elements_source_idx ON ONLY public.elements USING btree (county_code, source COLLATE "C", source_id COLLATE "C") WHERE (source_id IS NOT NULL);

CREATE UNIQUE INDEX elements_elsewhere_county_code_source_source_id_idx ON public.elements_elsewhere USING btree (county_code, source COLLATE "C", source_id COLLATE "C") WHERE (source_id IS NOT NULL);

CREATE INDEX elements_elsewhere_geom_3857_idx ON public.elements_elsewhere USING gist (geom_3857) WHERE ((kind = 'building'::text) AND (valid_to IS NULL));

CREATE INDEX elements_elsewhere_geom_3857_idx1 ON public.elements_elsewhere USING gist (geom_3857) WHERE ((kind <> ALL (ARRAY['building'::text, 'dwelling'::text, 'household'::text, 'person'::text])) AND (valid_to IS NULL));

CREATE INDEX elements_geom_idx ON ONLY public.elements USING gist (geom);

CREATE INDEX elements_elsewhere_geom_idx ON public.elements_elsewhere USING gist (geom);

CREATE INDEX elements_resources_idx ON ONLY public.elements USING gist (geom) WHERE ((kind = 'resource'::text) AND (valid_to IS NULL));

CREATE INDEX elements_elsewhere_geom_idx1 ON public.elements_elsewhere USING gist (geom) WHERE ((kind = 'resource'::text) AND (valid_to IS NULL));

CREATE INDEX elements_large_idx ON ONLY public.elements USING gist (geom) WHERE (GREATEST((public.st_xmax((geom)::public.box3d) - public.st_xmin((geom)::public.box3d)), (public.st_ymax((geom)::public.box3d) - public.st_ymin((geom)::public.box3d))) > (0.001)::double precision);

CREATE INDEX elements_elsewhere_geom_idx2 ON public.elements_elsewhere USING gist (geom) WHERE (GREATEST((public.st_xmax((geom)::public.box3d) - public.st_xmin((geom)::public.box3d)), (public.st_ymax((geom)::public.box3d) - public.st_ymin((geom)::public.box3d))) > (0.001)::double precision);

CREATE INDEX elements_place_idx ON ONLY public.elements USING btree (place_code, kind, category);

CREATE INDEX elements_elsewhere_place_code_kind_category_idx ON public.elements_elsewhere USING btree (place_code, kind, category);

CREATE INDEX events_element_idx ON ONLY public.events USING btree (county_code, element_id) WHERE (element_id IS NOT NULL);

CREATE INDEX events_elsewhere_county_code_element_id_idx ON public.events_elsewhere USING btree (county_code, element_id) WHERE (element_id IS NOT NULL);

CREATE INDEX events_geom_3857_idx ON ONLY public.events USING gist (geom_3857);

CREATE INDEX events_elsewhere_geom_3857_idx ON public.events_elsewhere USING gist (geom_3857);

CREATE INDEX events_geom_idx ON ONLY public.events USING gist (geom);

CREATE INDEX events_elsewhere_geom_idx ON public.events_elsewhere USING gist (geom);

CREATE INDEX events_id_idx ON ONLY public.events USING btree (id);

CREATE INDEX events_elsewhere_id_idx ON public.events_elsewhere USING btree (id);

CREATE INDEX events_matter_idx ON ONLY public.events USING btree (matter_code, place_code, reported_at) INCLUDE (sensitivity, closed_at, due_at, reopened_count, owner_department, geom, packed);

CREATE INDEX events_elsewhere_matter_code_place_code_reported_at_sensiti_idx ON public.events_elsewhere USING btree (matter_code, place_code, reported_at) INCLUDE (sensitivity, closed_at, due_at, reopened_count, owner_department, geom, packed);

CREATE INDEX events_open_idx ON ONLY public.events USING btree (place_code, due_at) WHERE (closed_at IS NULL);

CREATE INDEX events_elsewhere_place_code_due_at_idx ON public.events_elsewhere USING btree (place_code, due_at) WHERE (closed_at IS NULL);

CREATE INDEX events_place_idx ON ONLY public.events USING btree (place_code, reported_at);

CREATE INDEX events_elsewhere_place_code_reported_at_idx ON public.events_elsewhere USING btree (place_code, reported_at);

CREATE INDEX events_reported_idx ON ONLY public.events USING btree (reported_at);

CREATE INDEX events_elsewhere_reported_at_idx ON public.events_elsewhere USING btree (reported_at);

CREATE INDEX events_spot_idx ON ONLY public.events USING btree (spot, reported_at);

CREATE INDEX events_elsewhere_spot_reported_at_idx ON public.events_elsewhere USING btree (spot, reported_at);

CREATE UNIQUE INDEX grids_code_from_idx ON public.grids USING btree (code, valid_from);

CREATE INDEX grids_community_code_idx ON public.grids USING btree (community_code) WHERE (valid_to IS NULL);

CREATE INDEX grids_community_history_idx ON public.grids USING btree (community_code, valid_from);

CREATE UNIQUE INDEX grids_current_code_idx ON public.grids USING btree (code) WHERE (valid_to IS NULL);

CREATE INDEX grids_geom_3857_idx ON public.grids USING gist (geom_3857) WHERE (valid_to IS NULL);

CREATE INDEX grids_geom_idx ON public.grids USING gist (geom) WHERE (valid_to IS NULL);

CREATE INDEX ground_features_county_idx ON public.ground_features USING btree (county_code, theme);

CREATE INDEX ground_features_geom_3857_idx ON public.ground_features USING gist (geom_3857);

CREATE INDEX ground_features_geom_idx ON public.ground_features USING gist (geom);

CREATE INDEX ground_features_overview_idx ON public.ground_features USING gist (geom_3857) WHERE (rank <= 5);

CREATE UNIQUE INDEX ground_features_source_idx ON public.ground_features USING btree (county_code, theme, source, source_id) WHERE (source_id IS NOT NULL);

CREATE INDEX ground_features_street_idx ON public.ground_features USING btree (county_code, name) WHERE ((theme = 'road'::text) AND (name <> ''::text));

CREATE INDEX key_person_spots_geom_3857_idx ON public.key_person_spots USING gist (geom_3857);

CREATE INDEX key_person_spots_place_idx ON public.key_person_spots USING btree (place_code) INCLUDE (type, county_code, element_id);

CREATE INDEX matter_concerns_kind_idx ON public.matter_concerns USING btree (kind, category);

CREATE INDEX matters_class_idx ON public.matters USING btree (class_code);

CREATE INDEX mission_log_mission_idx ON public.mission_log USING btree (mission_id, id);

CREATE INDEX mission_people_mission_idx ON public.mission_people USING btree (mission_id);

CREATE INDEX mission_people_user_idx ON public.mission_people USING btree (user_id);

CREATE INDEX mission_tasks_mission_idx ON public.mission_tasks USING btree (mission_id, sort);

CREATE INDEX missions_brief_idx ON public.missions USING btree (brief_id);

CREATE INDEX missions_owner_idx ON public.missions USING btree (owner_id);

CREATE INDEX missions_place_idx ON public.missions USING btree (place_code);

CREATE INDEX organisation_profiles_phone_idx ON public.organisation_profiles USING btree (contact_phone) WHERE (contact_phone <> ''::text);

CREATE INDEX outbox_at_idx ON public.outbox USING btree (at);

CREATE INDEX person_profiles_id_number_idx ON public.person_profiles USING btree (id_number_hash);

CREATE INDEX person_profiles_name_idx ON public.person_profiles USING btree (name_hash);

CREATE INDEX person_profiles_phone_idx ON public.person_profiles USING btree (phone_hash);

CREATE INDEX place_points_geom_idx ON public.place_points USING gist (geom);

CREATE INDEX place_profiles_phone_idx ON public.place_profiles USING btree (contact_phone) WHERE (contact_phone <> ''::text);

CREATE INDEX regions_geom_3857_idx ON public.regions USING gist (geom_3857);

CREATE INDEX regions_geom_idx ON public.regions USING gist (geom);

CREATE INDEX regions_parent_code_idx ON public.regions USING btree (parent_code);

CREATE UNIQUE INDEX regions_source_idx ON public.regions USING btree (source, source_id) WHERE (source_id IS NOT NULL);

CREATE INDEX resource_profiles_phone_idx ON public.resource_profiles USING btree (contact_phone) WHERE (contact_phone <> ''::text);

CREATE INDEX search_documents_code_idx ON ONLY public.search_documents USING btree (code);

CREATE INDEX search_documents_0_code_idx ON public.search_documents_0 USING btree (code);

CREATE INDEX search_documents_county_idx ON ONLY public.search_documents USING btree (county_code, kind);

CREATE INDEX search_documents_0_county_code_kind_idx ON public.search_documents_0 USING btree (county_code, kind);

CREATE INDEX search_documents_tokens_idx ON ONLY public.search_documents USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX search_documents_0_search_tokens_idx ON public.search_documents_0 USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX search_documents_1_code_idx ON public.search_documents_1 USING btree (code);

CREATE INDEX search_documents_1_county_code_kind_idx ON public.search_documents_1 USING btree (county_code, kind);

CREATE INDEX search_documents_1_search_tokens_idx ON public.search_documents_1 USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX search_documents_2_code_idx ON public.search_documents_2 USING btree (code);

CREATE INDEX search_documents_2_county_code_kind_idx ON public.search_documents_2 USING btree (county_code, kind);

CREATE INDEX search_documents_2_search_tokens_idx ON public.search_documents_2 USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX search_documents_3_code_idx ON public.search_documents_3 USING btree (code);

CREATE INDEX search_documents_3_county_code_kind_idx ON public.search_documents_3 USING btree (county_code, kind);

CREATE INDEX search_documents_3_search_tokens_idx ON public.search_documents_3 USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX search_documents_4_code_idx ON public.search_documents_4 USING btree (code);

CREATE INDEX search_documents_4_county_code_kind_idx ON public.search_documents_4 USING btree (county_code, kind);

CREATE INDEX search_documents_4_search_tokens_idx ON public.search_documents_4 USING gin (public.search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));

CREATE INDEX sessions_user_idx ON public.sessions USING btree (user_id);

CREATE INDEX tile_changes_at_idx ON public.tile_changes USING btree (at);

CREATE UNIQUE INDEX tile_changes_layer_version_idx ON public.tile_changes USING btree (layer, version);

CREATE UNIQUE INDEX users_username_hash_idx ON public.users USING btree (username_hash);

ALTER INDEX public.elements_building_idx ATTACH PARTITION public.elements_elsewhere_building_id_kind_idx;

ALTER INDEX public.elements_county_code_code_key ATTACH PARTITION public.elements_elsewhere_county_code_code_key;

ALTER INDEX public.elements_source_idx ATTACH PARTITION public.elements_elsewhere_county_code_source_source_id_idx;

ALTER INDEX public.elements_buildings_3857_idx ATTACH PARTITION public.elements_elsewhere_geom_3857_idx;

ALTER INDEX public.elements_drawn_3857_idx ATTACH PARTITION public.elements_elsewhere_geom_3857_idx1;

ALTER INDEX public.elements_geom_idx ATTACH PARTITION public.elements_elsewhere_geom_idx;

ALTER INDEX public.elements_resources_idx ATTACH PARTITION public.elements_elsewhere_geom_idx1;

ALTER INDEX public.elements_large_idx ATTACH PARTITION public.elements_elsewhere_geom_idx2;

ALTER INDEX public.elements_pkey ATTACH PARTITION public.elements_elsewhere_pkey;

ALTER INDEX public.elements_place_idx ATTACH PARTITION public.elements_elsewhere_place_code_kind_category_idx;

ALTER INDEX public.event_log_pkey ATTACH PARTITION public.event_log_elsewhere_pkey;

ALTER INDEX public.events_county_code_code_key ATTACH PARTITION public.events_elsewhere_county_code_code_key;

ALTER INDEX public.events_element_idx ATTACH PARTITION public.events_elsewhere_county_code_element_id_idx;

ALTER INDEX public.events_geom_3857_idx ATTACH PARTITION public.events_elsewhere_geom_3857_idx;

ALTER INDEX public.events_geom_idx ATTACH PARTITION public.events_elsewhere_geom_idx;

ALTER INDEX public.events_id_idx ATTACH PARTITION public.events_elsewhere_id_idx;

ALTER INDEX public.events_matter_idx ATTACH PARTITION public.events_elsewhere_matter_code_place_code_reported_at_sensiti_idx;

ALTER INDEX public.events_pkey ATTACH PARTITION public.events_elsewhere_pkey;

ALTER INDEX public.events_open_idx ATTACH PARTITION public.events_elsewhere_place_code_due_at_idx;

ALTER INDEX public.events_place_idx ATTACH PARTITION public.events_elsewhere_place_code_reported_at_idx;

ALTER INDEX public.events_reported_idx ATTACH PARTITION public.events_elsewhere_reported_at_idx;

ALTER INDEX public.events_spot_idx ATTACH PARTITION public.events_elsewhere_spot_reported_at_idx;

ALTER INDEX public.search_documents_code_idx ATTACH PARTITION public.search_documents_0_code_idx;

ALTER INDEX public.search_documents_county_idx ATTACH PARTITION public.search_documents_0_county_code_kind_idx;

ALTER INDEX public.search_documents_tokens_idx ATTACH PARTITION public.search_documents_0_search_tokens_idx;

ALTER INDEX public.search_documents_code_idx ATTACH PARTITION public.search_documents_1_code_idx;

ALTER INDEX public.search_documents_county_idx ATTACH PARTITION public.search_documents_1_county_code_kind_idx;

ALTER INDEX public.search_documents_tokens_idx ATTACH PARTITION public.search_documents_1_search_tokens_idx;

ALTER INDEX public.search_documents_code_idx ATTACH PARTITION public.search_documents_2_code_idx;

ALTER INDEX public.search_documents_county_idx ATTACH PARTITION public.search_documents_2_county_code_kind_idx;

ALTER INDEX public.search_documents_tokens_idx ATTACH PARTITION public.search_documents_2_search_tokens_idx;

ALTER INDEX public.search_documents_code_idx ATTACH PARTITION public.search_documents_3_code_idx;

ALTER INDEX public.search_documents_county_idx ATTACH PARTITION public.search_documents_3_county_code_kind_idx;

ALTER INDEX public.search_documents_tokens_idx ATTACH PARTITION public.search_documents_3_search_tokens_idx;

ALTER INDEX public.search_documents_code_idx ATTACH PARTITION public.search_documents_4_code_idx;

ALTER INDEX public.search_documents_county_idx ATTACH PARTITION public.search_documents_4_county_code_kind_idx;

ALTER INDEX public.search_documents_tokens_idx ATTACH PARTITION public.search_documents_4_search_tokens_idx;

CREATE TRIGGER announce_outbox_row AFTER INSERT ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.announce_outbox_row();

CREATE TRIGGER chain_audit_row BEFORE INSERT ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.chain_audit_row();

CREATE TRIGGER count_changed_elements AFTER UPDATE ON public.elements REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.add_to_element_counts();

CREATE TRIGGER count_new_elements AFTER INSERT ON public.elements REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.add_to_element_counts();

CREATE TRIGGER count_old_elements AFTER DELETE ON public.elements REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.add_to_element_counts();

CREATE TRIGGER derive_element_place BEFORE INSERT ON public.elements FOR EACH ROW EXECUTE FUNCTION public.derive_element_place();

CREATE TRIGGER derive_event_place BEFORE INSERT OR UPDATE OF geom ON public.events FOR EACH ROW EXECUTE FUNCTION public.derive_event_place();

CREATE TRIGGER derive_event_sensitivity BEFORE INSERT OR UPDATE OF matter_code, sensitivity ON public.events FOR EACH ROW EXECUTE FUNCTION public.derive_event_sensitivity();

CREATE TRIGGER dirty_tiles_of_changed_building_profiles AFTER UPDATE ON public.building_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_changed_elements AFTER UPDATE ON public.elements REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_elements();

CREATE TRIGGER dirty_tiles_of_changed_ground AFTER UPDATE ON public.ground_features REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_ground();

CREATE TRIGGER dirty_tiles_of_changed_hazard_profiles AFTER UPDATE ON public.hazard_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_changed_key_person_profiles AFTER UPDATE ON public.key_person_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_left_ground AFTER UPDATE ON public.ground_features REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_ground();

CREATE TRIGGER dirty_tiles_of_new_building_profiles AFTER INSERT ON public.building_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_new_elements AFTER INSERT ON public.elements REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_elements();

CREATE TRIGGER dirty_tiles_of_new_ground AFTER INSERT ON public.ground_features REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_ground();

CREATE TRIGGER dirty_tiles_of_new_hazard_profiles AFTER INSERT ON public.hazard_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_new_key_person_profiles AFTER INSERT ON public.key_person_profiles REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_old_building_profiles AFTER DELETE ON public.building_profiles REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_old_elements AFTER DELETE ON public.elements REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_elements();

CREATE TRIGGER dirty_tiles_of_old_ground AFTER DELETE ON public.ground_features REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_ground();

CREATE TRIGGER dirty_tiles_of_old_hazard_profiles AFTER DELETE ON public.hazard_profiles REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER dirty_tiles_of_old_key_person_profiles AFTER DELETE ON public.key_person_profiles REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.dirty_tiles_of_profiles();

CREATE TRIGGER follow_changed_border_shapes AFTER UPDATE ON public.border_shapes REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_border_shapes();

CREATE TRIGGER follow_changed_elements_in_search AFTER UPDATE ON public.elements REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_elements_in_search();

CREATE TRIGGER follow_changed_estates_in_search AFTER UPDATE ON public.building_profiles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER follow_changed_grids AFTER UPDATE ON public.grids REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_grids();

CREATE TRIGGER follow_changed_grids_in_search AFTER UPDATE ON public.grids REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('grid');

CREATE TRIGGER follow_changed_matters_in_search AFTER UPDATE ON public.matters REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('matter');

CREATE TRIGGER follow_changed_regions AFTER UPDATE ON public.regions REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_regions();

CREATE TRIGGER follow_changed_regions_in_search AFTER UPDATE ON public.regions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('region');

CREATE TRIGGER follow_changed_streets_in_search AFTER UPDATE ON public.ground_features REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER follow_kinds_in_search AFTER UPDATE OF sensitivity ON public.element_kinds FOR EACH ROW WHEN ((old.sensitivity <> new.sensitivity)) EXECUTE FUNCTION public.follow_kinds_in_search();

CREATE TRIGGER follow_matter_sensitivity AFTER UPDATE OF sensitivity ON public.matters FOR EACH ROW WHEN ((old.sensitivity <> new.sensitivity)) EXECUTE FUNCTION public.follow_matter_sensitivity();

CREATE TRIGGER follow_new_border_shapes AFTER INSERT ON public.border_shapes REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_border_shapes();

CREATE TRIGGER follow_new_elements_in_search AFTER INSERT ON public.elements REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_elements_in_search();

CREATE TRIGGER follow_new_estates_in_search AFTER INSERT ON public.building_profiles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER follow_new_grids AFTER INSERT ON public.grids REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_grids();

CREATE TRIGGER follow_new_grids_in_search AFTER INSERT ON public.grids REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('grid');

CREATE TRIGGER follow_new_matters_in_search AFTER INSERT ON public.matters REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('matter');

CREATE TRIGGER follow_new_regions AFTER INSERT ON public.regions REFERENCING NEW TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_regions();

CREATE TRIGGER follow_new_regions_in_search AFTER INSERT ON public.regions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('region');

CREATE TRIGGER follow_new_streets_in_search AFTER INSERT ON public.ground_features REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER follow_old_border_shapes AFTER DELETE ON public.border_shapes REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_border_shapes();

CREATE TRIGGER follow_old_elements_in_search AFTER DELETE ON public.elements REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_elements_in_search();

CREATE TRIGGER follow_old_estates_in_search AFTER DELETE ON public.building_profiles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER follow_old_grids AFTER DELETE ON public.grids REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_grids();

CREATE TRIGGER follow_old_grids_in_search AFTER DELETE ON public.grids REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('grid');

CREATE TRIGGER follow_old_matters_in_search AFTER DELETE ON public.matters REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('matter');

CREATE TRIGGER follow_old_regions AFTER DELETE ON public.regions REFERENCING OLD TABLE AS rows_touched FOR EACH STATEMENT EXECUTE FUNCTION public.follow_regions();

CREATE TRIGGER follow_old_regions_in_search AFTER DELETE ON public.regions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_areas_in_search('region');

CREATE TRIGGER follow_old_streets_in_search AFTER DELETE ON public.ground_features REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.follow_groups_in_search();

CREATE TRIGGER keep_a_security_admin BEFORE UPDATE OF is_disabled, roles ON public.users FOR EACH ROW EXECUTE FUNCTION public.keep_a_security_admin();

CREATE TRIGGER move_building_content AFTER UPDATE OF geom ON public.elements FOR EACH ROW WHEN (((new.kind = 'building'::text) AND (NOT public.st_equals(old.geom, new.geom)))) EXECUTE FUNCTION public.move_building_content();

CREATE TRIGGER number_outbox_row BEFORE INSERT ON public.outbox FOR EACH ROW EXECUTE FUNCTION public.number_outbox_row();

CREATE TRIGGER place_elements_of_moved_grids AFTER UPDATE ON public.grids REFERENCING OLD TABLE AS old_grids NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER place_elements_of_new_grids AFTER INSERT ON public.grids REFERENCING NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER place_elements_of_old_grids AFTER DELETE ON public.grids REFERENCING OLD TABLE AS old_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_elements_of_changed_grids();

CREATE TRIGGER place_moved_element AFTER UPDATE OF geom ON public.elements FOR EACH ROW EXECUTE FUNCTION public.place_moved_element();

CREATE TRIGGER place_open_events_of_moved_grids AFTER UPDATE ON public.grids REFERENCING OLD TABLE AS old_grids NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_open_events_of_changed_grids();

CREATE TRIGGER place_open_events_of_new_grids AFTER INSERT ON public.grids REFERENCING NEW TABLE AS new_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_open_events_of_changed_grids();

CREATE TRIGGER place_open_events_of_old_grids AFTER DELETE ON public.grids REFERENCING OLD TABLE AS old_grids FOR EACH STATEMENT EXECUTE FUNCTION public.place_open_events_of_changed_grids();

CREATE CONSTRAINT TRIGGER publish_tile_change AFTER INSERT ON public.tile_changes DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.publish_tile_change();

CREATE TRIGGER refresh_key_persons_of_changed_elements AFTER UPDATE ON public.elements REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION public.refresh_key_persons_of_changed_elements();

CREATE TRIGGER refresh_key_persons_of_old_elements AFTER DELETE ON public.elements REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION public.refresh_key_persons_of_changed_elements();

CREATE TRIGGER refuse_audit_change BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.refuse_audit_change();

CREATE TRIGGER refuse_audit_truncate BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_audit_change();

CREATE TRIGGER refuse_event_log_change BEFORE DELETE OR UPDATE ON public.event_log FOR EACH ROW EXECUTE FUNCTION public.refuse_event_log_change();

CREATE TRIGGER refuse_event_log_truncate BEFORE TRUNCATE ON public.event_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_event_log_change();

CREATE TRIGGER refuse_mission_log_change BEFORE DELETE OR UPDATE ON public.mission_log FOR EACH ROW EXECUTE FUNCTION public.refuse_mission_log_change();

CREATE TRIGGER refuse_mission_log_truncate BEFORE TRUNCATE ON public.mission_log FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_mission_log_change();

CREATE CONSTRAINT TRIGGER tell_border_plan_change AFTER INSERT OR UPDATE ON public.border_plans DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.tell_border_plan_change();

ALTER TABLE ONLY public.account_handovers
    ADD CONSTRAINT account_handovers_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.account_handovers
    ADD CONSTRAINT account_handovers_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_comments
    ADD CONSTRAINT border_comments_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_comments
    ADD CONSTRAINT border_comments_resolver_id_fkey FOREIGN KEY (resolver_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_comments
    ADD CONSTRAINT border_comments_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_edit_grids
    ADD CONSTRAINT border_edit_grids_plan_id_seq_fkey FOREIGN KEY (plan_id, seq) REFERENCES public.border_edits(plan_id, seq) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_edits
    ADD CONSTRAINT border_edits_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_edits
    ADD CONSTRAINT border_edits_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plan_grids
    ADD CONSTRAINT border_plan_grids_base_id_fkey FOREIGN KEY (base_id) REFERENCES public.grids(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.border_plan_grids
    ADD CONSTRAINT border_plan_grids_community_code_fkey FOREIGN KEY (community_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plan_grids
    ADD CONSTRAINT border_plan_grids_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_plan_log
    ADD CONSTRAINT border_plan_log_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_plan_log
    ADD CONSTRAINT border_plan_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_adopter_id_fkey FOREIGN KEY (adopter_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_reverts_fkey FOREIGN KEY (reverts) REFERENCES public.border_plans(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_scope_code_fkey FOREIGN KEY (scope_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_plans
    ADD CONSTRAINT border_plans_submitter_id_fkey FOREIGN KEY (submitter_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.border_proposal_grids
    ADD CONSTRAINT border_proposal_grids_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.border_proposals(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_proposals
    ADD CONSTRAINT border_proposals_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.border_proposals
    ADD CONSTRAINT border_proposals_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.brief_items
    ADD CONSTRAINT brief_items_snapshot_id_brief_id_fkey FOREIGN KEY (snapshot_id, brief_id) REFERENCES public.brief_snapshots(id, brief_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.brief_pictures
    ADD CONSTRAINT brief_pictures_brief_id_fkey FOREIGN KEY (brief_id) REFERENCES public.briefs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.brief_snapshots
    ADD CONSTRAINT brief_snapshots_brief_id_fkey FOREIGN KEY (brief_id) REFERENCES public.briefs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.briefs
    ADD CONSTRAINT briefs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.building_profiles
    ADD CONSTRAINT building_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.camera_profiles
    ADD CONSTRAINT camera_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.digital_id_counters
    ADD CONSTRAINT digital_id_counters_kind_fkey FOREIGN KEY (kind) REFERENCES public.element_kinds(kind) ON DELETE RESTRICT;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_attached_by_fkey FOREIGN KEY (attached_by) REFERENCES public.border_plans(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_county_code_building_id_fkey FOREIGN KEY (county_code, building_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duties
    ADD CONSTRAINT duties_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.duty_handovers
    ADD CONSTRAINT duty_handovers_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duties(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.duty_handovers
    ADD CONSTRAINT duty_handovers_heir_id_fkey FOREIGN KEY (heir_id) REFERENCES public.duties(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.duty_handovers
    ADD CONSTRAINT duty_handovers_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.border_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.dwelling_profiles
    ADD CONSTRAINT dwelling_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.element_history
    ADD CONSTRAINT element_history_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.element_photos
    ADD CONSTRAINT element_photos_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE public.elements
    ADD CONSTRAINT elements_kind_fkey FOREIGN KEY (kind) REFERENCES public.element_kinds(kind) ON DELETE RESTRICT;

ALTER TABLE public.event_log
    ADD CONSTRAINT event_log_county_code_event_id_fkey FOREIGN KEY (county_code, event_id) REFERENCES public.events(county_code, id) ON DELETE CASCADE;

ALTER TABLE public.event_log
    ADD CONSTRAINT event_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE public.events
    ADD CONSTRAINT events_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE SET NULL (element_id);

ALTER TABLE public.events
    ADD CONSTRAINT events_matter_code_fkey FOREIGN KEY (matter_code) REFERENCES public.matters(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.facility_profiles
    ADD CONSTRAINT facility_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES public.border_plans(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_community_code_fkey FOREIGN KEY (community_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.grids
    ADD CONSTRAINT grids_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.border_plans(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.hazard_profiles
    ADD CONSTRAINT hazard_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.household_profiles
    ADD CONSTRAINT household_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.key_person_profiles
    ADD CONSTRAINT key_person_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.key_person_spots
    ADD CONSTRAINT key_person_spots_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.matter_care_types
    ADD CONSTRAINT matter_care_types_matter_code_fkey FOREIGN KEY (matter_code) REFERENCES public.matters(code) ON DELETE CASCADE;

ALTER TABLE ONLY public.matter_classes
    ADD CONSTRAINT matter_classes_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES public.matter_classes(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.matter_concerns
    ADD CONSTRAINT matter_concerns_kind_fkey FOREIGN KEY (kind) REFERENCES public.element_kinds(kind) ON DELETE RESTRICT;

ALTER TABLE ONLY public.matter_concerns
    ADD CONSTRAINT matter_concerns_matter_code_fkey FOREIGN KEY (matter_code) REFERENCES public.matters(code) ON DELETE CASCADE;

ALTER TABLE ONLY public.matter_history
    ADD CONSTRAINT matter_history_matter_code_fkey FOREIGN KEY (matter_code) REFERENCES public.matters(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.matter_history
    ADD CONSTRAINT matter_history_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.matters
    ADD CONSTRAINT matters_class_code_fkey FOREIGN KEY (class_code) REFERENCES public.matter_classes(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.mission_log
    ADD CONSTRAINT mission_log_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.mission_log
    ADD CONSTRAINT mission_log_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.mission_people
    ADD CONSTRAINT mission_people_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mission_people
    ADD CONSTRAINT mission_people_task_id_fkey FOREIGN KEY (task_id) REFERENCES public.mission_tasks(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mission_people
    ADD CONSTRAINT mission_people_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.mission_tasks
    ADD CONSTRAINT mission_tasks_mission_id_fkey FOREIGN KEY (mission_id) REFERENCES public.missions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_brief_id_fkey FOREIGN KEY (brief_id) REFERENCES public.briefs(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.missions
    ADD CONSTRAINT missions_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE RESTRICT;

ALTER TABLE ONLY public.organisation_profiles
    ADD CONSTRAINT organisation_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.person_profiles
    ADD CONSTRAINT person_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.place_profiles
    ADD CONSTRAINT place_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_parent_code_fkey FOREIGN KEY (parent_code) REFERENCES public.regions(code) ON DELETE RESTRICT;

ALTER TABLE ONLY public.resource_profiles
    ADD CONSTRAINT resource_profiles_county_code_element_id_fkey FOREIGN KEY (county_code, element_id) REFERENCES public.elements(county_code, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.saved_areas
    ADD CONSTRAINT saved_areas_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.saved_searches
    ADD CONSTRAINT saved_searches_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tile_changes
    ADD CONSTRAINT tile_changes_layer_fkey FOREIGN KEY (layer) REFERENCES public.tile_layers(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.tile_layer_versions
    ADD CONSTRAINT tile_layer_versions_layer_fkey FOREIGN KEY (layer) REFERENCES public.tile_layers(id) ON DELETE CASCADE;

ALTER TABLE public.account_handovers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY audit_log_append ON public.audit_log FOR INSERT TO getu_app WITH CHECK ((NOT (user_id IS DISTINCT FROM ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY audit_log_read ON public.audit_log FOR SELECT TO getu_app USING (( SELECT public.session_has_right('audit.read'::text) AS session_has_right));

ALTER TABLE public.border_comments ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_comments_add ON public.border_comments FOR INSERT TO getu_app WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)) AND (user_id = ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY border_comments_read ON public.border_comments FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

CREATE POLICY border_comments_resolve ON public.border_comments FOR UPDATE TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

ALTER TABLE public.border_edit_grids ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_edit_grids_read ON public.border_edit_grids FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

CREATE POLICY border_edit_grids_write ON public.border_edit_grids TO getu_app USING (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right))) WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right)));

ALTER TABLE public.border_edits ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_edits_read ON public.border_edits FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

CREATE POLICY border_edits_write ON public.border_edits TO getu_app USING (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right))) WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right)));

ALTER TABLE public.border_neighbours ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_neighbours_read ON public.border_neighbours FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.border_plan_grids ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_plan_grids_read ON public.border_plan_grids FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

CREATE POLICY border_plan_grids_write ON public.border_plan_grids TO getu_app USING (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right))) WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right)));

ALTER TABLE public.border_plan_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_plan_log_append ON public.border_plan_log FOR INSERT TO getu_app WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)) AND (user_id = ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY border_plan_log_read ON public.border_plan_log FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

ALTER TABLE public.border_plans ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_plans_add ON public.border_plans FOR INSERT TO getu_app WITH CHECK ((( SELECT public.session_has_right('borders.write'::text) AS session_has_right) AND public.session_reaches(scope_code) AND (owner_id = ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY border_plans_change ON public.border_plans FOR UPDATE TO getu_app USING (((( SELECT public.session_has_right('borders.write'::text) AS session_has_right) OR ( SELECT public.session_has_right('borders.review'::text) AS session_has_right)) AND public.session_reaches(scope_code)));

CREATE POLICY border_plans_read ON public.border_plans FOR SELECT TO getu_app USING ((( SELECT public.session_has_right('borders.read'::text) AS session_has_right) AND public.session_touches(scope_code)));

ALTER TABLE public.border_proposal_grids ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_proposal_grids_read ON public.border_proposal_grids FOR SELECT TO getu_app USING ((proposal_id IN ( SELECT border_proposals.id
   FROM public.border_proposals)));

CREATE POLICY border_proposal_grids_write ON public.border_proposal_grids TO getu_app USING ((proposal_id IN ( SELECT border_proposals.id
   FROM public.border_proposals
  WHERE (border_proposals.user_id = ( SELECT public.session_user_id() AS session_user_id))))) WITH CHECK ((proposal_id IN ( SELECT border_proposals.id
   FROM public.border_proposals
  WHERE (border_proposals.user_id = ( SELECT public.session_user_id() AS session_user_id)))));

ALTER TABLE public.border_proposals ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_proposals_read ON public.border_proposals FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

CREATE POLICY border_proposals_write ON public.border_proposals TO getu_app USING (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE public.session_reaches(border_plans.scope_code))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right))) WITH CHECK (((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans
  WHERE ((border_plans.status = 'draft'::text) AND public.session_reaches(border_plans.scope_code)))) AND ( SELECT public.session_has_right('borders.write'::text) AS session_has_right) AND (user_id = ( SELECT public.session_user_id() AS session_user_id))));

ALTER TABLE public.border_shapes ENABLE ROW LEVEL SECURITY;

CREATE POLICY border_shapes_read ON public.border_shapes FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.brief_items ENABLE ROW LEVEL SECURITY;

CREATE POLICY brief_items_add ON public.brief_items FOR INSERT TO getu_app WITH CHECK ((brief_id IN ( SELECT briefs.id
   FROM public.briefs
  WHERE (briefs.owner_id = public.session_user_id()))));

CREATE POLICY brief_items_read ON public.brief_items FOR SELECT TO getu_app USING (((brief_id IN ( SELECT briefs.id
   FROM public.briefs)) AND ((kind = ANY (( SELECT public.session_open_kinds() AS session_open_kinds)::text[])) OR (((kind = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) OR ((kind = 'key_person'::text) AND ('person'::text = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])))) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))))));

ALTER TABLE public.brief_pictures ENABLE ROW LEVEL SECURITY;

CREATE POLICY brief_pictures_add ON public.brief_pictures FOR INSERT TO getu_app WITH CHECK ((brief_id IN ( SELECT briefs.id
   FROM public.briefs
  WHERE (briefs.owner_id = public.session_user_id()))));

CREATE POLICY brief_pictures_read ON public.brief_pictures FOR SELECT TO getu_app USING ((brief_id IN ( SELECT briefs.id
   FROM public.briefs)));

CREATE POLICY brief_pictures_remove ON public.brief_pictures FOR DELETE TO getu_app USING ((brief_id IN ( SELECT briefs.id
   FROM public.briefs
  WHERE (briefs.owner_id = public.session_user_id()))));

ALTER TABLE public.brief_snapshots ENABLE ROW LEVEL SECURITY;

CREATE POLICY brief_snapshots_add ON public.brief_snapshots FOR INSERT TO getu_app WITH CHECK ((brief_id IN ( SELECT briefs.id
   FROM public.briefs
  WHERE (briefs.owner_id = public.session_user_id()))));

CREATE POLICY brief_snapshots_read ON public.brief_snapshots FOR SELECT TO getu_app USING ((brief_id IN ( SELECT briefs.id
   FROM public.briefs)));

ALTER TABLE public.briefs ENABLE ROW LEVEL SECURITY;

CREATE POLICY briefs_add ON public.briefs FOR INSERT TO getu_app WITH CHECK (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) AND ( SELECT public.session_has_right('briefs.write'::text) AS session_has_right)));

CREATE POLICY briefs_change ON public.briefs FOR UPDATE TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id)));

CREATE POLICY briefs_read ON public.briefs FOR SELECT TO getu_app USING (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) OR (( SELECT public.session_has_right('briefs.read'::text) AS session_has_right) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))) OR (id = ANY (( SELECT public.session_brief_ids() AS session_brief_ids)::uuid[]))));

CREATE POLICY briefs_remove ON public.briefs FOR DELETE TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id)));

ALTER TABLE public.building_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY building_profiles_read ON public.building_profiles FOR SELECT TO getu_app USING ((('building'::text = ANY (( SELECT public.session_open_kinds() AS session_open_kinds)::text[])) OR (EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = building_profiles.county_code) AND (e.id = building_profiles.element_id))))));

ALTER TABLE public.camera_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY camera_profiles_read ON public.camera_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = camera_profiles.county_code) AND (e.id = camera_profiles.element_id)))));

ALTER TABLE public.duties ENABLE ROW LEVEL SECURITY;

CREATE POLICY duties_read ON public.duties FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.duty_handovers ENABLE ROW LEVEL SECURITY;

CREATE POLICY duty_handovers_read ON public.duty_handovers FOR SELECT TO getu_app USING ((plan_id IN ( SELECT border_plans.id
   FROM public.border_plans)));

ALTER TABLE public.dwelling_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY dwelling_profiles_read ON public.dwelling_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = dwelling_profiles.county_code) AND (e.id = dwelling_profiles.element_id)))));

ALTER TABLE public.element_counts ENABLE ROW LEVEL SECURITY;

CREATE POLICY element_counts_read ON public.element_counts FOR SELECT TO getu_app USING (((kind = ANY (( SELECT public.session_open_kinds() AS session_open_kinds)::text[])) OR (((kind = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) OR ((kind = 'key_person'::text) AND ('person'::text = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])))) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until)))));

ALTER TABLE public.element_history ENABLE ROW LEVEL SECURITY;

CREATE POLICY element_history_read ON public.element_history FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = element_history.county_code) AND (e.id = element_history.element_id)))));

ALTER TABLE public.element_photos ENABLE ROW LEVEL SECURITY;

CREATE POLICY element_photos_read ON public.element_photos FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = element_photos.county_code) AND (e.id = element_photos.element_id)))));

ALTER TABLE public.elements ENABLE ROW LEVEL SECURITY;

CREATE POLICY elements_read ON public.elements FOR SELECT TO getu_app USING ((((kind = ANY (( SELECT public.session_open_kinds() AS session_open_kinds)::text[])) OR ((kind = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until)))) IS TRUE));

ALTER TABLE public.event_code_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.event_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY event_log_read ON public.event_log FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.events e
  WHERE ((e.county_code = event_log.county_code) AND (e.id = event_log.event_id)))));

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

CREATE POLICY events_read ON public.events FOR SELECT TO getu_app USING ((( SELECT public.session_has_right('events.read'::text) AS session_has_right) AND ((sensitivity = 'internal'::text) OR ( SELECT public.session_has_right('elements.restricted'::text) AS session_has_right)) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))));

ALTER TABLE public.facility_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY facility_profiles_read ON public.facility_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = facility_profiles.county_code) AND (e.id = facility_profiles.element_id)))));

ALTER TABLE public.grid_bands ENABLE ROW LEVEL SECURITY;

CREATE POLICY grid_bands_read ON public.grid_bands FOR SELECT TO getu_app USING (( SELECT public.session_has_right('borders.read'::text) AS session_has_right));

CREATE POLICY grid_bands_write ON public.grid_bands TO getu_app USING ((( SELECT public.session_has_right('borders.review'::text) AS session_has_right) AND (area_code <> ''::text) AND public.session_reaches(area_code))) WITH CHECK ((( SELECT public.session_has_right('borders.review'::text) AS session_has_right) AND (area_code <> ''::text) AND public.session_reaches(area_code)));

ALTER TABLE public.grids ENABLE ROW LEVEL SECURITY;

CREATE POLICY grids_read ON public.grids FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.ground_features ENABLE ROW LEVEL SECURITY;

CREATE POLICY ground_features_read ON public.ground_features FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.hazard_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY hazard_profiles_read ON public.hazard_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = hazard_profiles.county_code) AND (e.id = hazard_profiles.element_id)))));

ALTER TABLE public.household_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY household_profiles_read ON public.household_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = household_profiles.county_code) AND (e.id = household_profiles.element_id)))));

ALTER TABLE public.key_person_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY key_person_profiles_read ON public.key_person_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = key_person_profiles.county_code) AND (e.id = key_person_profiles.element_id)))));

ALTER TABLE public.key_person_spots ENABLE ROW LEVEL SECURITY;

CREATE POLICY key_person_spots_read ON public.key_person_spots FOR SELECT TO getu_app USING ((('person'::text = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))));

ALTER TABLE public.map_extents ENABLE ROW LEVEL SECURITY;

CREATE POLICY map_extents_read ON public.map_extents FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.matter_care_types ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_care_types_read ON public.matter_care_types FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.matter_classes ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_classes_read ON public.matter_classes FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.matter_concerns ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_concerns_add ON public.matter_concerns FOR INSERT TO getu_app WITH CHECK (( SELECT public.session_has_right('matters.write'::text) AS session_has_right));

CREATE POLICY matter_concerns_drop ON public.matter_concerns FOR DELETE TO getu_app USING (( SELECT public.session_has_right('matters.write'::text) AS session_has_right));

CREATE POLICY matter_concerns_read ON public.matter_concerns FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.matter_history ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_history_add ON public.matter_history FOR INSERT TO getu_app WITH CHECK ((( SELECT public.session_has_right('matters.write'::text) AS session_has_right) AND (user_id = ( SELECT public.session_user_id() AS session_user_id))));

CREATE POLICY matter_history_read ON public.matter_history FOR SELECT TO getu_app USING (( SELECT public.session_has_right('matters.write'::text) AS session_has_right));

ALTER TABLE public.matter_needs ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_needs_read ON public.matter_needs FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.matters ENABLE ROW LEVEL SECURITY;

CREATE POLICY matters_add ON public.matters FOR INSERT TO getu_app WITH CHECK ((( SELECT public.session_has_right('matters.write'::text) AS session_has_right) AND is_local AND is_edited));

CREATE POLICY matters_edit ON public.matters FOR UPDATE TO getu_app USING (( SELECT public.session_has_right('matters.write'::text) AS session_has_right)) WITH CHECK (is_edited);

CREATE POLICY matters_read ON public.matters FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.mission_log ENABLE ROW LEVEL SECURITY;

CREATE POLICY mission_log_append ON public.mission_log FOR INSERT TO getu_app WITH CHECK (((user_id = ( SELECT public.session_user_id() AS session_user_id)) AND ((mission_id = ANY (( SELECT public.session_mission_ids() AS session_mission_ids)::uuid[])) OR (mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id()))))));

CREATE POLICY mission_log_read ON public.mission_log FOR SELECT TO getu_app USING ((mission_id IN ( SELECT missions.id
   FROM public.missions)));

ALTER TABLE public.mission_people ENABLE ROW LEVEL SECURITY;

CREATE POLICY mission_people_add ON public.mission_people FOR INSERT TO getu_app WITH CHECK ((mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id()))));

CREATE POLICY mission_people_read ON public.mission_people FOR SELECT TO getu_app USING ((mission_id IN ( SELECT missions.id
   FROM public.missions)));

CREATE POLICY mission_people_remove ON public.mission_people FOR DELETE TO getu_app USING ((mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id()))));

ALTER TABLE public.mission_tasks ENABLE ROW LEVEL SECURITY;

CREATE POLICY mission_tasks_add ON public.mission_tasks FOR INSERT TO getu_app WITH CHECK ((mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id()))));

CREATE POLICY mission_tasks_change ON public.mission_tasks FOR UPDATE TO getu_app USING (((id = ANY (( SELECT public.session_task_ids() AS session_task_ids)::uuid[])) OR (mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id())))));

CREATE POLICY mission_tasks_read ON public.mission_tasks FOR SELECT TO getu_app USING ((mission_id IN ( SELECT missions.id
   FROM public.missions)));

CREATE POLICY mission_tasks_remove ON public.mission_tasks FOR DELETE TO getu_app USING ((mission_id IN ( SELECT missions.id
   FROM public.missions
  WHERE (missions.owner_id = public.session_user_id()))));

ALTER TABLE public.missions ENABLE ROW LEVEL SECURITY;

CREATE POLICY missions_add ON public.missions FOR INSERT TO getu_app WITH CHECK (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) AND ( SELECT public.session_has_right('missions.write'::text) AS session_has_right)));

CREATE POLICY missions_change ON public.missions FOR UPDATE TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id)));

CREATE POLICY missions_read ON public.missions FOR SELECT TO getu_app USING (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) OR (( SELECT public.session_has_right('briefs.read'::text) AS session_has_right) AND (place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))) OR (id = ANY (( SELECT public.session_mission_ids() AS session_mission_ids)::uuid[]))));

ALTER TABLE public.organisation_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY organisation_profiles_read ON public.organisation_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = organisation_profiles.county_code) AND (e.id = organisation_profiles.element_id)))));

ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.person_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_profiles_read ON public.person_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = person_profiles.county_code) AND (e.id = person_profiles.element_id)))));

ALTER TABLE public.place_points ENABLE ROW LEVEL SECURITY;

CREATE POLICY place_points_read ON public.place_points FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.place_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY place_profiles_read ON public.place_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = place_profiles.county_code) AND (e.id = place_profiles.element_id)))));

ALTER TABLE public.regions ENABLE ROW LEVEL SECURITY;

CREATE POLICY regions_read ON public.regions FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

ALTER TABLE public.resource_profiles ENABLE ROW LEVEL SECURITY;

CREATE POLICY resource_profiles_read ON public.resource_profiles FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = resource_profiles.county_code) AND (e.id = resource_profiles.element_id)))));

ALTER TABLE public.saved_areas ENABLE ROW LEVEL SECURITY;

CREATE POLICY saved_areas_delete ON public.saved_areas FOR DELETE TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id)));

CREATE POLICY saved_areas_insert ON public.saved_areas FOR INSERT TO getu_app WITH CHECK (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) AND (jurisdiction = ( SELECT public.session_jurisdiction() AS session_jurisdiction))));

CREATE POLICY saved_areas_read ON public.saved_areas FOR SELECT TO getu_app USING (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) OR (is_shared AND (starts_with(jurisdiction, ( SELECT public.session_jurisdiction() AS session_jurisdiction)) OR starts_with(( SELECT public.session_jurisdiction() AS session_jurisdiction), jurisdiction)))));

CREATE POLICY saved_areas_update ON public.saved_areas FOR UPDATE TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id))) WITH CHECK (((owner_id = ( SELECT public.session_user_id() AS session_user_id)) AND (jurisdiction = ( SELECT public.session_jurisdiction() AS session_jurisdiction))));

ALTER TABLE public.saved_searches ENABLE ROW LEVEL SECURITY;

CREATE POLICY saved_searches_of_oneself ON public.saved_searches TO getu_app USING ((owner_id = ( SELECT public.session_user_id() AS session_user_id))) WITH CHECK ((owner_id = ( SELECT public.session_user_id() AS session_user_id)));

ALTER TABLE public.search_documents ENABLE ROW LEVEL SECURITY;

CREATE POLICY search_documents_read ON public.search_documents FOR SELECT TO getu_app USING (((is_open AND (( SELECT public.session_user_id() AS session_user_id) IS NOT NULL)) OR ((kind = ANY (( SELECT public.session_local_kinds() AS session_local_kinds)::text[])) AND (((place_code >= ( SELECT public.session_place_from() AS session_place_from)) AND (place_code < ( SELECT public.session_place_until() AS session_place_until))) OR ((place_code = ( SELECT public.session_community_of_grid() AS session_community_of_grid)) AND (EXISTS ( SELECT
   FROM public.elements e
  WHERE ((e.county_code = search_documents.county_code) AND (e.id = search_documents.id) AND (e.kind = search_documents.kind)))))))));

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

CREATE POLICY sessions_end ON public.sessions FOR DELETE TO getu_app USING ((( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (user_id <> ( SELECT public.session_user_id() AS session_user_id)) AND (EXISTS ( SELECT
   FROM public.users u
  WHERE (u.id = sessions.user_id)))));

CREATE POLICY sessions_read ON public.sessions FOR SELECT TO getu_app USING ((( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (EXISTS ( SELECT
   FROM public.users u
  WHERE (u.id = sessions.user_id)))));

ALTER TABLE public.sign_in_failures ENABLE ROW LEVEL SECURITY;

CREATE POLICY sign_in_failures_forgive ON public.sign_in_failures FOR DELETE TO getu_app USING ((( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (EXISTS ( SELECT
   FROM public.users u
  WHERE (u.username_hash = sign_in_failures.username_hash)))));

CREATE POLICY sign_in_failures_read ON public.sign_in_failures FOR SELECT TO getu_app USING ((( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (EXISTS ( SELECT
   FROM public.users u
  WHERE (u.username_hash = sign_in_failures.username_hash)))));

ALTER TABLE public.tile_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.tile_layer_versions ENABLE ROW LEVEL SECURITY;

CREATE POLICY tile_layer_versions_read ON public.tile_layer_versions FOR SELECT TO getu_app USING ((EXISTS ( SELECT
   FROM public.tile_layers l
  WHERE (l.id = tile_layer_versions.layer))));

ALTER TABLE public.tile_layers ENABLE ROW LEVEL SECURITY;

CREATE POLICY tile_layers_read ON public.tile_layers FOR SELECT TO getu_app USING (((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL) AND ((sensitivity = 'open'::text) OR ((sensitivity = 'internal'::text) AND ( SELECT public.session_has_right('elements.internal'::text) AS session_has_right)) OR ((sensitivity = 'restricted'::text) AND ( SELECT public.session_has_right('elements.restricted'::text) AS session_has_right)))));

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

CREATE POLICY users_read ON public.users FOR SELECT TO getu_app USING (((id = ( SELECT public.session_user_id() AS session_user_id)) OR (( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (jurisdiction >= ( SELECT public.session_place_from() AS session_place_from)) AND (jurisdiction < ( SELECT public.session_place_until() AS session_place_until))) OR ( SELECT public.session_has_right('audit.read'::text) AS session_has_right)));

CREATE POLICY users_suspend ON public.users FOR UPDATE TO getu_app USING ((( SELECT public.session_has_right('users.manage'::text) AS session_has_right) AND (jurisdiction >= ( SELECT public.session_place_from() AS session_place_from)) AND (jurisdiction < ( SELECT public.session_place_until() AS session_place_until)) AND (id <> ( SELECT public.session_user_id() AS session_user_id))));

ALTER TABLE public.work_calendar ENABLE ROW LEVEL SECURITY;

CREATE POLICY work_calendar_read ON public.work_calendar FOR SELECT TO getu_app USING ((( SELECT public.session_user_id() AS session_user_id) IS NOT NULL));

GRANT USAGE ON SCHEMA public TO getu_app;

REVOKE ALL ON FUNCTION public.add_search_documents(county text, codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.add_search_groups(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.add_to_element_counts() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.adopt_border_plan(wanted uuid, moment timestamp with time zone, adopter bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.adopt_border_plan_now(wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.adopt_border_plan_now(wanted uuid) TO getu_app;

REVOKE ALL ON FUNCTION public.appoint_to_grids(wanted uuid, chosen bigint[], places text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.appoint_to_grids(wanted uuid, chosen bigint[], places text[]) TO getu_app;

GRANT SELECT ON TABLE public.audit_log TO getu_app;

GRANT INSERT(user_id) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(county_code) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(action) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(object) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(outcome) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(detail) ON TABLE public.audit_log TO getu_app;

GRANT INSERT(request_id) ON TABLE public.audit_log TO getu_app;

REVOKE ALL ON FUNCTION public.balance_search_tiers(coming jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.begin_event_load(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.border_plan_appointment(wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.border_plan_appointment(wanted uuid) TO getu_app;

REVOKE ALL ON FUNCTION public.chain_audit_row() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.colleague_name(wanted bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.colleague_name(wanted bigint) TO getu_app;

REVOKE ALL ON FUNCTION public.count_elements_again(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.decide_duties(wanted uuid, chosen bigint[], places text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.decide_duties(wanted uuid, chosen bigint[], places text[]) TO getu_app;

REVOKE ALL ON FUNCTION public.dirty_element_tiles(kinds text[], places text[], shapes public.geometry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.dirty_tiles_of_elements() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.dirty_tiles_of_ground() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.dirty_tiles_of_profiles() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.drop_events(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.find_adoption_moves(scope text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.find_border_neighbours(shape_layer text, codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.finish_event_load(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_areas_in_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_border_shapes() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_changed_grids(counties text[], shapes public.geometry[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_elements_in_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_grids() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_groups_in_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_kinds_in_search() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_matter_sensitivity() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.follow_regions() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.give_border_vertices(givers text[], takers text[]) FROM PUBLIC;

GRANT SELECT ON TABLE public.duties TO getu_app;

REVOKE ALL ON FUNCTION public.give_duty(held public.duties, place text, moment timestamp with time zone, undecided_by uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.give_final_codes(wanted uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.hand_over_duties(wanted uuid, moment timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.hand_over_grid_duties(wanted uuid, moment timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.has_searched_elements() FROM PUBLIC;

GRANT SELECT ON TABLE public.grids TO getu_app;

REVOKE ALL ON FUNCTION public.index_search_documents() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.keep_a_security_admin() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.link_adoption() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.lock_border_ground(scope text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.lock_border_plan(wanted uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lock_border_plan(wanted uuid) TO getu_app;

GRANT SELECT ON TABLE public.search_documents TO getu_app;

REVOKE ALL ON FUNCTION public.make_search_documents(county text, codes text[], has_groups boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.merge_search_postings() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.move_counts(county text, codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.move_duty(held public.duties, place text, moment timestamp with time zone, undecided_by uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.move_elements(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.move_open_events(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.move_search_documents(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.next_event_code(county text, reported timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.number_outbox_row() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.people_for_place(place text, area public.geometry) FROM PUBLIC;
GRANT ALL ON FUNCTION public.people_for_place(place text, area public.geometry) TO getu_app;

REVOKE ALL ON FUNCTION public.place_open_events(county text, area public.geometry) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.publish_tile_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.redraw_adopted_grids(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.redraw_grids(redrawn text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_county(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_grid_shapes(county text, area public.geometry) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_key_persons(county text, places text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_key_persons_of_changed_elements() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_place_points(prefix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_region_shapes(prefix text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_search(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refresh_search_areas(county text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.return_accounts(wanted uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.return_duties(wanted uuid, moment timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.schedule_border_plan(wanted uuid, day timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.schedule_border_plan(wanted uuid, day timestamp with time zone) TO getu_app;

REVOKE ALL ON FUNCTION public.session_brief_ids() FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_brief_ids() TO getu_app;

REVOKE ALL ON FUNCTION public.session_mission_ids() FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_mission_ids() TO getu_app;

REVOKE ALL ON FUNCTION public.session_task_ids() FROM PUBLIC;
GRANT ALL ON FUNCTION public.session_task_ids() TO getu_app;

REVOKE ALL ON FUNCTION public.set_out_adoption(wanted uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.share_border_vertices(codes text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.tell_border_plan_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.write_adopted_grids(wanted uuid, moment timestamp with time zone) FROM PUBLIC;

GRANT SELECT,INSERT ON TABLE public.border_comments TO getu_app;

GRANT UPDATE(resolved_at) ON TABLE public.border_comments TO getu_app;

GRANT UPDATE(resolver_id) ON TABLE public.border_comments TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.border_plan_grids TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.border_edit_grids TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.border_edits TO getu_app;

GRANT SELECT ON TABLE public.border_neighbours TO getu_app;

GRANT SELECT,INSERT ON TABLE public.border_plan_log TO getu_app;

GRANT SELECT,INSERT ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(name) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(status) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(version) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(updated_at) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(based_at) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(submitter_id) ON TABLE public.border_plans TO getu_app;

GRANT UPDATE(effective_at) ON TABLE public.border_plans TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.border_proposal_grids TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.border_proposals TO getu_app;

GRANT SELECT ON TABLE public.border_shapes TO getu_app;

GRANT SELECT,INSERT ON TABLE public.brief_items TO getu_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.brief_pictures TO getu_app;

GRANT SELECT,INSERT ON TABLE public.brief_snapshots TO getu_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.briefs TO getu_app;

GRANT UPDATE(title) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(starts_at) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(ends_at) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(question) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(selection) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(place_code) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(tasks) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(contacts) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(version) ON TABLE public.briefs TO getu_app;

GRANT UPDATE(updated_at) ON TABLE public.briefs TO getu_app;

GRANT SELECT ON TABLE public.building_profiles TO getu_app;

GRANT SELECT ON TABLE public.camera_profiles TO getu_app;

GRANT SELECT ON TABLE public.dictionaries TO getu_app;

GRANT SELECT ON TABLE public.duty_handovers TO getu_app;

GRANT SELECT ON TABLE public.dwelling_profiles TO getu_app;

GRANT SELECT ON TABLE public.element_counts TO getu_app;

GRANT SELECT ON TABLE public.element_history TO getu_app;

GRANT SELECT ON TABLE public.element_kinds TO getu_app;

GRANT SELECT ON TABLE public.element_photos TO getu_app;

GRANT SELECT ON TABLE public.elements TO getu_app;

GRANT SELECT ON TABLE public.event_log TO getu_app;

GRANT SELECT ON TABLE public.events TO getu_app;

GRANT SELECT ON TABLE public.facility_profiles TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.grid_bands TO getu_app;

GRANT SELECT ON TABLE public.ground_features TO getu_app;

GRANT SELECT ON TABLE public.han_readings TO getu_app;

GRANT SELECT ON TABLE public.hazard_profiles TO getu_app;

GRANT SELECT ON TABLE public.household_profiles TO getu_app;

GRANT SELECT ON TABLE public.key_person_profiles TO getu_app;

GRANT SELECT ON TABLE public.key_person_spots TO getu_app;

GRANT SELECT ON TABLE public.map_extents TO getu_app;

GRANT SELECT ON TABLE public.matter_care_types TO getu_app;

GRANT SELECT ON TABLE public.matter_classes TO getu_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.matter_concerns TO getu_app;

GRANT SELECT,INSERT ON TABLE public.matter_history TO getu_app;

GRANT SELECT ON TABLE public.matter_needs TO getu_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.matters TO getu_app;

GRANT SELECT,INSERT ON TABLE public.mission_log TO getu_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.mission_people TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mission_tasks TO getu_app;

GRANT SELECT,INSERT ON TABLE public.missions TO getu_app;

GRANT UPDATE(title) ON TABLE public.missions TO getu_app;

GRANT UPDATE(starts_at) ON TABLE public.missions TO getu_app;

GRANT UPDATE(ends_at) ON TABLE public.missions TO getu_app;

GRANT UPDATE(state) ON TABLE public.missions TO getu_app;

GRANT UPDATE(version) ON TABLE public.missions TO getu_app;

GRANT UPDATE(updated_at) ON TABLE public.missions TO getu_app;

GRANT SELECT ON TABLE public.organisation_profiles TO getu_app;

GRANT SELECT ON TABLE public.person_profiles TO getu_app;

GRANT SELECT ON TABLE public.place_points TO getu_app;

GRANT SELECT ON TABLE public.place_profiles TO getu_app;

GRANT SELECT ON TABLE public.regions TO getu_app;

GRANT SELECT ON TABLE public.resource_profiles TO getu_app;

GRANT SELECT ON TABLE public.role_rights TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_areas TO getu_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_searches TO getu_app;

GRANT DELETE ON TABLE public.sessions TO getu_app;

GRANT SELECT(user_id) ON TABLE public.sessions TO getu_app;

GRANT SELECT(created_at) ON TABLE public.sessions TO getu_app;

GRANT SELECT(last_seen_at) ON TABLE public.sessions TO getu_app;

GRANT SELECT(expires_at) ON TABLE public.sessions TO getu_app;

GRANT SELECT,DELETE ON TABLE public.sign_in_failures TO getu_app;

GRANT SELECT ON TABLE public.tile_layer_versions TO getu_app;

GRANT SELECT ON TABLE public.tile_layers TO getu_app;

GRANT SELECT(id) ON TABLE public.users TO getu_app;

GRANT SELECT(username) ON TABLE public.users TO getu_app;

GRANT SELECT(display_name) ON TABLE public.users TO getu_app;

GRANT SELECT(roles) ON TABLE public.users TO getu_app;

GRANT SELECT(jurisdiction) ON TABLE public.users TO getu_app;

GRANT SELECT(is_disabled),UPDATE(is_disabled) ON TABLE public.users TO getu_app;

GRANT SELECT(created_at) ON TABLE public.users TO getu_app;

GRANT SELECT(username_hash) ON TABLE public.users TO getu_app;

GRANT SELECT(last_sign_in_at) ON TABLE public.users TO getu_app;

GRANT SELECT ON TABLE public.work_calendar TO getu_app;
