-- Each request asks these, and each policy once for every table in a statement. The plan of a SQL function is made anew in each
-- statement, that of a PL/pgSQL function is kept by the connection.
create or replace function session_has_right(wanted text) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select from role_rights where role = any (session_roles()) and name = wanted);
end
$$;

create or replace function session_open_kinds() returns text[] language plpgsql stable as $$
begin
  return (select coalesce(array_agg(kind), '{}') from element_kinds where sensitivity = 'open' and session_user_id() is not null);
end
$$;

-- One question for each right, not one for each kind.
create or replace function session_local_kinds() returns text[] language plpgsql stable as $$
begin
  return (
    select coalesce(array_agg(kind), '{}') from element_kinds
    where (sensitivity = 'internal' and (select session_has_right('elements.internal')))
       or (sensitivity = 'restricted' and (select session_has_right('elements.restricted'))));
end
$$;

create or replace function session_counted_only_kinds() returns text[] language plpgsql stable as $$
begin
  return (
    select coalesce(array_agg(kind order by sort), '{}') from element_kinds
    where sensitivity = 'restricted' and not (select session_has_right('people.points')));
end
$$;

create or replace function begin_request(user_id bigint, roles text[], jurisdiction text, request_id text) returns void language plpgsql as $$
begin
  perform set_config('getu.user_id', coalesce(user_id::text, ''), true),
          set_config('getu.roles', coalesce(array_to_string(roles, ','), ''), true),
          set_config('getu.jurisdiction', coalesce(jurisdiction, '-'), true),
          set_config('getu.request_id', coalesce(request_id, ''), true);
end
$$;
