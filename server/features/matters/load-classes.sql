with given as (
  select code, name from jsonb_to_recordset($1::jsonb) as row (code text, name text)
), written as (
  insert into matter_classes as m (code, name)
  select code, name from given order by length(code), code
  on conflict (code) do update set name = excluded.name where m.name <> excluded.name
  returning 1
)
select count(*)::integer as changed from written
