-- The plan's dedicated grids.
select code from border_plan_grids where plan_id = $1::uuid and kind = 'dedicated'
