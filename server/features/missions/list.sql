-- $1 LIKE pattern or null, $2 state or null, $3 rows, $4 rows before
with seen as (
  select m.* from missions m
  where ($1::text is null or lower(m.title) like $1 or lower(m.number) like $1 or place_name(m.place_code) like $1) and ($2::text is null or m.state = $2)
), page as (
  select * from seen order by state = 'open' desc, updated_at desc, serial desc limit $3 offset $4
)
select (select count(*) from seen)::integer as total,
       coalesce((select json_agg(json_build_object(
           'id', p.id, 'number', p.number, 'title', p.title, 'state', p.state, 'starts_at', p.starts_at, 'ends_at', p.ends_at,
           'owner', json_build_object('id', p.owner_id, 'name', colleague_name(p.owner_id), 'isMe', p.owner_id = session_user_id()),
           'place', place_name(p.place_code), 'version', p.version, 'updated_at', p.updated_at,
           'tasks', (select coalesce(json_object_agg(t.state, t.count), '{}') from (select state, count(*) from mission_tasks where mission_id = p.id group by state) as t))
           order by p.state = 'open' desc, p.updated_at desc, p.serial desc)
         from page p), '[]') as missions
