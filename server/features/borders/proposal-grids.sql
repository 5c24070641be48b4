-- $1 plan, $2 proposal, $3 alternative: the grids that the machine has drawn, where the proposal is done.
select g.number, g.community_code, g.kind, g.continues, st_asbinary(g.geom, 'NDR') as shape,
       coalesce(array(select jsonb_array_elements_text(g.facts -> 'predecessors')), '{}') as predecessors,
       (select r ->> 'kind' from jsonb_array_elements(g.facts -> 'reasons') as r where r ->> 'code' = 'dedicated') as ground
from border_proposals p join border_proposal_grids g on g.proposal_id = p.id
where p.id = $2::uuid and p.plan_id = $1::uuid and p.state = 'done' and g.alternative = $3
order by g.number
