-- The proposal is done, with figures; nothing where it was cancelled meanwhile.
update border_proposals
set state = 'done', stage = 'writing', share = 1, ended_at = now(), is_estimated = $2, households = $3, buildings = $4, units = $5, alternatives = $6::jsonb
where id = $1 and state = 'running'
returning id
