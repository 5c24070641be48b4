-- $1 id, $2 now. A case about a protected person is there only for who may see single people.
select e.id, e.code, e.title, e.description, e.sensitivity, e.state, coalesce(s.name, e.state) as state_title, e.severity, coalesce(v.name, e.severity::text) as severity_title,
       coalesce(c.name, e.channel) as channel_title, array[st_x(e.geom), st_y(e.geom)] as position, e.spot, e.place_code, e.reported_at, e.closed_at, e.due_at,
       e.closed_at is null and coalesce(e.due_at < $2::timestamptz, false) as is_overdue, e.owner_department, d.name as department_title, e.handler, e.reopened_count, e.rating, e.version,
       region_chain(e.place_code) as chain,
       coalesce((select g.name from grids g where g.code = e.place_code and g.valid_to is null), (select r.name from regions r where r.code = e.place_code), e.place_code) as area_name,
       (select json_build_object('code', x.code, 'kind', x.kind, 'category', x.category, 'name', x.name) from elements x where x.county_code = e.county_code and x.id = e.element_id) as element,
       json_build_object('code', m.code, 'name', m.name) as matter,
       json_build_object('path', json_build_array(json_build_object('code', t.code, 'name', t.name), json_build_object('code', k.code, 'name', k.name)),
                         'ownerTitle', coalesce(o.name, m.owner_department), 'openingCondition', m.opening_condition, 'closingCondition', m.closing_condition,
                         'handle', json_build_object('amount', m.handle_amount::float8, 'unit', m.handle_unit)) as matter_detail,
       (select count(*) from events o where o.spot = e.spot and o.matter_code = e.matter_code)::integer as same_here,
       coalesce((select json_agg(json_build_object('version', l.version, 'at', l.at, 'step', l.step, 'stepTitle', coalesce(ls.name, l.step), 'state', l.state, 'stateTitle', coalesce(lt.name, l.state),
                                                   'byRole', l.by_role, 'departmentTitle', ld.name, 'note', l.note) order by l.version)
                 from event_log l
                 left join dictionaries ls on ls.type = 'event_step' and ls.code = l.step
                 left join dictionaries lt on lt.type = 'event_state' and lt.code = l.state
                 left join dictionaries ld on ld.type = 'department' and ld.code = l.department
                 where l.county_code = e.county_code and l.event_id = e.id), '[]') as timeline
from events e
join matters m on m.code = e.matter_code
join matter_classes k on k.code = m.class_code
join matter_classes t on t.code = k.parent_code
left join dictionaries s on s.type = 'event_state' and s.code = e.state
left join dictionaries v on v.type = 'event_severity' and v.code = e.severity::text
left join dictionaries c on c.type = 'event_channel' and c.code = e.channel
left join dictionaries d on d.type = 'department' and d.code = e.owner_department
left join dictionaries o on o.type = 'department' and o.code = m.owner_department
where e.id = $1 and (e.sensitivity = 'internal' or (select session_has_right('people.points')))
