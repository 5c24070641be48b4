select (select json_agg(json_build_object('code', code, 'name', name) order by code) from matter_classes) as classes,
       (select coalesce(json_agg(json_build_object('code', m.code, 'name', m.name, 'aliases', m.aliases, 'ownerTitle', coalesce(d.name, m.owner_department), 'isLocal', m.is_local,
                                                   'isEdited', m.is_edited, 'valid', m.valid) order by m.code), '[]')
        from matters m left join dictionaries d on d.type = 'department' and d.code = m.owner_department) as matters,
       (select coalesce(json_agg(json_build_object('code', code, 'name', name) order by sort, code), '[]') from dictionaries where type = 'department') as departments,
       (select coalesce(json_agg(json_build_object('code', code, 'name', name) order by sort, code), '[]') from dictionaries where type = 'duty_role') as roles
