-- What a page shows of its rows: $1 county, $2 kind, $3 code, $4 id of each, in their order.
with page as materialized (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) with ordinality as row (county_code, kind, code, id, n)
), shown as (
  select p.n, e.code, e.category, e.name, e.address, e.geom, e.grid_code
  from page p join elements e on e.county_code = p.county_code and e.id = p.id
  where p.kind not in ('region', 'grid', 'street', 'estate', 'matter')
  union all
  -- A large border is thinned to what flying there needs.
  select p.n, p.code, r.level, r.name, '', case when st_npoints(r.geom) <= 500 then r.geom
              else st_simplifypreservetopology(r.geom, (st_xmax(r.geom) - st_xmin(r.geom)) / 200) end, null
  from page p join regions r on r.code = p.code where p.kind = 'region'
  union all
  select p.n, p.code, g.kind, g.name, '', g.geom, g.code from page p join grids g on g.id = p.id where p.kind = 'grid'
  union all
  select p.n, p.code, '', f.name, '', d.shape, null
  from page p join search_documents d on d.code = p.code and d.kind = 'street' join ground_features f on f.id = p.id
  where p.kind = 'street'
  union all
  -- A named piece of ground that nobody lives on (a park, a school, works) says what it is used for.
  select p.n, p.code, coalesce(ground.class, ''), b.estate, regexp_replace(e.address, b.estate || '.*$', ''), d.shape, null
  from page p join search_documents d on d.code = p.code and d.kind = 'estate'
  join building_profiles b on b.county_code = p.county_code and b.element_id = p.id
  join elements e on e.county_code = p.county_code and e.id = p.id
  left join lateral (
    select f.class from ground_features f
    where f.theme = 'landuse' and f.class in ('park', 'education', 'medical', 'industrial', 'commercial', 'public')
      and (f.name = b.estate or coalesce(b.dwellings, 0) = 0)
      and f.geom && e.geom and st_covers(f.geom, st_pointonsurface(e.geom))
    order by f.name = b.estate desc, st_area(f.geom) limit 1
  ) ground on true
  where p.kind = 'estate'
  union all
  -- In the place of an address: where it is in the catalogue, 部件 · 公用设施.
  select p.n, p.code, m.class_code, m.name, concat_ws(' · ', type.name, class.name), null, null
  from page p join matters m on m.code = p.code
  join matter_classes class on class.code = m.class_code left join matter_classes type on type.code = class.parent_code
  where p.kind = 'matter'
)
select array(select kind from element_kinds where sensitivity = 'restricted') as restricted,
       coalesce((select json_agg(json_build_object('n', n, 'category', category, 'name', name, 'address', address, 'geometry', st_asgeojson(geom, 6)::json, 'gridCode', grid_code))
                 from shown), '[]') as shown
