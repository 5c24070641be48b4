-- Briefs (简报): what was chosen out of an area, kept as codes. Missions (任务): a brief whose tasks went to people.
insert into role_rights (role, name)
select role, name
from (values
  ('city_officer',      array['briefs.read', 'briefs.write', 'missions.write']),
  ('street_officer',    array['briefs.read', 'briefs.write', 'missions.write']),
  ('community_officer', array['briefs.read', 'briefs.write', 'missions.write']),
  ('department_officer',array['briefs.read', 'briefs.write']),
  ('grid_worker',       array['briefs.read'])
) as given (role, names), unnest(names) as name;

create table briefs (
  id uuid primary key default gen_random_uuid(),
  serial bigint generated always as identity unique,
  number text not null generated always as ('B' || lpad(serial::text, greatest(6, length(serial::text)), '0')) stored,
  owner_id bigint not null references users (id) on delete restrict,
  title text not null constraint brief_has_a_title check (length(title) between 1 and 120),
  starts_at timestamptz,
  ends_at timestamptz,
  question jsonb not null,
  selection jsonb not null,
  place_code text collate "C" not null constraint brief_place_is_a_code check (place_code ~ '^[0-9]{0,15}$'),
  tasks jsonb not null default '[]',
  contacts jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint brief_ends_after_it_starts check (ends_at >= starts_at)
);
comment on column briefs.number is 'As it is said on the telephone and printed on every page.';
comment on column briefs.place_code is 'The smallest region or grid that holds the area; empty where two provinces share it. Jurisdictions are prefixes of it.';
create index briefs_owner_idx on briefs (owner_id, updated_at desc);
create index briefs_place_idx on briefs (place_code, updated_at desc);

create table brief_snapshots (
  id bigint generated always as identity primary key,
  brief_id uuid not null references briefs (id) on delete cascade,
  taken_at timestamptz not null default now(),
  geom geometry(Geometry, 4326) not null,
  square_meters double precision not null,
  totals jsonb not null,
  unique (id, brief_id)
);
comment on table brief_snapshots is 'One list each, never changed; the newest is the present one.';
comment on column brief_snapshots.totals is 'Counts by kind and category as its author counted them.';
create index brief_snapshots_brief_idx on brief_snapshots (brief_id, id desc);

create table brief_items (
  brief_id uuid not null,
  snapshot_id bigint not null,
  kind text not null,
  category text not null,
  code text collate "C" not null,
  place_code text collate "C" not null,
  primary key (snapshot_id, kind, category, code),
  foreign key (snapshot_id, brief_id) references brief_snapshots (id, brief_id) on delete cascade
);
comment on table brief_items is 'What a list held: codes alone. Names, addresses and points are read live, by the rights of who reads.';
comment on column brief_items.kind is 'Kind key_person: a person, by the type of care in category.';

create table brief_pictures (
  id bigint generated always as identity primary key,
  brief_id uuid not null references briefs (id) on delete cascade,
  caption text not null default '',
  media_type text not null constraint brief_picture_is_png_or_jpeg check (media_type in ('image/png', 'image/jpeg')),
  width integer not null,
  height integer not null,
  bytes bytea not null constraint brief_picture_is_not_large check (length(bytes) <= 3000000),
  taken_at timestamptz not null default now()
);
create index brief_pictures_brief_idx on brief_pictures (brief_id);

create table missions (
  id uuid primary key default gen_random_uuid(),
  serial bigint generated always as identity unique,
  number text not null generated always as ('M' || lpad(serial::text, greatest(6, length(serial::text)), '0')) stored,
  brief_id uuid not null references briefs (id) on delete restrict,
  owner_id bigint not null references users (id) on delete restrict,
  title text not null constraint mission_has_a_title check (length(title) between 1 and 120),
  starts_at timestamptz,
  ends_at timestamptz,
  geom geometry(Geometry, 4326) not null,
  square_meters double precision not null,
  place_code text collate "C" not null,
  state text not null default 'open' constraint mission_state_is_known check (state in ('open', 'closed', 'cancelled')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint mission_ends_after_it_starts check (ends_at >= starts_at)
);
create index missions_brief_idx on missions (brief_id);
create index missions_owner_idx on missions (owner_id);
create index missions_place_idx on missions (place_code);

create table mission_tasks (
  id uuid primary key default gen_random_uuid(),
  mission_id uuid not null references missions (id) on delete cascade,
  sort smallint not null,
  text text not null constraint mission_task_says_something check (length(text) between 1 and 500),
  theme jsonb,
  codes text[] not null default '{}',
  due_at timestamptz,
  state text not null default 'todo' constraint mission_task_state_is_known check (state in ('todo', 'accepted', 'doing', 'done', 'cannot')),
  note text not null default '',
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
create index mission_tasks_mission_idx on mission_tasks (mission_id, sort);

create table mission_people (
  task_id uuid not null references mission_tasks (id) on delete cascade,
  mission_id uuid not null references missions (id) on delete cascade,
  user_id bigint not null references users (id) on delete restrict,
  primary key (task_id, user_id)
);
create index mission_people_user_idx on mission_people (user_id);
create index mission_people_mission_idx on mission_people (mission_id);

create table mission_log (
  id bigint generated always as identity primary key,
  mission_id uuid not null references missions (id) on delete restrict,
  task_id uuid,
  at timestamptz not null default now(),
  user_id bigint not null references users (id) on delete restrict,
  step text not null,
  state text not null,
  note text not null default ''
);
comment on table mission_log is 'Append-only: one row for each step of a mission or of a task of it.';
comment on column mission_log.state is 'The state after the step, of the task where one is named, else of the mission.';
create index mission_log_mission_idx on mission_log (mission_id, id);
create function refuse_mission_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'the mission log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_mission_log_change before update or delete on mission_log for each row execute function refuse_mission_log_change();
create trigger refuse_mission_log_truncate before truncate on mission_log for each statement execute function refuse_mission_log_change();

-- The smallest region or grid that holds all ground of an area; ground outside every region has no say.
create function place_code_of(area geometry) returns text language sql stable as $$
  with touched as (
    select code from regions where geom && area and st_relate(geom, area, 'T********')
    union all
    select code from grids where valid_to is null and kind <> 'micro' and geom && area and st_relate(geom, area, 'T********')
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
comment on function place_code_of is 'Empty where no region holds it all.';
create function place_name(place text) returns text language sql stable as $$
  select coalesce(
    (select r.name || g.name from grids g join regions r on r.code = g.community_code where g.code = place and g.valid_to is null),
    (select name from regions where code = place), '')
$$;

-- What a selection means just now, with the rights of who asks, as the area search counts it: whole themes and single
-- things of an area, less what was taken out. `area` is the shape; a circle is tested by its centre and radius.
create function select_area_items(area geometry, center geometry, radius double precision, themes jsonb, added text[], removed text[], pattern text, place text, most integer)
returns table (kind text, category text, code text, place_code text) language sql stable as $$
  with wanted as materialized (
    select t.kind, t.category from jsonb_to_recordset(themes) as t (kind text, category text)
  ), inside as materialized (
    select e.county_code, e.id, e.kind, e.category, e.code, e.place_code,
           -- Who may only count people cannot try out codes: neither adding nor taking out one person changes a count.
           e.code = any (added) and e.kind <> all ((select session_counted_only_kinds())::text[]) as is_added,
           e.code = any (removed) and e.kind <> all ((select session_counted_only_kinds())::text[]) as is_removed
    from elements e
    where e.geom && area and e.valid_to is null
      and (e.code = any (added) or e.kind in (select case w.kind when 'key_person' then 'person' else w.kind end from wanted w))
      and (pattern is null or e.search_text like pattern) and (place is null or starts_with(e.place_code, place))
      and case when radius is null then st_intersects(e.geom, area) else st_dwithin(e.geom::geography, center::geography, radius) end
  ), chosen as (
    select i.kind, i.category, i.code, i.place_code from inside i
    where i.is_added or (not i.is_removed and exists (select from wanted w where w.kind = i.kind and coalesce(w.category, i.category) = i.category))
    union
    select 'key_person', k.type, i.code, i.place_code
    from inside i
    join key_person_profiles k on k.county_code = i.county_code and k.element_id = i.id
    where i.kind = 'person' and not i.is_removed
      and exists (select from wanted w where w.kind = 'key_person' and coalesce(w.category, k.type) = k.type)
  )
  select * from chosen limit most
$$;

-- Policies of briefs and missions ask one another; these ask past the policies, for the session's own user alone.
create function session_mission_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(distinct mission_id), '{}') from mission_people where user_id = session_user_id()
$$;
create function session_task_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(task_id), '{}') from mission_people where user_id = session_user_id()
$$;
-- A brief is read by the people of its missions while these are open, not longer.
create function session_brief_ids() returns uuid[] language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(m.brief_id), '{}') from missions m where m.state = 'open' and m.id = any (session_mission_ids())
$$;
-- A colleague's name, and nothing more of the account.
create function colleague_name(wanted bigint) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select display_name from users where id = wanted and session_user_id() is not null
$$;
-- Whom a task can be given to: accounts that work in the area, or over it; not the administrators and not the wall.
create function people_for_place(place text, area geometry)
returns table (id bigint, name text, roles text[], place_code text) language sql stable security definer set search_path = public, pg_temp as $$
  with touched as (
    select code from grids where valid_to is null and geom && area and st_relate(geom, area, 'T********')
    union all
    select code from regions where geom && area and st_relate(geom, area, 'T********')
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
revoke execute on function session_mission_ids(), session_task_ids(), session_brief_ids(), colleague_name(bigint), people_for_place(text, geometry) from public;
grant execute on function session_mission_ids(), session_task_ids(), session_brief_ids(), colleague_name(bigint), people_for_place(text, geometry) to getu_app;

-- Read by its owner, by who answers for all of its area, and by the people of its missions. Written by its owner.
alter table briefs enable row level security;
alter table brief_snapshots enable row level security;
alter table brief_items enable row level security;
alter table brief_pictures enable row level security;
create policy briefs_read on briefs for select to getu_app using (
  owner_id = (select session_user_id())
  or ((select session_has_right('briefs.read')) and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
  or id = any ((select session_brief_ids())::uuid[])
);
create policy briefs_add on briefs for insert to getu_app with check (owner_id = (select session_user_id()) and (select session_has_right('briefs.write')));
create policy briefs_change on briefs for update to getu_app using (owner_id = (select session_user_id()));
create policy briefs_remove on briefs for delete to getu_app using (owner_id = (select session_user_id()));
create policy brief_snapshots_read on brief_snapshots for select to getu_app using (brief_id in (select id from briefs));
create policy brief_snapshots_add on brief_snapshots for insert to getu_app with check (brief_id in (select id from briefs where owner_id = session_user_id()));
-- A code is shown where the element would be.
create policy brief_items_read on brief_items for select to getu_app using (
  brief_id in (select id from briefs)
  and (kind = any ((select session_open_kinds())::text[])
       or ((kind = any ((select session_local_kinds())::text[]) or (kind = 'key_person' and 'person' = any ((select session_local_kinds())::text[])))
           and place_code >= (select session_place_from()) and place_code < (select session_place_until())))
);
create policy brief_items_add on brief_items for insert to getu_app with check (brief_id in (select id from briefs where owner_id = session_user_id()));
create policy brief_pictures_read on brief_pictures for select to getu_app using (brief_id in (select id from briefs));
create policy brief_pictures_add on brief_pictures for insert to getu_app with check (brief_id in (select id from briefs where owner_id = session_user_id()));
create policy brief_pictures_remove on brief_pictures for delete to getu_app using (brief_id in (select id from briefs where owner_id = session_user_id()));
grant select, insert, delete on briefs to getu_app;
grant update (title, starts_at, ends_at, question, selection, place_code, tasks, contacts, version, updated_at) on briefs to getu_app;
grant select, insert on brief_snapshots, brief_items to getu_app;
grant select, insert, delete on brief_pictures to getu_app;

alter table missions enable row level security;
alter table mission_tasks enable row level security;
alter table mission_people enable row level security;
alter table mission_log enable row level security;
create policy missions_read on missions for select to getu_app using (
  owner_id = (select session_user_id())
  or ((select session_has_right('briefs.read')) and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
  or id = any ((select session_mission_ids())::uuid[])
);
create policy missions_add on missions for insert to getu_app with check (owner_id = (select session_user_id()) and (select session_has_right('missions.write')));
create policy missions_change on missions for update to getu_app using (owner_id = (select session_user_id()));
create policy mission_tasks_read on mission_tasks for select to getu_app using (mission_id in (select id from missions));
create policy mission_tasks_add on mission_tasks for insert to getu_app with check (mission_id in (select id from missions where owner_id = session_user_id()));
create policy mission_tasks_change on mission_tasks for update to getu_app
  using (id = any ((select session_task_ids())::uuid[]) or mission_id in (select id from missions where owner_id = session_user_id()));
create policy mission_tasks_remove on mission_tasks for delete to getu_app using (mission_id in (select id from missions where owner_id = session_user_id()));
create policy mission_people_read on mission_people for select to getu_app using (mission_id in (select id from missions));
create policy mission_people_add on mission_people for insert to getu_app with check (mission_id in (select id from missions where owner_id = session_user_id()));
create policy mission_people_remove on mission_people for delete to getu_app using (mission_id in (select id from missions where owner_id = session_user_id()));
create policy mission_log_read on mission_log for select to getu_app using (mission_id in (select id from missions));
create policy mission_log_append on mission_log for insert to getu_app with check (
  user_id = (select session_user_id())
  and (mission_id = any ((select session_mission_ids())::uuid[]) or mission_id in (select id from missions where owner_id = session_user_id()))
);
grant select, insert on missions, mission_log to getu_app;
grant update (title, starts_at, ends_at, state, version, updated_at) on missions to getu_app;
grant select, insert, delete, update on mission_tasks to getu_app;
grant select, insert, delete on mission_people to getu_app;
