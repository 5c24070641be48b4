-- The stream to the screens resumes after the last number that one has seen: so numbers are given in the order of commits,
-- under a lock that is held until then. Write to the outbox last.
alter table outbox alter column id drop identity;
create sequence outbox_numbers owned by outbox.id;
select setval('outbox_numbers', (select coalesce(max(id), 0) + 1 from outbox), false);
create function number_outbox_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('outbox'));
  new.id := nextval('outbox_numbers');
  return new;
end
$$;
create trigger number_outbox_row before insert on outbox for each row execute function number_outbox_row();
create index outbox_at_idx on outbox (at);
comment on table outbox is 'What screens are told: topic, the area that it concerns (key) and ids. The tables say the rest, by the reader''s own rights.';

-- At commit, so that nobody who edits waits for another.
create function tell_border_plan_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into outbox (topic, key, payload) values ('borders', new.scope_code, jsonb_build_object('planId', new.id, 'version', new.version, 'status', new.status));
  if new.status = 'adopted' and (tg_op = 'INSERT' or old.status <> 'adopted') then
    insert into outbox (topic, key, payload) values ('grids', new.scope_code, jsonb_build_object('planId', new.id));
  end if;
  return null;
end
$$;
create constraint trigger tell_border_plan_change after insert or update on border_plans
  deferrable initially deferred for each row execute function tell_border_plan_change();
revoke execute on function number_outbox_row(), tell_border_plan_change() from public;
