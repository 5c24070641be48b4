-- $1 plan or null, $2 prefix of codes or null, $3 status or null, $4 limit. Row-level security answers the plans of the reader's ground.
with seen as (
  select p.* from border_plans p
  where ($1::uuid is null or p.id = $1) and ($3::text is null or p.status = $3)
    and ($2::text is null or starts_with(p.scope_code, $2) or starts_with($2, p.scope_code))
  order by p.updated_at desc, p.id limit $4
)
select p.id, p.name, p.status, p.version, p.scope_code, r.name as scope_name, p.created_at, p.updated_at, p.based_at, p.effective_at, p.adopted_at, p.reverts,
       json_build_object('id', p.owner_id, 'name', coalesce(colleague_name(p.owner_id), ''), 'isMe', p.owner_id = session_user_id()) as owner,
       case when p.submitter_id is not null
         then json_build_object('id', p.submitter_id, 'name', coalesce(colleague_name(p.submitter_id), ''), 'isMe', p.submitter_id = session_user_id()) end as submitter,
       (select count(*) from border_plan_grids g where g.plan_id = p.id and (g.is_new or g.is_changed))::integer as changed_grids,
       (select count(*) from border_comments c where c.plan_id = p.id and c.resolved_at is null)::integer as open_comments,
       case when p.status = 'adopted' then (select count(*) from undecided_duties(p.id)) + (select count(*) from unattended_grids(p.id)) else 0 end::integer as open_duties
from seen p join regions r on r.code = p.scope_code
order by p.updated_at desc, p.id
