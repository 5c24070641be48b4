-- Any table: $2 says what the rows are, $3 which column gives what.
-- $1 file number, $2 kind: an element kind, a ground theme or a level of region, $3 {target: column},
-- $4 target: element, ground or region
with rows as materialized (
  select row_no, props,
         coalesce(geom, import_shape(props ->> ($3::jsonb ->> 'wkt')),
           case when import_coordinate(props ->> ($3::jsonb ->> 'lng')) is not null and import_coordinate(props ->> ($3::jsonb ->> 'lat')) is not null
                then st_setsrid(st_makepoint(import_coordinate(props ->> ($3::jsonb ->> 'lng')), import_coordinate(props ->> ($3::jsonb ->> 'lat'))), 4326) end) as geom,
         case when $3::jsonb ? 'lng' and (import_text(props ->> ($3::jsonb ->> 'lng')) is null or import_text(props ->> ($3::jsonb ->> 'lat')) is null) then 'no coordinates'
              when $3::jsonb ? 'lng' and (import_coordinate(props ->> ($3::jsonb ->> 'lng')) is null or import_coordinate(props ->> ($3::jsonb ->> 'lat')) is null)
                then format('coordinates are not numbers: %s, %s', left(props ->> ($3::jsonb ->> 'lng'), 40), left(props ->> ($3::jsonb ->> 'lat'), 40))
              when $3::jsonb ? 'wkt' and import_shape(props ->> ($3::jsonb ->> 'wkt')) is null
                then format('the shape cannot be read: %s', left(props ->> ($3::jsonb ->> 'wkt'), 60)) end as reason
  from staged
)
insert into mapped (file_no, row_no, target, layer, kind, category, source_id, code, name, address, rank, is_walkable, floors, height_meters,
                    min_height_meters, built_year, population, attrs, geom, reason)
select $1, row_no, $4, $2, $2,
       coalesce(import_text(props ->> ($3::jsonb ->> 'category')), ''),
       $2 || '/' || coalesce(import_text(props ->> ($3::jsonb ->> 'id')), import_text(props ->> ($3::jsonb ->> 'code')), 'row-' || row_no),
       -- 12 digits padded with zeros are usual; the level says how many of them count.
       case when $4 = 'region' then left(regexp_replace(props ->> ($3::jsonb ->> 'code'), '\D', '', 'g'),
            case $2 when 'province' then 2 when 'prefecture' then 4 when 'county' then 6 when 'street' then 9 else 12 end) end,
       import_text(props ->> ($3::jsonb ->> 'name')),
       import_text(props ->> ($3::jsonb ->> 'address')),
       import_between(props ->> ($3::jsonb ->> 'rank'), 0, 9), $2 = 'road',
       import_between(props ->> ($3::jsonb ->> 'floors'), 0, 200), import_between(props ->> ($3::jsonb ->> 'height'), 0, 1000),
       import_between(props ->> ($3::jsonb ->> 'min_height'), 0, 1000), import_between(props ->> ($3::jsonb ->> 'built_year'), 1000, 2100),
       import_between(props ->> ($3::jsonb ->> 'population'), 0, 1000000000),
       props - array(select value from jsonb_each_text($3::jsonb)),
       geom, reason
from rows
