-- Proposals of plan $1 as the contract has them, newest first; with $2 that one alone. A node that is silent has gone.
select json_build_object(
  'id', p.id, 'planId', p.plan_id,
  'state', case when is_lost then 'failed' else p.state end,
  'stage', p.stage, 'share', case when p.state = 'done' then 1 else p.share end,
  'asked', p.asked, 'isEstimated', p.is_estimated, 'households', p.households, 'buildings', p.buildings, 'units', p.units,
  'startedAt', p.started_at, 'endedAt', case when is_lost then p.beat_at else p.ended_at end,
  'problem', case when is_lost then json_build_object('code', 'node-lost', 'detail', 'The server that worked on it has gone.') else p.problem::json end,
  'alternatives', p.alternatives) as proposal
from border_proposals p
cross join lateral (select p.state = 'running' and p.beat_at < now() - interval '60 s' as is_lost) as beat
where p.plan_id = $1 and ($2::uuid is null or p.id = $2::uuid)
order by p.started_at desc, p.id
limit 50
