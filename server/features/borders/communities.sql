-- $1 plan, $2 codes or null for all: the communities that a plan divides, each with a number that no grid ever had
with plan as (
  select id, scope_code from border_plans where id = $1
), wanted as (
  select r.code, r.name, r.geom from plan p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':'
  where $2::text[] is null or r.code = any ($2)
)
select w.code, w.name, st_asbinary(w.geom, 'NDR') as shape, b.households_min as min, b.households_max as max,
       next.number as next_sequence, array(select t from unnest(n.taken) as t where t > next.number order by t) as taken_sequences, coalesce(n.last_given, 0) as last_given,
       households_source(w.code) as households_source
from wanted w cross join lateral band_of(w.code) as b
-- Each community's own range of codes: an edit asks for one or two communities of a county.
cross join lateral (
  select max(c.number) as last, max(c.number) filter (where c.is_given) as last_given, array_agg(distinct c.number) as taken
  from (select right(g.code, 3)::integer as number, true as is_given from grids g where g.code >= w.code and g.code < w.code || ':'
        union all
        select right(g.code, 3)::integer, false from border_plan_grids g where g.plan_id = $1 and g.code >= w.code and g.code < w.code || ':' and g.is_new) as c
) as n
-- Where the last number is taken those below it are looked through: 1000 says that none is left.
cross join lateral (select case when n.last >= 999 then coalesce((select f.number from free_grid_numbers(w.code, $1) as f where f.nth = 1), 1000) else coalesce(n.last, 0) + 1 end as number) as next
order by w.code
