-- What imported ground hangs on that belongs to no province of ours.
insert into regions (code, level, name, source, source_id, is_local_code)
values ('90', 'province', '导入地域', 'import', 'imported ground', true)
on conflict (code) do nothing
