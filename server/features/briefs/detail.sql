-- $1 brief. Row-level security answers nothing for who may not read it.
with brief as (
  select b.*, session_has_right('people.points') and b.place_code >= session_place_from() and b.place_code < session_place_until() as sees_few,
         session_has_right('elements.internal') as sees_internal, session_has_right('elements.restricted') as sees_restricted
  from briefs b where b.id = $1
), snapshot as (
  select s.* from brief b join brief_snapshots s on s.brief_id = b.id order by s.id desc limit 1
), totals as (
  select t.kind, t.category, t.count,
         case when t.kind = 'key_person' then 'restricted' else coalesce(k.sensitivity, 'restricted') end as sensitivity
  from snapshot s cross join jsonb_to_recordset(s.totals) as t (kind text, category text, count integer)
  left join element_kinds k on k.kind = t.kind
), contacts as (
  -- A duty that has passed on is told with who holds it now.
  select c.n, d.id as duty_id, d.role, d.holder, d.phone, coalesce(e.name, place_name(d.area_code)) as area
  from brief b cross join jsonb_array_elements(b.contacts) with ordinality as c (contact, n)
  join duties kept on c.contact ->> 'from' = 'duty' and kept.id = (c.contact ->> 'id')::bigint
  join duties d on d.valid_to is null and d.role = kept.role and d.area_code = kept.area_code
    and d.building_id is not distinct from kept.building_id and (kept.valid_to is not null or d.id = kept.id)
  left join elements e on e.county_code = d.county_code and e.id = d.building_id
  union all
  select c.n, null, c.contact ->> 'role', c.contact ->> 'name', c.contact ->> 'phone', ''
  from brief b cross join jsonb_array_elements(b.contacts) with ordinality as c (contact, n) where c.contact ->> 'from' = 'typed'
)
select b.id, b.number, b.title, colleague_name(b.owner_id) as owner, b.owner_id = session_user_id() as is_mine, b.starts_at, b.ends_at,
       place_name(b.place_code) as place, b.place_code, b.question, b.selection, b.tasks, b.version, b.created_at, b.updated_at,
       s.square_meters, s.taken_at, st_asgeojson(s.geom, 7)::json as geometry,
       array[st_xmin(s.geom), st_ymin(s.geom), st_xmax(s.geom), st_ymax(s.geom)] as bbox,
       -- Numbers of people are for officials, and few of them for who may see them one by one.
       coalesce((select json_agg(json_build_object('kind', t.kind, 'category', t.category,
                   'count', case when t.sensitivity = 'restricted' and not b.sees_few and t.count < smallest_told_count() then null else t.count end) order by t.kind, t.category)
                 from totals t where t.sensitivity = 'open' or t.sensitivity = 'internal' and b.sees_internal or t.sensitivity = 'restricted' and b.sees_restricted), '[]') as totals,
       -- As in an area: what is not told is said.
       array(select distinct case when t.kind = 'key_person' then 'person' else t.kind end from totals t
             where t.sensitivity = 'internal' and not b.sees_internal or t.sensitivity = 'restricted' and not b.sees_restricted order by 1) as not_told,
       s.people_by_place,
       array(select kind from unnest(session_counted_only_kinds()) as kind
             union all select 'key_person' where 'person' = any (session_counted_only_kinds())) as counted_only,
       coalesce((select json_agg(json_build_object('dutyId', c.duty_id, 'role', c.role, 'roleTitle', coalesce(n.name, c.role), 'holder', c.holder,
                   'phone', case when b.sees_internal then c.phone else '' end, 'area', c.area) order by c.n)
                 from contacts c left join dictionaries n on n.type = 'duty_role' and n.code = c.role), '[]') as contacts,
       coalesce((select json_agg(json_build_object('id', p.id, 'caption', p.caption, 'mediaType', p.media_type, 'width', p.width, 'height', p.height, 'takenAt', p.taken_at) order by p.id)
                 from brief_pictures p where p.brief_id = b.id), '[]') as pictures,
       (select json_agg(json_build_object('id', o.id, 'takenAt', o.taken_at,
                 -- Only of what is told above: a sum would tell the few.
                 'items', (select coalesce(sum(t.count), 0)
                           from jsonb_to_recordset(o.totals) as t (kind text, category text, count integer) left join element_kinds k on k.kind = t.kind
                           where k.sensitivity = 'open' or k.sensitivity = 'internal' and b.sees_internal
                              or b.sees_restricted and (b.sees_few or t.count >= smallest_told_count()))) order by o.id desc)
        from brief_snapshots o where o.brief_id = b.id) as snapshots,
       coalesce((select json_agg(json_build_object('id', m.id, 'number', m.number, 'title', m.title, 'state', m.state) order by m.created_at desc)
                 from missions m where m.brief_id = b.id), '[]') as missions
from brief b cross join snapshot s
