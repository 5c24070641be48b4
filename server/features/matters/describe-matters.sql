-- $1 code of a matter or a class, or null for all
select m.code, m.name, m.aliases, m.sensitivity, m.owner_department as owner, coalesce(d.name, m.owner_department) as owner_title, m.owner_role as role, r.name as role_title,
       json_build_object('amount', m.handle_amount::float8, 'unit', m.handle_unit) as handle,
       json_build_array(json_build_object('code', t.code, 'name', t.name), json_build_object('code', c.code, 'name', c.name)) as path,
       (select coalesce(array_agg(n.category order by n.category), '{}') from matter_needs n
        where n.prefix = (select p.prefix from matter_needs p where starts_with(m.code, p.prefix) order by length(p.prefix) desc limit 1)) as needs,
       (select coalesce(array_agg(h.category), '{}') from matter_concerns h where h.matter_code = m.code and h.kind = 'hazard' and h.category <> '') as hazards
from matters m
join matter_classes c on c.code = m.class_code
join matter_classes t on t.code = c.parent_code
left join dictionaries d on d.type = 'department' and d.code = m.owner_department
left join dictionaries r on r.type = 'duty_role' and r.code = m.owner_role
where $1::text is null or m.code like $1 || '%'
order by m.code
