-- A row's hash covered its fields joined by '|' without the empty ones: a name could be moved from one field to the next
-- (user 5 of no county became no user of county 5) and the hash stayed the same. Fields are now told apart.
create function audit_row_hash(entry audit_log) returns bytea language sql stable as $$
  select sha256(entry.previous_hash || convert_to(jsonb_build_array(entry.id, extract(epoch from entry.at), entry.user_id, entry.county_code,
    entry.action, entry.object, entry.outcome, entry.detail, entry.request_id)::text, 'UTF8'))
$$;

-- What is on record gets its new hash only if the old chain is whole: a break stays visible.
alter table audit_log disable trigger refuse_audit_change;
do $$
declare
  entry audit_log;
  previous bytea := '\x00';
begin
  if audit_chain_fault() is not null then return; end if;
  for entry in select * from audit_log order by id loop
    entry.previous_hash := previous;
    previous := audit_row_hash(entry);
    update audit_log set previous_hash = entry.previous_hash, hash = previous where id = entry.id;
  end loop;
end
$$;
alter table audit_log enable trigger refuse_audit_change;

create or replace function chain_audit_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- One chain: rows are appended one after the other, also across connections.
  perform pg_advisory_xact_lock(hashtext('audit_log'));
  new.at := clock_timestamp();
  select coalesce((select hash from audit_log order by id desc limit 1), '\x00') into new.previous_hash;
  new.id := nextval(pg_get_serial_sequence('audit_log', 'id'));
  new.hash := audit_row_hash(new);
  return new;
end
$$;
create or replace function audit_chain_fault() returns bigint language sql stable as $$
  select min(id) from (
    select id, hash, previous_hash, lag(hash, 1, '\x00') over (order by id) as expected_previous, audit_row_hash(entry) as expected
    from audit_log as entry
  ) as chain
  where hash <> expected or previous_hash <> expected_previous
$$;
