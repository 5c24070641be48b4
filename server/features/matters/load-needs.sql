-- Every row is the release's: which resources help is not edited by people.
with given as (
  select prefix, category from jsonb_to_recordset($1::jsonb) as row (prefix text, category text)
), gone as (
  delete from matter_needs n where not exists (select from given g where (g.prefix, g.category) = (n.prefix, n.category)) returning 1
), written as (
  insert into matter_needs (prefix, category) select prefix, category from given on conflict do nothing returning 1
)
select ((select count(*) from gone) + (select count(*) from written))::integer as changed
