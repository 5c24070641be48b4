-- Users, their sessions, the outbox, and the tamper-evident audit log.
create table users (
  id bigint generated always as identity primary key,
  username text not null unique constraint username_is_plain check (username ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
  display_name text not null,
  password_hash text not null,
  roles text[] not null,
  jurisdiction text collate "C" not null constraint jurisdiction_is_a_code check (jurisdiction ~ '^[0-9]{0,15}$'),
  totp_secret_cipher bytea,
  is_disabled boolean not null default false,
  failed_sign_ins integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null default now()
);
comment on column users.jurisdiction is 'Prefix of region and grid codes; empty is everywhere.';
alter table duties add foreign key (user_id) references users (id) on delete set null;

create table sessions (
  token_hash bytea primary key,
  user_id bigint not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_user_idx on sessions (user_id);
alter table users enable row level security;
alter table sessions enable row level security;
-- A user reads its own row; the security administrator reads all. Password hashes never leave by a column grant.
create policy users_read on users for select to getu_app
  using (id = (select session_user_id()) or (select session_has_right('users.manage')));
grant select (id, username, display_name, roles, jurisdiction, is_disabled, locked_until, created_at) on users to getu_app;

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  user_id bigint,
  county_code text collate "C",
  action text not null,
  object text not null default '',
  outcome text not null default 'success',
  detail jsonb not null default '{}',
  request_id text not null default '',
  previous_hash bytea not null,
  hash bytea not null
);
comment on table audit_log is 'Append-only; each row''s hash covers its content and the hash before it, so that a change or a gap shows.';
create function chain_audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One chain: rows are appended one after the other, also across connections.
  perform pg_advisory_xact_lock(hashtext('audit_log'));
  new.at := clock_timestamp();
  select coalesce((select hash from audit_log order by id desc limit 1), '\x00') into new.previous_hash;
  new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
  new.hash := sha256(new.previous_hash || convert_to(concat_ws('|', new.id, extract(epoch from new.at), new.user_id, new.county_code,
    new.action, new.object, new.outcome, new.detail, new.request_id), 'UTF8'));
  return new;
end
$$;
create trigger chain_audit_row before insert on audit_log for each row execute function chain_audit_row();
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end
$$;
create trigger refuse_audit_change before update or delete on audit_log for each row execute function refuse_audit_change();
create trigger refuse_audit_truncate before truncate on audit_log for each statement execute function refuse_audit_change();
-- The first entry whose hash does not fit, or null when the chain is whole.
create function audit_chain_fault() returns bigint language sql stable as $$
  select min(id) from (
    select id, hash, previous_hash, lag(hash, 1, '\x00') over (order by id) as expected_previous,
           sha256(previous_hash || convert_to(concat_ws('|', id, extract(epoch from at), user_id, county_code, action, object, outcome, detail, request_id), 'UTF8')) as expected
    from audit_log
  ) as chain
  where hash <> expected or previous_hash <> expected_previous
$$;
alter table audit_log enable row level security;
create policy audit_log_read on audit_log for select to getu_app using ((select session_has_right('audit.read')));
create policy audit_log_append on audit_log for insert to getu_app with check (user_id is not distinct from (select session_user_id()));
grant select on audit_log to getu_app;
grant insert (user_id, county_code, action, object, outcome, detail, request_id) on audit_log to getu_app;

create table outbox (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  topic text not null, key text not null default '', payload jsonb not null default '{}'
);
-- Listeners get the id alone: a NOTIFY payload is limited to 8,000 bytes and the table is the truth.
create function announce_outbox_row() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox', new.id::text);
  return null;
end
$$;
create trigger announce_outbox_row after insert on outbox for each row execute function announce_outbox_row();
alter table outbox enable row level security;
