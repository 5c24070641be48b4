-- Chinese townships with the names of everything above them in columns 省 市 县 乡: the townships are the streets of the
-- model, the counties and the province are made by union of what lies in them. The cut EWKT column "geom" is not read.
-- $1 file number
with rows as materialized (
  select row_no, geom, import_text(props ->> '省') as province, import_text(props ->> '市') as city,
         import_text(props ->> '县') as county, import_text(props ->> '乡') as town,
         import_between(coalesce(props ->> 'pop', props ->> '人口'), 0, 1000000000)::integer as population
  from staged
), paths as (
  select r.*, province as province_id,
         -- A municipality directly under the central government (北京市/北京市) has no level of its own in between.
         case when city is distinct from province then province || '/' || city end as city_id,
         concat_ws('/', province, city, county) as county_id,
         concat_ws('/', province, city, county, town) as town_id
  from rows r
), regions_named as (
  select row_no, 'street' as level, town_id as id, county_id as parent_id, town as name, population, geom from paths
  union all
  select min(row_no), 'county', county_id, coalesce(min(city_id), min(province_id)), min(county), null, st_union(geom)
  from paths where st_isvalid(geom) group by county_id
  union all
  select min(row_no), 'prefecture', city_id, min(province_id), min(city), null, st_union(geom)
  from paths where city_id is not null and st_isvalid(geom) group by city_id
  union all
  select min(row_no), 'province', province_id, null, min(province), null, st_union(geom)
  from paths where st_isvalid(geom) group by province_id
)
insert into mapped (file_no, row_no, target, layer, kind, source_id, parent_source_id, name, population, geom)
select $1, row_no, case when level = 'street' then 'region' else 'region_above' end, level, level, id, parent_id, name, population, geom
from regions_named
