-- Begins a proposal for plan $1 unless one is running; one whose node has gone is failed first. $2 what is asked, $3 by whom.
with lost as (
  update border_proposals
  set state = 'failed', ended_at = beat_at, problem = jsonb_build_object('code', 'node-lost', 'detail', 'The server that worked on it has gone.')
  where plan_id = $1 and state = 'running' and beat_at < now() - interval '60 s'
  returning id
)
insert into border_proposals (plan_id, asked, user_id)
select $1, $2::jsonb, $3
where not exists (select from border_proposals b where b.plan_id = $1 and b.state = 'running' and b.id not in (select id from lost))
on conflict do nothing
returning id
