-- $1 digital ID
with master as (
  select e.*, k.sensitivity,
         case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot,
         case when e.kind = 'building' then e.id else e.building_id end as entrance_id,
         session_has_right('people.points') and e.place_code >= session_place_from() and e.place_code < session_place_until() as sees_people
  from elements e join element_kinds k on k.kind = e.kind
  where e.county_code = left($1, 6) and e.code = $1
), content as (
  select c.kind, c.category, count(*)::integer as count
  from master m join elements c on c.county_code = m.county_code and c.building_id = m.id and c.valid_to is null
  group by c.kind, c.category
), told_content as (
  -- Where one category is too small to be told none is: how many there are in all is known, and the rest would give it away.
  select kind, case when bool_and(may_tell_count(kind, count)) over (partition by kind) then category else '' end as category, count from content
), events as (
  select h.at, h.change, u.display_name as by
  from master m
  join element_history h on h.county_code = m.county_code and h.element_id = m.id
  left join users u on u.id = h.user_id
  union all
  select m.valid_from, 'created', null from master m
)
select m.id, m.code, m.kind, m.category, m.name, m.address, m.sensitivity, m.source, m.valid_from, m.valid_to, m.version, m.updated_at,
       coalesce((select d.name from dictionaries d where d.type = 'category.' || m.kind and d.code = m.category), m.category) as category_title,
       st_asgeojson(m.geom, 7)::jsonb as geometry,
       array[st_x(m.spot), st_y(m.spot)] as center,
       region_chain(m.place_code) as chain,
       (select jsonb_build_object('code', g.code, 'name', g.name, 'kind', g.kind) from grids g where g.code = m.grid_code and g.valid_to is null) as grid,
       people_in_charge(m.county_code, m.entrance_id, m.place_code) as in_charge,
       coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'category', c.category, 'count', c.count) order by c.kind, c.category)
                 from (select kind, category, sum(count)::integer as count from told_content group by kind, category) as c where may_tell_count(c.kind, c.count)), '[]') as content,
       (select jsonb_build_object('code', b.code, 'kind', b.kind, 'category', b.category, 'name', b.name)
        from elements b where b.county_code = m.county_code and b.id = m.building_id and b.kind = 'building') as building,
       coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'caption', p.caption, 'takenAt', p.taken_at) order by p.taken_at desc nulls last, p.id)
                 from element_photos p where p.county_code = m.county_code and p.element_id = m.id), '[]') as photos,
       (select jsonb_agg(jsonb_build_object('at', e.at, 'change', e.change, 'by', e.by) order by e.at desc) from (select * from events order by at desc limit 100) e) as history,
       -- Profiles (一主多从): row-level security shows a profile where it shows the master. Ciphers and hashes stay in the database.
       jsonb_strip_nulls(jsonb_build_object(
         -- How few live in a house is for those who may see them one by one.
         'building', (select to_jsonb(p) || case when p.residents < smallest_told_count() and not m.sees_people then '{"residents": null}' else '{}' end::jsonb
                      from building_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'dwelling', (select to_jsonb(p) from dwelling_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'household', (select to_jsonb(p) from household_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'person', (select to_jsonb(p) - array['name_cipher', 'name_hash', 'id_number_cipher', 'id_number_hash', 'phone_cipher', 'phone_hash']
                    from person_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'keyPerson', (select jsonb_agg(to_jsonb(p) - 'note_cipher' order by p.type) from key_person_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'hazard', (select to_jsonb(p) from hazard_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'place', (select to_jsonb(p) from place_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'organisation', (select to_jsonb(p) from organisation_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'facility', (select to_jsonb(p) from facility_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'camera', (select to_jsonb(p) from camera_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'resource', (select to_jsonb(p) from resource_profiles p where p.county_code = m.county_code and p.element_id = m.id),
         'attributes', nullif(m.attrs, '{}'))) as profiles
from master m
