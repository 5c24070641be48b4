-- $1 account · $2 pattern of its name · $3 action · $4 object · $5, $6 from, until · $7 older than this entry · $8 how many
with entries as (
  select id, at, user_id, action, object, outcome, detail, request_id
  from audit_log
  where ($1::bigint is null or user_id = $1)
    and ($2::text is null or user_id = any (array(select u.id from users u where u.username like lower($2) or u.display_name ilike $2)))
    and ($3::text is null or action = $3)
    and ($4::text is null or object = $4)
    and ($5::timestamptz is null or at >= $5)
    and ($6::timestamptz is null or at < $6)
    and ($7::bigint is null or id < $7)
  order by id desc
  limit $8
)
select e.id, e.at, e.user_id, e.action, e.object, e.outcome, e.detail, e.request_id, u.username, u.display_name,
       -- Accounts and areas have names that everybody in the service knows; elements keep theirs, some are people.
       case
         when e.object ~ '^user:[0-9]{1,18}$' then (select o.display_name from users o where o.id = split_part(e.object, ':', 2)::bigint)
         when e.object ~ '^[0-9]{2,12}$' then (select r.name from regions r where r.code = e.object)
         when e.object ~ '^[0-9]{15}$' then (select g.name from grids g where g.code = e.object and g.valid_to is null)
       end as object_name
from entries e
left join users u on u.id = e.user_id
order by e.id desc
