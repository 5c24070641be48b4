-- Tilezen vector tiles saved as GeoJSON: `kind` says what a feature is, `kind_detail` the finer class.
-- $1 file number
create unlogged table mapped_layer as
with rows as (
  select row_no, props, geom, st_dimension(geom) as dimension,
         props ->> 'kind' as kind, props ->> 'kind_detail' as detail,
         coalesce((props ->> 'label_placement')::boolean, false) as is_label,
         coalesce(import_text(props ->> 'name:zh'), import_text(props ->> 'name')) as name,
         props ->> 'id' as id
  from staged
), sorted as (
  select r.*,
    case
      when r.kind in ('building', 'building_part') and (dimension is null or dimension = 2) then 'element'
      when r.kind = 'building' and dimension = 0 then 'name'
      when r.kind = 'address' and dimension = 0 then 'address'
      when r.kind = 'entrance' or is_label then 'unused'
      when dimension is null then 'ground'
      when v.kind in ('road', 'water', 'landuse', 'railway', 'label', 'barrier', 'boundary') then 'ground'
      when v.kind is not null then 'element'
      else 'unused'
    end as target,
    case when r.kind in ('building', 'building_part') then 'building' else coalesce(v.kind, '') end as our_kind,
    case r.kind when 'building_part' then 'building_part'
              when 'building' then coalesce(nullif(detail, 'yes'), '')
              else coalesce(v.category, '') end as category,
    v.rank
  from rows r
  -- The finer class is looked up first: a minor road is a residential street or a service way.
  left join vocabulary fine on fine.shape = (array['point', 'line', 'polygon'])[dimension + 1] and fine.value = detail
    and r.kind in ('major_road', 'minor_road', 'highway', 'path', 'rail', 'locality', 'neighbourhood', 'water')
  left join vocabulary coarse on coarse.shape = (array['point', 'line', 'polygon'])[dimension + 1] and coarse.value = r.kind
  cross join lateral (select coalesce(fine.kind, coarse.kind) as kind, coalesce(fine.category, coarse.category) as category,
                             coalesce(fine.rank, coarse.rank) as rank) v
)
select $1::smallint as file_no, row_no,
       case when target = 'ground' and our_kind = 'label' and name is null then 'unused'
            when target = 'ground' and our_kind = 'water' and dimension = 1 and props ? 'boundary' then 'unused'  -- a lake's outline
            else target end as target,
       our_kind as layer, our_kind as kind, category,
       our_kind || '/' || coalesce(id, 'row-' || row_no) as source_id,
       case when kind = 'building_part' then 'building/' || (props ->> 'root_id') end as parent_source_id,
       null::text as code,
       case when our_kind = 'boundary' then import_text(concat_ws(' / ', props ->> 'name:left', props ->> 'name:right')) else name end as name,
       import_text(concat_ws(' ', props ->> 'addr_street', props ->> 'addr_housenumber')) as address,
       rank,
       our_kind = 'road' and category not in ('motorway', 'motorway_link', 'trunk', 'trunk_link') and coalesce(props ->> 'foot', '') <> 'no' as is_walkable,
       import_between(props -> 'levels', 0, 200)::smallint as floors, null::smallint as basement_floors,
       import_between(props -> 'height', 0, 1000)::real as height_meters, import_between(props -> 'min_height', 0, 1000)::real as min_height_meters,
       null::smallint as built_year, null::integer as population,
       props - array['id', 'kind', 'kind_detail', 'name', 'name:zh', 'height', 'min_height', 'levels', 'addr_street', 'addr_housenumber', 'source',
                     'area', 'volume', 'min_zoom', 'max_zoom', 'sort_rank', 'scale_rank', 'collision_rank', 'kind_tile_rank', 'population_rank',
                     'tier', 'osm_relation', 'label_placement', 'root_id', 'landuse_kind', 'boundary', 'foot'] as attrs,
       geom, null::text as reason, null::text collate "C" as county_code
from sorted
