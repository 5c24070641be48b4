-- $1 plan: provisional codes that a grid has been given meanwhile become others that none ever had
with taken as (
  select b.code, b.community_code, row_number() over (partition by b.community_code order by b.code) as nth
  from border_plan_grids b where b.plan_id = $1 and b.is_new and exists (select from grids g where g.code = b.code)
), renamed as (
  select t.code as old_code, t.community_code || lpad(f.number::text, 3, '0') as new_code
  from taken t cross join lateral free_grid_numbers(t.community_code, $1) as f where f.nth = t.nth
), holders as (
  update border_plan_grids b set parent_code = r.new_code from renamed r where b.plan_id = $1 and b.parent_code = r.old_code and not exists (select from renamed s where s.old_code = b.code)
)
update border_plan_grids b set code = r.new_code, parent_code = coalesce((select p.new_code from renamed p where p.old_code = b.parent_code), b.parent_code)
from renamed r where b.plan_id = $1 and b.code = r.old_code
