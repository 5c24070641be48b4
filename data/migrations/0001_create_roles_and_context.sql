-- Extensions, the unprivileged role of requests, and the context that row-level security reads.
create extension if not exists postgis;
create extension if not exists pg_trgm;
create extension if not exists pgrouting;

do $$
begin
  if not exists (select from pg_roles where rolname = 'getu_app') then
    create role getu_app nologin;
  end if;
  -- The server may be signed in as the owner (an operator's own database): it then becomes getu_app for each request.
  -- An operator who may not grant roles was made a member beforehand.
  if not pg_has_role(current_user, 'getu_app', 'member') then
    execute format('grant getu_app to %I', current_user);
  end if;
end
$$;

-- With row-level security an index can serve a condition only if its operator is leakproof. The bounding-box
-- operator compares numbers and raises nothing that would tell a row's content, so it is safe to say so; without
-- it every map query would read whole tables. An operator's database without superuser keeps working, slower.
do $$
begin
  alter function geometry_overlaps(geometry, geometry) leakproof;
exception when insufficient_privilege then
  raise warning 'map queries will be slow: a superuser must run: alter function geometry_overlaps(geometry, geometry) leakproof';
end
$$;

create table role_rights (
  role text not null,
  name text not null,
  primary key (role, name)
);
comment on table role_rights is 'Which role may do what: one row per fact, read by the database, the server and the client.';

insert into role_rights (role, name)
select role, name
from (values
  ('system_admin',      array['system.manage', 'imports.write', 'regions.write']),
  ('security_admin',    array['users.manage', 'rights.grant']),
  ('auditor',           array['audit.read']),
  ('city_officer',      array['elements.internal', 'elements.restricted', 'people.reveal', 'elements.write']),
  ('street_officer',    array['elements.internal', 'elements.restricted', 'people.reveal', 'elements.write']),
  ('community_officer', array['elements.internal', 'elements.restricted', 'people.reveal', 'elements.write']),
  ('grid_worker',       array['elements.internal', 'elements.restricted', 'people.reveal']),
  ('department_officer',array['elements.internal']),
  ('volunteer',         array[]::text[]),
  ('wall',              array['elements.internal'])
) as given (role, names), unnest(names) as name;

-- Context of the running request. Outside a request every function answers null, and nothing is visible.
create function session_user_id() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('getu.user_id', true), '')::bigint $$;
create function session_jurisdiction() returns text language sql stable parallel safe
  as $$ select case when session_user_id() is null then null else current_setting('getu.jurisdiction', true) end $$;
create function session_roles() returns text[] language sql stable parallel safe
  as $$ select string_to_array(nullif(current_setting('getu.roles', true), ''), ',') $$;
create function session_has_right(wanted text) returns boolean language sql stable parallel safe
  as $$ select exists (select from role_rights where role = any (session_roles()) and name = wanted) $$;

-- The half-open range of codes under the jurisdiction: every code that starts with it. '' is everywhere.
create function session_place_from() returns text language sql stable parallel safe
  as $$ select session_jurisdiction() $$;
create function session_place_until() returns text language sql stable parallel safe
  as $$ select session_jurisdiction() || ':' $$;  -- ':' follows '9' in the "C" collation

create function begin_request(user_id bigint, roles text[], jurisdiction text, request_id text) returns void
language sql volatile as $$
  select set_config('getu.user_id', coalesce(user_id::text, ''), true),
         set_config('getu.roles', coalesce(array_to_string(roles, ','), ''), true),
         set_config('getu.jurisdiction', coalesce(jurisdiction, '-'), true),
         set_config('getu.request_id', coalesce(request_id, ''), true)
$$;

grant usage on schema public to getu_app;
grant select on role_rights to getu_app;
