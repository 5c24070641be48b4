-- The tasks of the session's user: what is to be done first, then by when; what is over stays for 30 days.
with own as (
  select t.*, m.state as mission_state
  from mission_people p join mission_tasks t on t.id = p.task_id join missions m on m.id = t.mission_id
  where p.user_id = session_user_id() and (m.state = 'open' or m.updated_at > now() - interval '30 days')
)
select (select count(*) from own where mission_state = 'open' and state in ('todo', 'accepted', 'doing'))::integer as open_count,
       coalesce((select json_agg(json_build_object(
           'id', t.id, 'text', t.text, 'theme', t.theme, 'codes', t.codes, 'dueAt', t.due_at, 'state', t.state, 'note', t.note, 'version', t.version, 'updatedAt', t.updated_at,
           'people', (select json_agg(json_build_object('id', p.user_id, 'name', colleague_name(p.user_id), 'isMe', p.user_id = session_user_id()) order by p.user_id) from mission_people p where p.task_id = t.id),
           'mission', json_build_object('id', m.id, 'number', m.number, 'title', m.title, 'state', m.state, 'startsAt', m.starts_at, 'endsAt', m.ends_at,
             'owner', json_build_object('id', m.owner_id, 'name', colleague_name(m.owner_id), 'isMe', m.owner_id = session_user_id()),
             'place', place_name(m.place_code), 'version', m.version, 'updatedAt', m.updated_at,
             'geometry', st_asgeojson(m.geom, 7)::json, 'bbox', array[st_xmin(m.geom), st_ymin(m.geom), st_xmax(m.geom), st_ymax(m.geom)]))
           order by m.state <> 'open', t.state in ('done', 'cannot'), coalesce(t.due_at, m.ends_at) nulls last, m.created_at, t.sort)
         from (select * from own order by mission_state <> 'open', state in ('done', 'cannot'), updated_at desc limit 300) t join missions m on m.id = t.mission_id), '[]') as tasks
