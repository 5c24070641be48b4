-- $1 plan: its ground, its log, and what can be taken back or made again
select st_asgeojson(r.geom, 15)::json as geometry,
       exists (select from border_edits e where e.plan_id = p.id and not e.is_undone) as can_undo,
       exists (select from border_edits e where e.plan_id = p.id and e.is_undone) as can_redo,
       (select json_build_object('by', coalesce(colleague_name(e.user_id), ''), 'at', e.at)
        from border_edits e where e.plan_id = p.id order by e.seq desc limit 1) as last_edit,
       -- Begun, ended or moved since it was drawn: a grid of today, or the ground itself.
       p.status not in ('adopted', 'discarded') and (
         exists (select from border_plan_grids g join grids t on t.id = g.base_id where g.plan_id = p.id and t.valid_to is not null)
         or exists (select from grids t where t.valid_to is null and t.valid_from > p.based_at and t.code >= p.scope_code and t.code < p.scope_code || ':')
         or exists (select from regions c where c.updated_at > p.based_at and c.level = 'community' and c.code >= p.scope_code and c.code < p.scope_code || ':')
       ) as is_behind,
       not exists (select from border_plan_grids g where g.plan_id = p.id and (g.is_new or g.is_changed))
         and not exists (select from grids t where t.valid_to is null and t.valid_from <= p.based_at and t.code >= p.scope_code and t.code < p.scope_code || ':'
                           and not exists (select from border_plan_grids g where g.plan_id = p.id and g.code = t.code)) as changes_nothing,
       coalesce((select json_agg(json_build_object('step', l.step, 'status', l.status, 'note', l.note, 'obstacles', l.obstacles, 'by', coalesce(colleague_name(l.user_id), ''), 'at', l.at) order by l.id)
                 from border_plan_log l where l.plan_id = p.id), '[]') as log
from border_plans p join regions r on r.code = p.scope_code
where p.id = $1
