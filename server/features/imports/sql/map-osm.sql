-- OpenStreetMap by GDAL's OSM driver: points, lines and multipolygons with the main tags as columns and the rest in other_tags.
-- $1 file number
with rows as materialized (
  select row_no, (props - 'other_tags') || import_tags(props ->> 'other_tags') as tags, geom, st_dimension(geom) as dimension,
         coalesce('relation/' || (props ->> 'osm_id'), 'way/' || (props ->> 'osm_way_id')) as area_id, props ->> 'osm_id' as osm_id
  from staged
), sorted as (
  select r.*,
    case when dimension = 2 then area_id else (array['node/', 'way/'])[dimension + 1] || osm_id end as id,
    coalesce(import_text(tags ->> 'name:zh'), import_text(tags ->> 'name')) as name,
    case tags ->> 'admin_level' when '2' then 'country' when '4' then 'province' when '5' then 'prefecture' when '6' then 'county'
         when '7' then 'county' when '8' then 'street' when '9' then 'street' when '10' then 'community' end as level,
    v.kind as our_kind, v.category, v.rank
  from rows r
  left join lateral (
    -- The first of these tags that our vocabulary knows decides what the thing is.
    select v.* from unnest(array['place', 'highway', 'railway', 'waterway', 'natural', 'landuse', 'leisure', 'amenity', 'shop', 'tourism',
                                 'office', 'healthcare', 'emergency', 'historic', 'man_made', 'power', 'barrier']) with ordinality as wanted (key, n)
    join vocabulary v on v.shape = (array['point', 'line', 'polygon'])[r.dimension + 1]
      and v.value = case when wanted.key = 'shop' and r.dimension = 0 then 'shop' else r.tags ->> wanted.key end
    where r.tags ? wanted.key
    order by wanted.n limit 1
  ) v on true
)
insert into mapped (file_no, row_no, target, layer, kind, category, source_id, name, address, rank, is_walkable,
                    floors, basement_floors, height_meters, min_height_meters, built_year, population, attrs, geom)
select $1, row_no,
       case when dimension = 2 and tags ->> 'boundary' = 'administrative' and level is not null and name is not null then 'region'
            when dimension = 2 and coalesce(tags ->> 'building', 'no') <> 'no' then 'element'
            when dimension = 0 and tags ? 'addr:housenumber' and our_kind is null then 'address'
            when our_kind is null or our_kind = 'label' and name is null then 'unused'
            when our_kind in ('road', 'water', 'landuse', 'railway', 'label', 'barrier') then 'ground'
            else 'element' end,
       case when dimension = 2 and coalesce(tags ->> 'building', 'no') <> 'no' then 'building' else coalesce(our_kind, '') end,
       case when dimension = 2 and tags ->> 'boundary' = 'administrative' and level is not null and name is not null then level
            when dimension = 2 and coalesce(tags ->> 'building', 'no') <> 'no' then 'building'
            else coalesce(our_kind, '') end,
       case when dimension = 2 and coalesce(tags ->> 'building', 'no') <> 'no' then coalesce(nullif(tags ->> 'building', 'yes'), '')
            else coalesce(category, '') end,
       id, name,
       import_text(concat_ws(' ', tags ->> 'addr:street', tags ->> 'addr:housenumber')),
       rank,
       our_kind = 'road' and category not in ('motorway', 'motorway_link', 'trunk', 'trunk_link') and coalesce(tags ->> 'foot', '') <> 'no',
       import_between(tags ->> 'building:levels', 0, 200), import_between(tags ->> 'building:levels:underground', 0, 20),
       coalesce(import_between(tags ->> 'height', 0, 1000), import_between(tags ->> 'building:height', 0, 1000)),
       import_between(tags ->> 'min_height', 0, 1000), import_between(tags ->> 'start_date', 1000, 2100),
       import_between(tags ->> 'population', 0, 100000000),
       tags - array['osm_id', 'osm_way_id', 'name', 'type', 'z_order', 'admin_level', 'boundary', 'addr:street', 'addr:housenumber', 'height',
                    'min_height', 'building:levels', 'building:height', 'created_by', 'source'],
       geom
from sorted
