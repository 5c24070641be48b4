-- Every row is the release's: which type of care a matter is about is not edited by people.
with given as (
  select code, care_type from jsonb_to_recordset($1::jsonb) as row (code text, care_type text)
), gone as (
  delete from matter_care_types t where not exists (select from given g where (g.code, g.care_type) = (t.matter_code, t.care_type)) returning 1
), written as (
  insert into matter_care_types (matter_code, care_type) select g.code, g.care_type from given g join matters m on m.code = g.code on conflict do nothing returning 1
)
select ((select count(*) from gone) + (select count(*) from written))::integer as changed
