-- $1 department, $2 duty role or null, $3 concerns
select '/owner' as pointer where not exists (select from dictionaries where type = 'department' and code = $1)
union all
select '/role' where $2::text is not null and not exists (select from dictionaries where type = 'duty_role' and code = $2)
union all
select '/concerns/' || (n - 1)
from rows from (jsonb_to_recordset($3::jsonb) as (kind text, category text)) with ordinality as given (kind, category, n)
where not exists (select from element_kinds k where k.kind = given.kind)
   or given.category <> '' and not exists (select from dictionaries d where d.type = 'category.' || given.kind and d.code = given.category)
