-- Regions (省 … 社区/村) and grids (网格): where everything lies and who answers for it.
create table regions (
  code text collate "C" primary key constraint region_code_has_2_to_12_digits check (code ~ '^[0-9]{2}([0-9]{2}){0,2}([0-9]{3}){0,2}$'),
  parent_code text collate "C" references regions (code) on delete restrict,
  level text not null constraint region_level_is_known check (level in ('province', 'prefecture', 'county', 'street', 'community')),
  name text not null,
  geom geometry(MultiPolygon, 4326),
  geom_3857 geometry(MultiPolygon, 3857) generated always as (st_transform(geom, 3857)) stored,
  population integer,
  attrs jsonb not null default '{}',
  source text not null default 'getu',
  source_id text,
  is_local_code boolean not null default false,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  constraint region_lies_under_its_parent check (parent_code is null or starts_with(code, parent_code))
);
comment on column regions.is_local_code is 'True where the code is ours, not the official one of GB/T 2260 or the statistics bureau.';
create index regions_parent_code_idx on regions (parent_code);
create index regions_geom_idx on regions using gist (geom);
create index regions_geom_3857_idx on regions using gist (geom_3857);
create unique index regions_source_idx on regions (source, source_id) where source_id is not null;

create table grids (
  id bigint generated always as identity primary key,
  code text collate "C" not null constraint grid_code_has_15_digits check (code ~ '^[0-9]{15}$'),
  kind text not null constraint grid_kind_is_known check (kind in ('base', 'dedicated', 'micro')),
  community_code text collate "C" not null references regions (code) on delete restrict,
  county_code text collate "C" not null generated always as (left(community_code, 6)) stored,
  name text not null,
  geom geometry(Polygon, 4326) not null constraint grid_shape_is_valid check (st_isvalid(geom) and not st_isempty(geom)),
  geom_3857 geometry(Polygon, 3857) generated always as (st_transform(geom, 3857)) stored,
  households integer not null default 0,
  predecessors text[] not null default '{}',
  attrs jsonb not null default '{}',
  valid_from timestamptz not null default now(),
  valid_to timestamptz,
  version integer not null default 1,
  constraint grid_ends_after_it_starts check (valid_to is null or valid_to >= valid_from),
  constraint grid_code_lies_in_its_community check (starts_with(code, community_code))
);
comment on table grids is 'A new row for every change of shape; today''s grid has valid_to null. A code is never given to another grid.';
create unique index grids_current_code_idx on grids (code) where valid_to is null;
create unique index grids_code_from_idx on grids (code, valid_from);
create index grids_community_code_idx on grids (community_code) where valid_to is null;
create index grids_geom_idx on grids using gist (geom) where valid_to is null;
create index grids_geom_3857_idx on grids using gist (geom_3857) where valid_to is null;

alter table regions enable row level security;
alter table grids enable row level security;
-- Borders and names of regions and grids are open to everyone who is signed in.
create policy regions_read on regions for select to getu_app using ((select session_user_id()) is not null);
create policy grids_read on grids for select to getu_app using ((select session_user_id()) is not null);
grant select on regions, grids to getu_app;
