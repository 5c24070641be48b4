-- What the security administrator works with: accounts of the jurisdiction, their locks and sessions. All is decided here,
-- by the role that requests run as: no other right opens it, and nobody changes what is one's own.
alter table users
  add column username_hash bytea not null generated always as (sha256(decode(username, 'escape'))) stored,
  add column last_sign_in_at timestamptz;
comment on column users.username_hash is 'As sign_in_failures has it; the name is plain ASCII, so that its bytes are its characters.';
create unique index users_username_hash_idx on users (username_hash);
update users u set last_sign_in_at = a.at
from (select user_id, max(at) as at from audit_log where action = 'session.create' and outcome = 'success' group by user_id) as a
where a.user_id = u.id;
grant select (username_hash, last_sign_in_at), update (is_disabled) on users to getu_app;

alter policy users_read on users
  using (id = (select session_user_id())
         or (select session_has_right('users.manage')) and jurisdiction >= (select session_place_from()) and jurisdiction < (select session_place_until())
         or (select session_has_right('audit.read')));
create policy users_suspend on users for update to getu_app
  using ((select session_has_right('users.manage')) and jurisdiction >= (select session_place_from()) and jurisdiction < (select session_place_until())
         and id <> (select session_user_id()));

-- Row-level security of `users` says whose they are. A token's hash is not granted.
create policy sessions_read on sessions for select to getu_app
  using ((select session_has_right('users.manage')) and exists (select from users u where u.id = sessions.user_id));
create policy sessions_end on sessions for delete to getu_app
  using ((select session_has_right('users.manage')) and user_id <> (select session_user_id()) and exists (select from users u where u.id = sessions.user_id));
grant select (user_id, created_at, last_seen_at, expires_at), delete on sessions to getu_app;

-- Only of names that are accounts: what else was typed into the field is nobody's to see.
create policy sign_in_failures_read on sign_in_failures for select to getu_app
  using ((select session_has_right('users.manage')) and exists (select from users u where u.username_hash = sign_in_failures.username_hash));
create policy sign_in_failures_forgive on sign_in_failures for delete to getu_app
  using ((select session_has_right('users.manage')) and exists (select from users u where u.username_hash = sign_in_failures.username_hash));
grant select, delete on sign_in_failures to getu_app;

-- Two who suspend each other at the same moment would leave nobody: one after the other, and the last one stays.
create function keep_a_security_admin() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not old.is_disabled and exists (select from role_rights where role = any (old.roles) and name = 'users.manage')
     and (new.is_disabled or not exists (select from role_rights where role = any (new.roles) and name = 'users.manage')) then
    perform pg_advisory_xact_lock(hashtext('users.manage'));
    if not exists (select from users u join role_rights r on r.role = any (u.roles) where r.name = 'users.manage' and not u.is_disabled and u.id <> new.id) then
      raise exception 'the last security administrator stays' using errcode = 'check_violation', constraint = 'a_security_admin_stays';
    end if;
  end if;
  return new;
end
$$;
revoke execute on function keep_a_security_admin() from public;
create trigger keep_a_security_admin before update of is_disabled, roles on users for each row execute function keep_a_security_admin();
