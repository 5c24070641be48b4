-- $1 mission. Row-level security answers nothing for who may not see it.
with mission as (
  select * from missions where id = $1
), people as (
  select p.task_id, json_agg(json_build_object('id', p.user_id, 'name', colleague_name(p.user_id), 'isMe', p.user_id = session_user_id()) order by p.user_id) as people
  from mission m join mission_people p on p.mission_id = m.id
  group by p.task_id
)
select m.id, m.number, m.title, json_build_object('id', m.owner_id, 'name', colleague_name(m.owner_id), 'isMe', m.owner_id = session_user_id()) as owner,
       m.state, m.starts_at, m.ends_at, place_name(m.place_code) as place, m.version, m.created_at, m.updated_at, m.square_meters,
       st_asgeojson(m.geom, 7)::json as geometry, array[st_xmin(m.geom), st_ymin(m.geom), st_xmax(m.geom), st_ymax(m.geom)] as bbox,
       (select json_build_object('id', b.id, 'number', b.number, 'title', b.title) from briefs b where b.id = m.brief_id) as brief,
       (select json_agg(json_build_object('id', t.id, 'text', t.text, 'theme', t.theme, 'codes', t.codes, 'dueAt', t.due_at, 'state', t.state, 'note', t.note,
                 'version', t.version, 'updatedAt', t.updated_at, 'people', coalesce(p.people, '[]')) order by t.sort, t.id)
        from mission_tasks t left join people p on p.task_id = t.id where t.mission_id = m.id) as tasks,
       (select json_agg(json_build_object('at', l.at, 'by', coalesce(colleague_name(l.user_id), ''), 'taskId', l.task_id, 'step', l.step, 'state', l.state, 'note', l.note) order by l.id)
        from mission_log l where l.mission_id = m.id) as log
from mission m
