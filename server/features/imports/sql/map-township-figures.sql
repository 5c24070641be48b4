-- A table of figures for regions that are there already, found by the names in 省 市 县 乡.
-- $1 file number
insert into mapped (file_no, row_no, target, layer, kind, source_id, name, population, attrs)
select $1, row_no, 'figures', 'figures', 'figures',
       concat_ws('/', import_text(props ->> '省'), import_text(props ->> '市'), import_text(props ->> '县'), import_text(props ->> '乡')),
       import_text(props ->> '乡'),
       import_between(coalesce(props ->> 'pop', props ->> '人口'), 0, 1000000000)::integer,
       props
from staged
