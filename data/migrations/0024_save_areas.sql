-- Areas that people keep under a name: the pieces, not the shape, so that an area follows what it is made of.
create table saved_areas (
  id bigint generated always as identity primary key,
  owner_id bigint not null references users (id) on delete cascade,
  name text not null constraint area_name_is_1_to_80_long check (name = btrim(name) and length(name) between 1 and 80),
  parts jsonb not null constraint area_has_pieces check (jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) between 1 and 20),
  square_meters double precision not null,
  is_shared boolean not null default false,
  jurisdiction text collate "C" not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint area_name_is_used_once unique (owner_id, name)
);
comment on column saved_areas.square_meters is 'As it was when it was saved.';
comment on column saved_areas.jurisdiction is 'The owner''s when it was last changed: a shared area is read where jurisdictions overlap.';

alter table saved_areas enable row level security;
create policy saved_areas_read on saved_areas for select to getu_app using (
  owner_id = (select session_user_id())
  or (is_shared and (starts_with(jurisdiction, (select session_jurisdiction())) or starts_with((select session_jurisdiction()), jurisdiction)))
);
create policy saved_areas_insert on saved_areas for insert to getu_app
  with check (owner_id = (select session_user_id()) and jurisdiction = (select session_jurisdiction()));
create policy saved_areas_update on saved_areas for update to getu_app using (owner_id = (select session_user_id()))
  with check (owner_id = (select session_user_id()) and jurisdiction = (select session_jurisdiction()));
create policy saved_areas_delete on saved_areas for delete to getu_app using (owner_id = (select session_user_id()));
grant select, insert, update, delete on saved_areas to getu_app;

-- An event as a piece of an area is known by its id alone.
create index events_id_idx on events (id);
