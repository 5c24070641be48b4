-- Matters (事项): what can be dealt with, by whom, how fast. Events (事件): one case of a matter at a place, with its log.
insert into role_rights (role, name)
select role, 'events.read'
from unnest(array['city_officer', 'street_officer', 'community_officer', 'grid_worker', 'department_officer', 'wall']) as role;

create table matter_classes (
  code text collate "C" primary key constraint matter_class_code_has_2_or_4_digits check (code ~ '^[0-9]{2}([0-9]{2})?$'),
  parent_code text collate "C" generated always as (nullif(left(code, length(code) - 2), '')) stored references matter_classes (code) on delete restrict,
  name text not null
);
comment on table matter_classes is 'Types (部件, 事件, 基础数据, 群众诉求; 2 digits) and under them the classes (大类; 4 digits).';

create table matters (
  code text collate "C" primary key constraint matter_code_has_6_digits check (code ~ '^[0-9]{6}$'),
  class_code text collate "C" not null generated always as (left(code, 4)) stored references matter_classes (code) on delete restrict,
  name text not null,
  aliases text[] not null default '{}',
  owner_department text not null,
  owner_role text,
  routing text not null constraint matter_routing_is_known check (routing in ('owner_first', 'territory_first')),
  accept_amount numeric(5, 1) not null, accept_unit text not null,
  dispatch_amount numeric(5, 1) not null, dispatch_unit text not null,
  handle_amount numeric(5, 1) not null, handle_unit text not null,
  verify_amount numeric(5, 1) not null, verify_unit text not null,
  severity smallint not null constraint matter_severity_is_1_to_4 check (severity between 1 and 4),
  sensitivity text not null default 'internal' constraint matter_sensitivity_is_known check (sensitivity in ('internal', 'restricted')),
  opening_condition text not null,
  closing_condition text not null,
  source text not null,
  grade text constraint matter_grade_is_known check (grade in ('A', 'B', 'C')),
  is_local boolean not null,
  valid boolean not null default true,
  is_edited boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint matter_clocks_run check (least(accept_amount, dispatch_amount, handle_amount, verify_amount) > 0),
  constraint matter_clock_units_are_known check (array[accept_unit, dispatch_unit, handle_unit, verify_unit] <@ array['紧急工作时', '工作时', '工作日', '自然日']),
  constraint matter_code_is_cited_or_local check (is_local or grade is not null)
);
comment on column matters.aliases is 'How residents say it.';
comment on column matters.routing is 'owner_first: to the owner, then the territory (先属主后属地); territory_first: the other way round.';
comment on column matters.sensitivity is 'restricted: a case tells something about a protected person, and is shown as such persons are.';
comment on column matters.is_local is 'True where the code is ours: no text was read that gives the official number.';
comment on column matters.valid is 'False for a matter that is no longer offered; its past events keep it.';
comment on column matters.is_edited is 'True once a person changed it here: a new release of the catalogue then leaves it alone.';
create index matters_class_idx on matters (class_code);

create table matter_concerns (
  matter_code text collate "C" not null references matters (code) on delete cascade,
  kind text not null references element_kinds (kind) on delete restrict,
  category text not null default '',
  primary key (matter_code, kind, category)
);
comment on column matter_concerns.category is 'Code of dictionary category.<kind>; empty is every category of the kind.';
create index matter_concerns_kind_idx on matter_concerns (kind, category);

create table work_calendar (
  day date primary key,
  is_workday boolean not null,
  name text not null
);
comment on table work_calendar is 'Days that differ from the plain week: holidays, and weekends that are worked (调休).';
create function is_workday(wanted date) returns boolean language sql stable
  as $$ select coalesce((select is_workday from work_calendar where day = wanted), extract(isodow from wanted) < 6) $$;

create table events (
  id uuid not null default gen_random_uuid(),
  county_code text collate "C" not null constraint event_county_code_has_6_digits check (county_code ~ '^[0-9]{6}$'),
  code text collate "C" not null constraint event_code_has_20_digits check (code ~ '^[0-9]{20}$'),
  matter_code text collate "C" not null references matters (code) on delete restrict,
  title text not null,
  description text not null default '',
  geom geometry(Point, 4326) not null,
  geom_3857 geometry(Point, 3857) generated always as (st_transform(geom, 3857)) stored,
  element_id bigint,
  grid_code text collate "C",
  community_code text collate "C",
  place_code text collate "C" not null generated always as (coalesce(grid_code, community_code, county_code)) stored,
  state text not null constraint event_state_is_known
    check (state in ('reported', 'accepted', 'dispatched', 'handled', 'verified', 'paused', 'closed', 'rejected', 'cancelled')),
  channel text not null,
  severity smallint not null constraint event_severity_is_1_to_4 check (severity between 1 and 4),
  sensitivity text not null default 'restricted' constraint event_sensitivity_is_known check (sensitivity in ('internal', 'restricted')),
  reported_at timestamptz not null default now(),
  accepted_at timestamptz, dispatched_at timestamptz, handled_at timestamptz, verified_at timestamptz, closed_at timestamptz,
  handle_due_at timestamptz,
  due_at timestamptz,
  owner_department text,
  handler text,
  reopened_count smallint not null default 0 constraint reopened_count_is_not_negative check (reopened_count >= 0),
  rating smallint constraint rating_is_1_to_5 check (rating between 1 and 5),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (county_code, id),
  unique (county_code, code),
  foreign key (county_code, element_id) references elements (county_code, id) on delete set null (element_id),
  constraint ended_event_has_its_time check ((state in ('closed', 'rejected', 'cancelled')) = (closed_at is not null)),
  constraint event_ends_after_its_report check (closed_at >= reported_at)
) partition by list (county_code);
comment on table events is 'One case each. Who reported it is not kept here.';
comment on column events.code is 'County (6) + day of the report (8) + sequence of that day (6).';
comment on column events.element_id is 'The element that it is about, where it is known.';
comment on column events.sensitivity is 'Its matter''s, written by the database.';
comment on column events.handle_due_at is 'End of the handling clock; due_at is the end of the whole.';
comment on column events.reopened_count is 'How often it came back: verification failed, or the reporter was not content (返工).';
create table events_elsewhere partition of events default;
create index events_geom_idx on events using gist (geom);
create index events_geom_3857_idx on events using gist (geom_3857);
create index events_place_idx on events (place_code, reported_at);
create index events_matter_idx on events (matter_code, reported_at);
create index events_reported_idx on events (reported_at);
create index events_element_idx on events (county_code, element_id) where element_id is not null;
create index events_open_idx on events (place_code, due_at) where closed_at is null;

create table event_log (
  county_code text collate "C" not null,
  event_id uuid not null,
  version integer not null,
  at timestamptz not null default now(),
  step text not null constraint event_step_is_known check (step in
    ('report', 'accept', 'reject', 'dispatch', 'handle', 'return', 'verify', 'close', 'rate', 'reopen', 'pause', 'resume', 'note', 'cancel')),
  state text not null,
  by_role text not null,
  department text,
  user_id bigint references users (id) on delete restrict,
  note text not null default '',
  primary key (county_code, event_id, version),
  foreign key (county_code, event_id) references events (county_code, id) on delete cascade
) partition by list (county_code);
comment on table event_log is 'Append-only: each step raises the event''s version by one and leaves one row with that version.';
comment on column event_log.state is 'The event''s state after the step.';
create table event_log_elsewhere partition of event_log default;

-- A log goes with its event and never before it; of the roles that serve requests none may delete either.
create function refuse_event_log_change() returns trigger language plpgsql as $$
begin
  if tg_level = 'ROW' and tg_op = 'DELETE' then
    if not exists (select from events where county_code = old.county_code and id = old.event_id) then return old; end if;
  end if;
  raise exception 'the event log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_event_log_change before update or delete on event_log for each row execute function refuse_event_log_change();
create trigger refuse_event_log_truncate before truncate on event_log for each statement execute function refuse_event_log_change();

create table event_code_counters (
  county_code text collate "C" not null,
  day date not null,
  last_number integer not null default 0,
  primary key (county_code, day)
);
-- The next code of the county for a report of that day, in China's one zone.
create function next_event_code(county text, reported timestamptz) returns text language sql as $$
  insert into event_code_counters as c (county_code, day, last_number) values (county, (reported at time zone 'Asia/Shanghai')::date, 1)
  on conflict (county_code, day) do update set last_number = c.last_number + 1
  returning county_code || to_char(day, 'YYYYMMDD') || lpad(last_number::text, 6, '0')
$$;

-- Where it lies is derived, as for elements; a bulk load writes it itself and says so with getu.bulk.
create function derive_event_place() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;
create trigger derive_event_place before insert or update of geom on events for each row execute function derive_event_place();
create function derive_event_sensitivity() returns trigger language plpgsql as $$
begin
  select sensitivity into strict new.sensitivity from matters where code = new.matter_code;
  return new;
end
$$;
create trigger derive_event_sensitivity before insert or update of matter_code, sensitivity on events
  for each row execute function derive_event_sensitivity();
-- A matter that becomes restricted hides its past cases at once.
create function follow_matter_sensitivity() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update events set sensitivity = new.sensitivity where matter_code = new.code;
  return null;
end
$$;
create trigger follow_matter_sensitivity after update of sensitivity on matters
  for each row when (old.sensitivity <> new.sensitivity) execute function follow_matter_sensitivity();

-- Open events follow a grid that changes; ended ones keep the grid that they happened in.
create function place_open_events(county text, area geometry default null) returns bigint language sql as $$
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
create function place_open_events_of_changed_grids() returns trigger language plpgsql as $$
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
create trigger place_open_events_of_new_grids after insert on grids referencing new table as new_grids
  for each statement execute function place_open_events_of_changed_grids();
create trigger place_open_events_of_old_grids after delete on grids referencing old table as old_grids
  for each statement execute function place_open_events_of_changed_grids();
create trigger place_open_events_of_moved_grids after update on grids referencing old table as old_grids new table as new_grids
  for each statement execute function place_open_events_of_changed_grids();

-- A county's events are loaded into tables that stand alone and are attached when full: indexes and foreign keys are
-- then built and checked once instead of row by row. Whatever the county had before is dropped.
create function begin_event_load(county text) returns void language plpgsql as $$
begin
  perform drop_events(county);
  execute format('create table %I (like events including defaults including generated including constraints)', 'events_' || county);
  execute format('create table %I (like event_log including defaults including constraints)', 'event_log_' || county);
end
$$;
create function finish_event_load(county text) returns void language plpgsql as $$
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
-- The one way to take a log away: with the whole county.
create function drop_events(county text) returns void language plpgsql as $$
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
$$;
-- The owner's business; a request calls none of them.
revoke execute on function
  begin_event_load(text), finish_event_load(text), drop_events(text), place_open_events(text, geometry), next_event_code(text, timestamptz), follow_matter_sensitivity()
from public;

alter table city_seeds add column as_of date;
comment on column city_seeds.as_of is 'The year of events ends before this day; null where the city has none yet.';

alter table matter_classes enable row level security;
alter table matters enable row level security;
alter table matter_concerns enable row level security;
alter table work_calendar enable row level security;
alter table events enable row level security;
alter table event_log enable row level security;
alter table event_code_counters enable row level security;
-- The catalogue and the calendar are open to everyone who is signed in.
create policy matter_classes_read on matter_classes for select to getu_app using ((select session_user_id()) is not null);
create policy matters_read on matters for select to getu_app using ((select session_user_id()) is not null);
create policy matter_concerns_read on matter_concerns for select to getu_app using ((select session_user_id()) is not null);
create policy work_calendar_read on work_calendar for select to getu_app using ((select session_user_id()) is not null);
-- Events are internal (rows of the jurisdiction, by right), those about protected people restricted; a log is visible where its event is.
create policy events_read on events for select to getu_app using (
  (select session_has_right('events.read'))
  and (sensitivity = 'internal' or (select session_has_right('elements.restricted')))
  and place_code >= (select session_place_from()) and place_code < (select session_place_until())
);
create policy event_log_read on event_log for select to getu_app using (exists (
  select from events e where e.county_code = event_log.county_code and e.id = event_log.event_id
));
grant select on matter_classes, matters, matter_concerns, work_calendar, events, event_log to getu_app;
