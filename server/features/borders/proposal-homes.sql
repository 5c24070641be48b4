-- $1 plan, $2 proposal, $3 alternative: micro-grids of the communities concerned, with the number of the drawn grid that holds each whole.
select m.code, (
    select g.number from border_proposal_grids g
    where g.proposal_id = $2::uuid and g.alternative = $3 and g.community_code = m.community_code and g.kind = 'base' and st_covers(g.geom, m.geom)
    limit 1) as home
from border_plan_grids m
where m.plan_id = $1::uuid and m.kind = 'micro'
  and m.community_code in (select community_code from border_proposal_grids where proposal_id = $2::uuid and alternative = $3)
order by m.code
