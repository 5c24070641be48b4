-- Grids drawn by the machine: what bounds blocks, what is known or estimated of buildings, and proposals with their grids.

-- Lines that blocks are made of, in and around the communities. Kinds: {theme, class, becomes}, {class, squareMeters}.
create function partition_lines(communities text[], plan uuid, line_kinds jsonb, dedicated_kinds jsonb)
returns table (class text, name text, geom geometry) language sql stable as $$
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
comment on function partition_lines is 'Borders of communities and of the plan''s grids, streets, railways, shores, walls, and outlines of ground that deserves a grid of its own.';

-- Where no register tells: floors of 3 m, three quarters of them dwellings, 90 m² a household. Towers above 100 m, and
-- whatever has another use, are taken as without households.
create function estimated_households(use text, floors integer, height_meters real, square_meters float8) returns integer language sql immutable as $$
  select case
    when coalesce(use, '') not in ('', 'yes', 'residential', 'apartments', 'house', 'detached', 'terrace', 'dormitory', 'rural_house', 'shop_house', 'courtyard') then 0
    when square_meters < 30 or height_meters > 100 then 0
    else greatest(1, round(square_meters * coalesce(floors, greatest(1, round(height_meters / 3.0)), case when square_meters < 150 then 2 else 5 end) * 0.75 / 90))
  end::integer
$$;

create table border_proposals (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references border_plans (id) on delete cascade,
  asked jsonb not null,
  state text not null default 'running' constraint proposal_state_is_known check (state in ('running', 'done', 'failed', 'cancelled')),
  stage text not null default 'waiting',
  share real not null default 0,
  is_estimated boolean not null default false,
  households integer,
  buildings integer,
  units integer,
  problem jsonb,
  alternatives jsonb not null default '[]',
  user_id bigint not null references users (id) on delete restrict,
  started_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint proposal_that_ended_has_a_time check ((state = 'running') = (ended_at is null))
);
comment on table border_proposals is 'Grids that the machine has drawn or is drawing for a plan.';
comment on column border_proposals.beat_at is 'The node that works on it says so every few seconds: silence means that the node is gone.';
create unique index border_proposals_running_idx on border_proposals (plan_id) where state = 'running';
create index border_proposals_plan_idx on border_proposals (plan_id, started_at desc);

create table border_proposal_grids (
  proposal_id uuid not null references border_proposals (id) on delete cascade,
  alternative smallint not null,
  number integer not null,
  community_code text collate "C" not null,
  kind text not null constraint proposed_kind_is_known check (kind in ('base', 'dedicated')),
  continues text collate "C",
  geom geometry(Polygon, 4326) not null,
  households integer not null,
  buildings integer not null,
  facts jsonb not null,
  primary key (proposal_id, alternative, number)
);
comment on column border_proposal_grids.facts is 'Area, compactness, band and the reasons of its borders, as the contract has them.';

alter table border_proposals enable row level security;
alter table border_proposal_grids enable row level security;
create policy border_proposals_read on border_proposals for select to getu_app using (plan_id in (select id from border_plans));
create policy border_proposals_write on border_proposals for all to getu_app
  using (plan_id in (select id from border_plans where session_reaches(scope_code)) and (select session_has_right('borders.write')))
  with check (plan_id in (select id from border_plans where status = 'draft' and session_reaches(scope_code)) and (select session_has_right('borders.write')) and user_id = (select session_user_id()));
create policy border_proposal_grids_read on border_proposal_grids for select to getu_app using (proposal_id in (select id from border_proposals));
create policy border_proposal_grids_write on border_proposal_grids for all to getu_app
  using (proposal_id in (select id from border_proposals where user_id = (select session_user_id())))
  with check (proposal_id in (select id from border_proposals where user_id = (select session_user_id())));
grant select, insert, update, delete on border_proposals, border_proposal_grids to getu_app;

-- Communities of our own where an import brought none: by those who adopt borders there, and by the system's administrator.
insert into role_rights (role, name) values ('city_officer', 'regions.write'), ('street_officer', 'regions.write') on conflict do nothing;
