-- $1 digital ID
with master as (
  select e.id, e.county_code, e.kind, e.category from elements e where e.county_code = left($1, 6) and e.code = $1
), happened as (
  select v.matter_code, count(*)::integer as cases, count(*) filter (where v.closed_at is null)::integer as open, max(v.reported_at) as last_at
  from master m join events v on v.spot = m.id
  where v.sensitivity = 'internal' or (select session_has_right('people.points'))
  group by v.matter_code
), concerned as (
  -- What concerns persons by kind alone and tells something about them, or is about types of care, is listed for those who have
  -- such a type: named there, or any where none is. Row-level security shows the types to those who see them on the card, too.
  select c.matter_code
  from master m
  join matter_concerns c on c.kind = m.kind and c.category in ('', m.category)
  join matters t on t.code = c.matter_code and t.valid
  cross join lateral (select array(select care_type from matter_care_types n where n.matter_code = c.matter_code) as types) as care
  where c.kind <> 'person' or c.category <> '' or (t.sensitivity = 'internal' and care.types = '{}')
     or exists (select from key_person_profiles p where p.county_code = m.county_code and p.element_id = m.id and (care.types = '{}' or p.type = any (care.types)))
)
select m.id as spot,
       coalesce((select json_agg(json_build_object('code', t.code, 'name', t.name, 'ownerTitle', coalesce(d.name, t.owner_department), 'cases', coalesce(h.cases, 0), 'open', coalesce(h.open, 0),
                                                   'lastAt', h.last_at) order by h.cases desc nulls last, t.code)
                 from matters t
                 left join happened h on h.matter_code = t.code
                 left join dictionaries d on d.type = 'department' and d.code = t.owner_department
                 where h.matter_code is not null or t.code in (select matter_code from concerned)), '[]') as matters
from master m
