-- Border plans (网格调整方案): a copy of the grids of a community, street or county that is edited, judged, reviewed and adopted on a day.
insert into role_rights (role, name)
select role, name
from (values
  ('city_officer',      array['borders.read', 'borders.write', 'borders.review', 'borders.adopt']),
  ('street_officer',    array['borders.read', 'borders.write', 'borders.review', 'borders.adopt']),
  ('community_officer', array['borders.read', 'borders.write']),
  ('system_admin',      array['borders.read', 'borders.write'])
) as given (role, names), unnest(names) as name;

create table grid_bands (
  area_code text collate "C" not null constraint band_area_is_a_code check (area_code ~ '^[0-9]{0,12}$'),
  is_village boolean not null,
  households_min integer not null,
  households_max integer not null,
  primary key (area_code, is_village),
  constraint band_is_in_order check (0 < households_min and households_min <= households_max)
);
comment on table grid_bands is 'Households that a base grid should have; the longest area code that fits counts, the empty one is everywhere.';
insert into grid_bands (area_code, is_village, households_min, households_max) values ('', false, 300, 500), ('', true, 30, 60);

create function is_village(community text) returns boolean language sql stable
  as $$ select coalesce((select name like '%村' from regions where code = community), false) $$;

create function band_of(community text, out households_min integer, out households_max integer) language sql stable as $$
  select b.households_min, b.households_max from grid_bands b
  where b.is_village = is_village(community) and starts_with(community, b.area_code)
  order by length(b.area_code) desc limit 1
$$;

create table border_plans (
  id uuid primary key default gen_random_uuid(),
  name text not null constraint plan_has_a_name check (length(name) between 1 and 80),
  scope_code text collate "C" not null references regions (code) on delete restrict,
  status text not null default 'draft' constraint plan_status_is_known check (status in ('draft', 'submitted', 'approved', 'scheduled', 'adopted', 'discarded')),
  version integer not null default 1,
  owner_id bigint not null references users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  based_at timestamptz not null default now(),
  submitter_id bigint references users (id) on delete restrict,
  effective_at timestamptz,
  adopter_id bigint references users (id) on delete restrict,
  adopted_at timestamptz,
  reverts uuid references border_plans (id) on delete restrict,
  constraint plan_of_a_day_has_one check (status <> 'scheduled' or effective_at is not null),
  constraint plan_adopted_at_a_moment check ((status = 'adopted') = (adopted_at is not null))
);
comment on column border_plans.scope_code is 'The community, street or county whose grids it divides anew.';
comment on column border_plans.based_at is 'The moment whose grids it began with or was brought up to.';
create index border_plans_scope_idx on border_plans (scope_code, updated_at desc);

create table border_plan_grids (
  plan_id uuid not null references border_plans (id) on delete cascade,
  code text collate "C" not null constraint plan_grid_code_has_15_digits check (code ~ '^[0-9]{15}$'),
  community_code text collate "C" not null references regions (code) on delete restrict,
  kind text not null constraint plan_grid_kind_is_known check (kind in ('base', 'dedicated', 'micro')),
  parent_code text collate "C",
  name text not null constraint plan_grid_has_a_name check (length(name) between 1 and 80),
  geom geometry(Polygon, 4326) not null,
  base_id bigint references grids (id) on delete set null,
  is_new boolean not null,
  is_changed boolean not null,
  predecessors text[] not null default '{}',
  households integer not null default 0,
  buildings integer not null default 0,
  places integer not null default 0,
  primary key (plan_id, code),
  constraint plan_grid_code_lies_in_its_community check (starts_with(code, community_code)),
  constraint micro_grid_has_a_parent check ((kind = 'micro') = (parent_code is not null))
);
comment on column border_plan_grids.base_id is 'The row of today that it goes on from; empty for a new grid.';
comment on column border_plan_grids.households is 'Counted anew by every edit that changes the shape, as are buildings and places; people are counted by the rights of who reads.';
create index border_plan_grids_geom_idx on border_plan_grids using gist (geom);

create table border_edits (
  plan_id uuid not null references border_plans (id) on delete cascade,
  seq integer not null,
  op jsonb not null,
  is_undone boolean not null default false,
  user_id bigint not null references users (id) on delete restrict,
  at timestamptz not null default now(),
  primary key (plan_id, seq)
);
comment on table border_edits is 'The edits of a plan in order; an undone one is made again by redo, or dropped by the next edit.';
comment on column border_edits.op is 'What was asked, without the shapes of a replacement.';

create table border_edit_grids (
  plan_id uuid not null,
  seq integer not null,
  is_after boolean not null,
  code text collate "C" not null,
  grid border_plan_grids not null,
  primary key (plan_id, seq, is_after, code),
  foreign key (plan_id, seq) references border_edits (plan_id, seq) on delete cascade
);
comment on table border_edit_grids is 'The rows that an edit took away and put there: undo brings back the same bytes.';

create table border_comments (
  id bigint generated always as identity primary key,
  plan_id uuid not null references border_plans (id) on delete cascade,
  grid_code text collate "C",
  place geometry(Point, 4326),
  text text not null constraint comment_says_something check (length(text) between 1 and 1000),
  user_id bigint not null references users (id) on delete restrict,
  at timestamptz not null default now(),
  resolved_at timestamptz,
  resolver_id bigint references users (id) on delete restrict
);
create index border_comments_plan_idx on border_comments (plan_id, id);

create table border_plan_log (
  id bigint generated always as identity primary key,
  plan_id uuid not null references border_plans (id) on delete cascade,
  step text not null,
  status text not null,
  note text not null default '',
  user_id bigint references users (id) on delete restrict,
  at timestamptz not null default now()
);
comment on column border_plan_log.user_id is 'Empty where the appointed day came.';
create index border_plan_log_plan_idx on border_plan_log (plan_id, id);

alter table grids add column successors text[] not null default '{}';
alter table grids add column parent_code text collate "C";
alter table grids add column ended_by uuid references border_plans (id) on delete set null;
alter table grids add column begun_by uuid references border_plans (id) on delete set null;
comment on column grids.parent_code is 'For a micro-grid the grid that holds it.';
comment on column grids.successors is 'Where a grid has ended: the grids that its ground went to.';

-- A plan is read by who answers for its ground or for a part of it, and written by who answers for all of it. The rest is read and written where the plan is.
create function session_reaches(place text) returns boolean language plpgsql stable as $$
declare
  jurisdiction text := current_setting('getu.jurisdiction', true);
begin
  return starts_with(place, jurisdiction);
end
$$;
create function session_touches(place text) returns boolean language plpgsql stable as $$
declare
  jurisdiction text := current_setting('getu.jurisdiction', true);
begin
  return starts_with(place, jurisdiction) or starts_with(jurisdiction, place);
end
$$;
comment on function session_reaches(text) is 'Whether the reader answers for all of that region or grid.';
comment on function session_touches(text) is 'Whether the reader answers for all of it or for a part.';

alter table border_plans enable row level security;
alter table border_plan_grids enable row level security;
alter table border_edits enable row level security;
alter table border_edit_grids enable row level security;
alter table border_comments enable row level security;
alter table border_plan_log enable row level security;
alter table grid_bands enable row level security;
create policy border_plans_read on border_plans for select to getu_app using ((select session_has_right('borders.read')) and session_touches(scope_code));
create policy border_plans_add on border_plans for insert to getu_app with check ((select session_has_right('borders.write')) and session_reaches(scope_code) and owner_id = (select session_user_id()));
create policy border_plans_change on border_plans for update to getu_app using (((select session_has_right('borders.write')) or (select session_has_right('borders.review'))) and session_reaches(scope_code));
create policy border_plan_grids_read on border_plan_grids for select to getu_app using (plan_id in (select id from border_plans));
create policy border_plan_grids_write on border_plan_grids for all to getu_app
  using (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')))
  with check (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')));
create policy border_edits_read on border_edits for select to getu_app using (plan_id in (select id from border_plans));
create policy border_edits_write on border_edits for all to getu_app
  using (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')))
  with check (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')));
create policy border_edit_grids_read on border_edit_grids for select to getu_app using (plan_id in (select id from border_plans));
create policy border_edit_grids_write on border_edit_grids for all to getu_app
  using (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')))
  with check (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')));
create policy border_comments_read on border_comments for select to getu_app using (plan_id in (select id from border_plans));
create policy border_comments_add on border_comments for insert to getu_app with check (plan_id in (select id from border_plans) and user_id = (select session_user_id()));
create policy border_comments_resolve on border_comments for update to getu_app using (plan_id in (select id from border_plans));
create policy border_plan_log_read on border_plan_log for select to getu_app using (plan_id in (select id from border_plans));
create policy border_plan_log_append on border_plan_log for insert to getu_app with check (plan_id in (select id from border_plans) and user_id = (select session_user_id()));
create policy grid_bands_read on grid_bands for select to getu_app using ((select session_has_right('borders.read')));
create policy grid_bands_write on grid_bands for all to getu_app
  using ((select session_has_right('borders.review')) and area_code <> '' and session_reaches(area_code))
  with check ((select session_has_right('borders.review')) and area_code <> '' and session_reaches(area_code));
grant select, insert on border_plans, border_plan_log to getu_app;
grant update (name, status, version, updated_at, based_at, submitter_id, effective_at) on border_plans to getu_app;
grant select, insert, update, delete on border_plan_grids, border_edits, border_edit_grids, grid_bands to getu_app;
grant select, insert on border_comments to getu_app;
grant update (resolved_at, resolver_id) on border_comments to getu_app;
