-- Who is in charge follows the ground. An adoption remembers whose duty went where, so that taking it back gives that back;
-- nobody stands twice in charge of one grid; and what no rule can know stays to be decided by people.

create table duty_handovers (
  duty_id bigint primary key references duties (id) on delete cascade,
  plan_id uuid not null references border_plans (id) on delete cascade,
  heir_id bigint references duties (id) on delete set null,
  is_shared boolean not null default false
);
comment on table duty_handovers is 'Duties that the adoption of a plan ended.';
comment on column duty_handovers.heir_id is 'The duty that goes on with it today, also after later moves; empty where none does.';
comment on column duty_handovers.is_shared is 'Its holder had the same duty there before: that one stays when the adoption is taken back.';
create index duty_handovers_plan_idx on duty_handovers (plan_id);
create index duty_handovers_heir_idx on duty_handovers (heir_id);
create index duties_undecided_idx on duties (attached_by) where valid_to is null and attached_by is not null;

create table account_handovers (
  user_id bigint not null references users (id) on delete cascade,
  plan_id uuid not null references border_plans (id) on delete cascade,
  from_code text collate "C" not null,
  to_code text collate "C" not null,
  primary key (plan_id, user_id)
);
comment on table account_handovers is 'Accounts that answered for a grid that the adoption of a plan ended, and the grid that they answer for since.';

alter table duty_handovers enable row level security;
alter table account_handovers enable row level security;
create policy duty_handovers_read on duty_handovers for select to getu_app using (plan_id in (select id from border_plans));
grant select on duty_handovers to getu_app;

create function is_same_holder(a duties, b duties) returns boolean language sql immutable parallel safe as $$
  select case when a.user_id is not null and b.user_id is not null then a.user_id = b.user_id else a.holder = b.holder and a.phone = b.phone end
$$;

-- What earlier adoptions handed over, as far as the duties tell.
insert into duty_handovers (duty_id, plan_id, heir_id)
select distinct on (d.id) d.id, p.id, heir.id
from border_plans p
join grids o on o.ended_by = p.id
join duties d on d.scope = 'grid' and d.area_code = o.code and d.valid_to = p.adopted_at
join duties heir on heir.scope = 'grid' and heir.valid_from = p.adopted_at and heir.area_code = any (o.successors) and heir.role = d.role and is_same_holder(heir, d)
order by d.id, heir.id;

-- Puts the holder of a duty in charge of a grid, where they are not yet in the same role; answers the duty there.
create function give_duty(held duties, place text, moment timestamptz, undecided_by uuid) returns bigint language plpgsql as $$
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

-- Ends a duty and goes on with it in another grid; answers the duty there.
create function move_duty(held duties, place text, moment timestamptz, undecided_by uuid) returns bigint language plpgsql as $$
declare
  heir bigint;
begin
  update duties set valid_to = moment where id = held.id;
  heir := give_duty(held, place, moment, undecided_by);
  update duty_handovers set heir_id = heir where heir_id = held.id;
  return heir;
end
$$;

-- For a plan that takes an adoption back: the grids that had ended then, each with the plan's grid that is mostly their ground.
create function restored_grids(wanted uuid) returns table (ended text, restored text) language sql stable as $$
  select distinct on (o.code) o.code, b.code
  from border_plans p
  join grids o on o.ended_by = p.reverts and o.code >= p.scope_code and o.code < p.scope_code || ':'
  join border_plan_grids b on b.plan_id = p.id and (b.is_new or b.is_changed) and (b.kind = 'micro') = (o.kind = 'micro') and b.geom && o.geom
  where p.id = wanted and st_area(st_intersection(b.geom, o.geom)) > st_area(o.geom) / 2
  order by o.code, b.code = o.code desc, st_area(st_intersection(b.geom, o.geom)) desc
$$;

-- The duties that such a plan gives back: `held_id` goes to `place`, or is also held there where it stays. Not where somebody
-- has ended it since, given it to another, or kept its ground away.
create function border_plan_returns(wanted uuid) returns table (duty_id bigint, held_id bigint, stays boolean, place text) language sql stable as $$
  select h.duty_id, held.id, h.is_shared or h.heir_id is null, r.restored
  from border_plans p
  join duty_handovers h on h.plan_id = p.reverts
  join duties d on d.id = h.duty_id
  join duties held on held.id = coalesce(h.heir_id, h.duty_id) and (held.valid_to is null or h.heir_id is null) and is_same_holder(held, d)
  join restored_grids(wanted) r on r.ended = d.area_code and r.restored <> held.area_code
  where p.id = wanted
$$;

create function return_duties(wanted uuid, moment timestamptz) returns void language plpgsql as $$
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

create function return_accounts(wanted uuid) returns void language plpgsql as $$
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

-- Where a grid has ended, its people go on with what it became: its one successor, else the one with the most households,
-- and then the duty is marked for somebody to decide. A plan that takes an adoption back first gives back what that handed over.
create or replace function hand_over_duties(wanted uuid, moment timestamptz) returns void language plpgsql as $$
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

create function hand_over_grid_duties(wanted uuid, moment timestamptz) returns void language plpgsql as $$
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

-- Duties that an adoption gave to one of several successors, each with the grids of today that it may belong to.
create function undecided_duties(wanted uuid) returns table (duty_id bigint, choices text[]) language sql stable as $$
  select d.id, array_agg(distinct g.code order by g.code)
  from duties d
  join duty_handovers h on h.heir_id = d.id and h.plan_id = wanted
  join duties before on before.id = h.duty_id
  join grids o on o.ended_by = wanted and o.code = before.area_code
  join grids g on g.valid_to is null and g.code = any (o.successors || d.area_code)
  where d.attached_by = wanted and d.valid_to is null
  group by d.id
$$;

-- The grids of an adopted plan that nobody is in charge of, until another plan changes them. A park without households may do without.
create function unattended_grids(wanted uuid) returns setof grids language sql stable as $$
  select g.* from border_plans p join border_plan_grids b on b.plan_id = p.id join grids g on g.id = b.base_id and g.valid_to is null
  where p.id = wanted and p.status = 'adopted' and (g.kind <> 'dedicated' or g.households > 0)
    and not exists (select from duties d where d.scope = 'grid' and d.valid_to is null and d.area_code = g.code)
$$;

-- Who may take such a grid over: the people of the grids that its ground came from, of its community, and only where these
-- are none of the community's other grids.
create function unattended_grid_candidates(wanted uuid) returns table (place text, duty_id bigint) language sql stable as $$
  with vacant as materialized (
    select code, community_code, predecessors from unattended_grids(wanted)
  ), near as materialized (
    select v.code, d.id from vacant v join duties d on d.scope = 'grid' and d.valid_to is null and d.area_code = any (v.predecessors)
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

-- Decides to which successor each duty belongs; an account that the adoption moved with it goes along.
create function decide_duties(wanted uuid, chosen bigint[], places text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
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

-- Puts people in charge of grids that have nobody. Whoever comes from the community becomes the grid's leader: its own roles are not a grid's.
create function appoint_to_grids(wanted uuid, chosen bigint[], places text[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
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

revoke execute on function
  give_duty(duties, text, timestamptz, uuid), move_duty(duties, text, timestamptz, uuid), return_duties(uuid, timestamptz), return_accounts(uuid), hand_over_grid_duties(uuid, timestamptz),
  decide_duties(uuid, bigint[], text[]), appoint_to_grids(uuid, bigint[], text[])
from public;
grant execute on function decide_duties(uuid, bigint[], text[]), appoint_to_grids(uuid, bigint[], text[]) to getu_app;
