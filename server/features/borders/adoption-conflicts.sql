-- $1 plan: what has changed on its ground since it began, by the names that its reader knows
select c.code, c.reason, array[st_x(c.location), st_y(c.location)] as location,
       coalesce((select b.name from border_plan_grids b where b.plan_id = $1 and b.code = c.code),
                (select nullif(g.name, '') from grids g where g.code = c.code and g.valid_to is null), place_name(c.code), c.code) as name
from border_plan_conflicts($1) as c order by c.code
