-- Adoption of a border plan: its grids become today's. Everything here is called inside one transaction; getu.bulk keeps the
-- triggers of single writes out of it, and each thing that hangs on the grids follows by one statement for what truly moves.

create index grids_community_history_idx on grids (community_code, valid_from);
create index border_plans_due_idx on border_plans (effective_at) where status = 'scheduled';
alter table duties add column attached_by uuid references border_plans (id) on delete set null;
comment on column duties.attached_by is 'The plan whose adoption gave it this grid because several came in question; empty once somebody has decided.';

-- Whoever places an element or event waits for an adoption in its county, and an adoption for who is placing one: otherwise
-- a row written meanwhile would keep a grid that is no more. Readers wait for neither.
create function share_placing(county text) returns void language sql as $$
  select pg_advisory_xact_lock_shared(hashtext('placing'), hashtext(county))
$$;
create or replace function derive_element_place() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    perform share_placing(new.county_code);
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;
create or replace function derive_event_place() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    perform share_placing(new.county_code);
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;

-- Whether two shapes cover the same ground: vertices on a straight piece of border make no difference (1e-12 square degrees are 0.01 m²).
create function is_same_ground(a geometry, b geometry) returns boolean language sql immutable parallel safe as $$
  select case when st_orderingequals(st_forcepolygonccw(a), st_forcepolygonccw(b)) then true when not a && b then false else st_area(st_symdifference(a, b)) < 1e-12 end
$$;

-- What has changed on a plan's ground since it began: it has to be brought up to date before it can be adopted.
create function border_plan_conflicts(wanted uuid) returns table (code text, reason text, location geometry) language sql stable as $$
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
  where t.valid_from > p.based_at and not exists (select from kept k where k.base_id = t.id)
  union all
  select k.code, case when k.today_id is null then 'ended-since' else 'changed-since' end, st_pointonsurface(k.geom) from kept k
  where k.today_id is null or (not k.is_changed and not is_same_ground(k.geom, k.today_geom))
  union all
  -- A community whose row was written since: does the plan still cover it?
  select r.code, 'community-border-changed', st_pointonsurface(r.geom)
  from plan p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':' and r.geom is not null and r.updated_at > p.based_at
  cross join lateral (select st_union(b.geom) as geom from border_plan_grids b where b.plan_id = wanted and b.community_code = r.code and b.kind <> 'micro') as covered
  where covered.geom is not null and st_area(st_symdifference(r.geom, covered.geom)) > 1e-10
$$;

-- Final codes of a plan's new grids: in rows from north to south, each from west to east, by the numbers that no grid of the community ever had.
create function number_new_grids(wanted uuid) returns table (provisional text, code text) language sql stable as $$
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

-- Sets out what an adoption does, as temporary tables: adoption_grids (the plan's grids with their final codes) and
-- adoption_ended (today's rows that end). A grid whose shape, kind, name and holder stay keeps its row.
create function set_out_adoption(wanted uuid) returns void language plpgsql set client_min_messages = warning as $$
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

-- Who goes on where: what the edits said, and for what they did not say the ground (a twentieth of the smaller one counts).
create function link_adoption() returns void language plpgsql as $$
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

-- Ends old rows with the figures that they end with, begins new ones, and gives kept rows the vertices that neighbours have brought.
create function write_adopted_grids(wanted uuid, moment timestamptz) returns void language plpgsql as $$
begin
  update grids g
  set valid_to = moment, ended_by = wanted, successors = e.successors, version = g.version + 1,
      attrs = g.attrs || jsonb_build_object('counts', coalesce((
        select jsonb_object_agg(c.kind, c.count) from (select kind, sum(count) as count from element_counts where place_code = g.code group by kind) as c), '{}'))
  from adoption_ended e where e.id = g.id;
  insert into grids (code, kind, community_code, name, geom, predecessors, attrs, valid_from, begun_by, parent_code)
  select code, kind, community_code, name, geom, predecessors, attrs, moment, wanted, parent_code from adoption_grids where is_changed order by code;
  update grids g set geom = a.geom, version = g.version + 1
  from adoption_grids a where a.base_id = g.id and not a.is_changed and a.has_other_vertices;
  perform share_border_vertices(array(select code from adoption_grids where is_changed or has_other_vertices));
end
$$;

-- Grids of one community share their borders' vertices; those of two meet along the community's border. Vertices that only one
-- side has are given to the other, so that a common border is the same piece by piece. No shape changes by more than 0.1 mm.
create function share_border_vertices(codes text[]) returns void language plpgsql as $$
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
create function give_border_vertices(givers text[], takers text[]) returns void language sql as $$
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
