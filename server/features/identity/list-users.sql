-- $1 pattern of words · $2 prefix of an area's code · $3 role · $4 state · $5 after this name · $6 how many · $7 now · $8 minutes without use that end a session · $9 this one alone
with known as (
  select u.id, u.username, u.display_name, u.roles, u.jurisdiction, u.is_disabled, u.last_sign_in_at, u.id = (select session_user_id()) as is_me,
         coalesce((select r.name from regions r where r.code = u.jurisdiction), (select g.name from grids g where g.code = u.jurisdiction and g.valid_to is null), '') as area_name,
         (select count(*)::integer from sessions s where s.user_id = u.id and s.expires_at > $7 and s.last_seen_at > $7::timestamptz - make_interval(mins => $8)) as sessions,
         (select coalesce(json_agg(json_build_object('network', f.network, 'until', to_char(f.locked_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.locked_until desc, f.network), '[]')
          from sign_in_failures f where f.username_hash = u.username_hash and f.locked_until > $7) as locks
  from users u
  where ($9::bigint is null or u.id = $9) and ($3::text is null or $3 = any (u.roles))
), asked as (
  select * from known
  where ($1::text is null or username ilike $1 or display_name ilike $1 or area_name ilike $1 or jurisdiction like $2)
    and case $4::text when 'locked' then json_array_length(locks) > 0 when 'suspended' then is_disabled when 'signed-in' then sessions > 0 else true end
)
select (select count(*)::integer from asked) as total, a.*
from asked a
where $5::text is null or a.username > $5
order by a.username
limit $6
