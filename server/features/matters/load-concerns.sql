-- What an edited matter concerns was edited with it, and stays.
with given as (
  select g.matter_code, g.kind, g.category
  from jsonb_to_recordset($1::jsonb) as g (matter_code text, kind text, category text)
  join matters m on m.code = g.matter_code
  where not m.is_edited
), gone as (
  delete from matter_concerns c
  using matters m
  where m.code = c.matter_code and not m.is_edited
    and not exists (select from given g where (g.matter_code, g.kind, g.category) = (c.matter_code, c.kind, c.category))
  returning 1
), written as (
  insert into matter_concerns (matter_code, kind, category)
  select matter_code, kind, category from given
  on conflict do nothing
  returning 1
)
select ((select count(*) from gone) + (select count(*) from written))::integer as changed
