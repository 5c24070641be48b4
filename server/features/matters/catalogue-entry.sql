-- $1 code
select m.code, m.name, m.aliases, m.owner_department as owner, m.owner_role as role, m.routing,
       json_build_object(
         'accept', json_build_object('amount', m.accept_amount::float8, 'unit', m.accept_unit), 'dispatch', json_build_object('amount', m.dispatch_amount::float8, 'unit', m.dispatch_unit),
         'handle', json_build_object('amount', m.handle_amount::float8, 'unit', m.handle_unit), 'verify', json_build_object('amount', m.verify_amount::float8, 'unit', m.verify_unit)) as clocks,
       m.severity, m.sensitivity, m.opening_condition as "openingCondition", m.closing_condition as "closingCondition",
       coalesce((select json_agg(json_build_object('kind', c.kind, 'category', c.category) order by c.kind, c.category) from matter_concerns c where c.matter_code = m.code), '[]') as concerns,
       m.valid, m.source, m.grade, m.is_local as "isLocal", m.is_edited as "isEdited", m.version, m.updated_at
from matters m where m.code = $1
