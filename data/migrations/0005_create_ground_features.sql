-- The ground under the elements: the base map's own roads, water, land use, railways and names.
create table ground_features (
  id bigint generated always as identity primary key,
  county_code text collate "C" not null,
  theme text not null constraint ground_theme_is_known check (theme in ('road', 'water', 'landuse', 'railway', 'label', 'barrier')),
  class text not null default '',
  name text not null default '',
  geom geometry(Geometry, 4326) not null,
  geom_3857 geometry(Geometry, 3857) generated always as (st_transform(geom, 3857)) stored,
  rank smallint not null default 5,
  is_walkable boolean not null default false,
  attrs jsonb not null default '{}',
  source text not null default 'getu',
  source_id text
);
comment on column ground_features.rank is 'Importance, 0 (national) to 9 (footpath, yard): decides the zoom from which it is drawn.';
comment on column ground_features.class is 'road: motorway, trunk, primary, secondary, tertiary, residential, service, footway …; water: river, lake, canal, basin, stream; landuse: residential, commercial, industrial, education, medical, park, forest, farmland, grass, construction, public …; label: city, street, community, village, estate, suburb, locality.';
create index ground_features_geom_3857_idx on ground_features using gist (geom_3857);
create index ground_features_geom_idx on ground_features using gist (geom);
create index ground_features_county_idx on ground_features (county_code, theme);
create unique index ground_features_source_idx on ground_features (county_code, theme, source, source_id) where source_id is not null;
alter table ground_features enable row level security;
create policy ground_features_read on ground_features for select to getu_app using ((select session_user_id()) is not null);
grant select on ground_features to getu_app;

create table import_runs (
  id bigint generated always as identity primary key,
  file_name text not null, file_sha256 bytea not null, layer text not null, county_code text collate "C",
  state text not null constraint import_state_is_known check (state in ('running', 'done', 'failed')),
  rows_read bigint, rows_written bigint, rows_unchanged bigint, rows_rejected bigint,
  started_at timestamptz not null default now(), ended_at timestamptz, note text not null default ''
);
create table city_seeds (
  county_code text collate "C" primary key,
  seed bigint not null, wanted_elements bigint not null, elements bigint not null, seeded_at timestamptz not null default now()
);
comment on table city_seeds is 'Written in the transaction that builds a demo city: a city is there as a whole or not at all.';
