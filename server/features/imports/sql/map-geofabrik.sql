-- Geofabrik's shapefile schema (osm_id, code, fclass, name): roads, buildings, land use, water, places, points of interest.
-- $1 file number
with rows as materialized (
  select row_no, props, geom, st_dimension(geom) as dimension, props ->> 'fclass' as class, import_text(props ->> 'name') as name
  from staged
), sorted as (
  select r.*, v.kind as our_kind, v.category, v.rank
  from rows r
  left join vocabulary v on v.shape = (array['point', 'line', 'polygon'])[r.dimension + 1] and v.value = r.class
)
insert into mapped (file_no, row_no, target, layer, kind, category, source_id, name, rank, is_walkable, attrs, geom)
select $1, row_no,
       case when class = 'building' or our_kind in ('place', 'facility', 'camera', 'resource') then 'element'
            when our_kind is not null or dimension is null then 'ground' else 'unused' end,
       coalesce(our_kind, ''), case when class = 'building' then 'building' else coalesce(our_kind, '') end,
       case when class = 'building' then coalesce(nullif(props ->> 'type', 'yes'), '') else coalesce(category, '') end,
       case when class = 'building' then 'building' else coalesce(our_kind, 'row') end || '/' || coalesce(props ->> 'osm_id', 'row-' || row_no),
       name, rank,
       our_kind = 'road' and category not in ('motorway', 'motorway_link', 'trunk', 'trunk_link'),
       props - array['osm_id', 'code', 'fclass', 'name', 'type'],
       geom
from sorted
