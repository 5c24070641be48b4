-- $1 plan, $2 codes or null for all: the communities that a plan divides, each with a number that no grid ever had
with plan as (
  select id, scope_code from border_plans where id = $1
), wanted as (
  select r.code, r.name, r.geom from plan p join regions r on r.level = 'community' and r.code >= p.scope_code and r.code < p.scope_code || ':'
  where $2::text[] is null or r.code = any ($2)
), numbers as (
  select left(code, 12) as community, max(right(code, 3)::integer) as last, array_agg(distinct right(code, 3)::integer) as taken
  from (select g.code from grids g, plan p where g.code >= p.scope_code and g.code < p.scope_code || ':'
        union all
        select g.code from border_plan_grids g, plan p where g.plan_id = p.id and g.is_new) as codes
  group by 1
), given as (
  select left(g.code, 12) as community, max(right(g.code, 3)::integer) as last
  from grids g, plan p where g.code >= p.scope_code and g.code < p.scope_code || ':'
  group by 1
)
select w.code, w.name, st_asbinary(w.geom, 'NDR') as shape, b.households_min as min, b.households_max as max,
       next.number as next_sequence, array(select t from unnest(n.taken) as t where t > next.number order by t) as taken_sequences, coalesce(v.last, 0) as last_given,
       households_source(w.code) as households_source
from wanted w cross join lateral band_of(w.code) as b
left join numbers n on n.community = w.code left join given v on v.community = w.code
-- Where the last number is taken those below it are looked through: 1000 says that none is left.
cross join lateral (select case when n.last >= 999 then coalesce((select f.number from free_grid_numbers(w.code, $1) as f where f.nth = 1), 1000) else coalesce(n.last, 0) + 1 end as number) as next
order by w.code
