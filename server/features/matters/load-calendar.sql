-- A day that a deployment entered itself is kept.
with written as (
  insert into work_calendar (day, is_workday, name)
  select day, "isWorkday", name from jsonb_to_recordset($1::jsonb) as given (day date, "isWorkday" boolean, name text)
  on conflict (day) do nothing
  returning 1
)
select count(*)::integer as changed from written
