-- A deployment's own wording of a code is kept.
with written as (
  insert into dictionaries (type, code, name, name_en, source, is_local, sort)
  select type, code, name, "nameEn", 'getu', true, row_number() over (partition by type order by position)
  from rows from (jsonb_to_recordset($1::jsonb) as (type text, code text, name text, "nameEn" text)) with ordinality as given (type, code, name, "nameEn", position)
  on conflict (type, code) do nothing
  returning 1
)
select count(*)::integer as changed from written
