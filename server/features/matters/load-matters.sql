with given as (
  select * from jsonb_populate_recordset(null::matters, $1::jsonb)
), written as (
  insert into matters as m (
    code, name, aliases, owner_department, owner_role, routing, accept_amount, accept_unit, dispatch_amount, dispatch_unit, handle_amount, handle_unit,
    verify_amount, verify_unit, severity, sensitivity, opening_condition, closing_condition, source, grade, is_local)
  select
    code, name, aliases, owner_department, owner_role, routing, accept_amount, accept_unit, dispatch_amount, dispatch_unit, handle_amount, handle_unit,
    verify_amount, verify_unit, severity, sensitivity, opening_condition, closing_condition, source, grade, is_local
  from given
  on conflict (code) do update set
    name = excluded.name, aliases = excluded.aliases, owner_department = excluded.owner_department, owner_role = excluded.owner_role, routing = excluded.routing,
    accept_amount = excluded.accept_amount, accept_unit = excluded.accept_unit, dispatch_amount = excluded.dispatch_amount, dispatch_unit = excluded.dispatch_unit,
    handle_amount = excluded.handle_amount, handle_unit = excluded.handle_unit, verify_amount = excluded.verify_amount, verify_unit = excluded.verify_unit,
    severity = excluded.severity, sensitivity = excluded.sensitivity, opening_condition = excluded.opening_condition,
    closing_condition = excluded.closing_condition, source = excluded.source, grade = excluded.grade, is_local = excluded.is_local,
    valid = true, version = m.version + 1, updated_at = now()
  where not m.is_edited
    and (not m.valid or (
      m.name, m.aliases, m.owner_department, m.owner_role, m.routing, m.accept_amount, m.accept_unit, m.dispatch_amount, m.dispatch_unit, m.handle_amount,
      m.handle_unit, m.verify_amount, m.verify_unit, m.severity, m.sensitivity, m.opening_condition, m.closing_condition, m.source, m.grade, m.is_local
    ) is distinct from (
      excluded.name, excluded.aliases, excluded.owner_department, excluded.owner_role, excluded.routing, excluded.accept_amount, excluded.accept_unit,
      excluded.dispatch_amount, excluded.dispatch_unit, excluded.handle_amount, excluded.handle_unit, excluded.verify_amount, excluded.verify_unit,
      excluded.severity, excluded.sensitivity, excluded.opening_condition, excluded.closing_condition, excluded.source, excluded.grade, excluded.is_local))
  returning 1
), withdrawn as (
  update matters m set valid = false, version = m.version + 1, updated_at = now()
  where m.valid and not m.is_edited and not exists (select from given g where g.code = m.code)
  returning 1
)
select ((select count(*) from written) + (select count(*) from withdrawn))::integer as changed
