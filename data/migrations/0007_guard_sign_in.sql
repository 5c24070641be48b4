-- Sign-in attempts, counted by the name that was typed, so that a locked account and an unknown one answer alike.
create table sign_in_failures (
  username_hash bytea primary key,
  failures integer not null,
  first_failed_at timestamptz not null,
  locked_until timestamptz
);
comment on column sign_in_failures.username_hash is 'SHA-256: people type passwords into the wrong field.';
alter table sign_in_failures enable row level security;
alter table users drop column failed_sign_ins, drop column locked_until;

-- Exact persons and households in lists and on the map: the responsible grid worker and the direct manager.
-- Others with elements.restricted see counts, and single records one by one, each look logged.
insert into role_rights (role, name) values ('grid_worker', 'people.points'), ('community_officer', 'people.points');

-- A one-time code is good once.
alter table users add column last_totp_step bigint;
