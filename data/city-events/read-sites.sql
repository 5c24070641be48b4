-- Places of the county where events can happen, a sample per group that stays the same for the same seed.
-- $1 county, $2 seed, $3 most sites of a group
with place_name as (
  select name from regions where code = $1
), element_numbers as (
  -- Ids alone are sorted: there may be a million of them, and few are kept.
  select e.id, row_number() over (partition by e.kind, e.category order by hashint8extended(e.id, $2)) as n
  from elements e
  where e.county_code = $1 and e.valid_to is null
    and e.kind in ('building', 'place', 'facility', 'organisation', 'hazard', 'resource', 'asset', 'camera', 'device')
), element_sample as (
  select e.id, e.kind, e.category, e.name, e.address, e.grid_code, e.community_code,
         case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot
  from element_numbers as number
  join elements e on e.county_code = $1 and e.id = number.id
  where number.n <= $3
), road_sample as (
  -- A point every 120 m or so of each road.
  select * from (
    select f.id, f.class, f.name, st_lineinterpolatepoint(f.line, (step - 0.5) / f.steps) as spot,
           row_number() over (partition by f.class order by hashint8extended(f.id * 64 + step, $2)) as n
    from (
      select id, class, name, (st_dump(geom)).geom as line, least(30, greatest(1, (st_length(geom::geography) / 120)::integer)) as steps
      from ground_features where county_code = $1 and theme = 'road' and geometrytype(geom) in ('LINESTRING', 'MULTILINESTRING')
    ) as f, generate_series(1, f.steps) as step
  ) as numbered
  where n <= $3
), bank_sample as (
  select * from (
    select f.id, f.name, st_lineinterpolatepoint(f.line, (step - 0.5) / f.steps) as spot,
           row_number() over (order by hashint8extended(f.id * 64 + step, $2)) as n
    from (
      select id, name, line, least(60, greatest(1, (st_length(line::geography) / 200)::integer)) as steps
      from (
        select id, name, case when geometrytype(part) = 'POLYGON' then st_exteriorring(part) else part end as line
        from (select id, name, (st_dump(geom)).geom as part from ground_features where county_code = $1 and theme = 'water') as parts
      ) as lines
      where geometrytype(line) = 'LINESTRING'
    ) as f, generate_series(1, f.steps) as step
  ) as numbered
  where n <= 2000
), element_sites as (
  select
    array_remove(array[
      e.kind, e.kind || ':' || e.category,
      case when e.kind = 'building' and e.category in ('residential', 'townhouse', 'courtyard', 'shop_house') then 'home' end,
      case when e.kind = 'building' and e.category in ('residential', 'townhouse', 'courtyard', 'shop_house') and coalesce(b.built_year, 1995) < 2003 then 'old_home' end,
      case when e.kind = 'building' and e.category = 'residential' and b.floors >= 9 then 'tower' end,
      case when e.kind = 'building' and e.category = 'rural_house' then 'village' end
    ], null) as groups,
    e.id as element_id, e.spot, e.grid_code, e.community_code,
    case
      when e.address <> '' then regexp_replace(e.address, '^' || coalesce((select name from place_name), ''), '') ||
        case when e.kind in ('place', 'organisation') and strpos(e.address, e.name) = 0 then e.name else '' end
      when e.kind in ('building', 'place', 'organisation', 'resource') and e.name <> '' then e.name
      when e.kind = 'asset' then coalesce(g.name, '') || e.name
      else coalesce(road.name || '（' || g.name || '）', g.name, e.name)
    end as place_name
  from element_sample e
  left join building_profiles b on e.kind = 'building' and b.county_code = $1 and b.element_id = e.id
  left join grids g on g.code = e.grid_code and g.valid_to is null
  left join lateral (
    select f.name from ground_features f
    where e.address = '' and f.theme = 'road' and f.name <> '' and f.geom && st_expand(e.spot, 0.002)
    order by f.geom <-> e.spot limit 1
  ) as road on true
), road_sites as (
  select
    case when r.class in ('trunk', 'primary', 'secondary', 'tertiary', 'motorway') then array['road', 'main_road'] else array['road', 'lane'] end as groups,
    null::bigint as element_id, r.spot, place.grid as grid_code, place.community as community_code,
    coalesce(nullif(r.name, ''), '') || case when r.name = '' then coalesce(g.name, '') || '内道路' else '（' || coalesce(g.name, '') || '段）' end as place_name
  from road_sample r
  cross join lateral element_place(r.spot) as place
  left join grids g on g.code = place.grid and g.valid_to is null
  -- Nobody reports what happens on a road through the fields.
  where place.community is not null
    and exists (select from elements b where b.county_code = $1 and b.kind = 'building' and b.geom && st_expand(r.spot, 0.0007))
), bank_sites as (
  select array['water'] as groups, null::bigint, b.spot, place.grid, place.community,
         case when b.name = '' then coalesce(g.name, '') || '水塘' else b.name || '（' || coalesce(g.name, '') || '段）' end
  from bank_sample b
  cross join lateral element_place(b.spot) as place
  left join grids g on g.code = place.grid and g.valid_to is null
  where place.community is not null
)
select groups, element_id, st_x(spot) as lng, st_y(spot) as lat, grid_code, community_code, place_name
from (select * from element_sites union all select * from road_sites union all select * from bank_sites) as sites
order by element_id, st_x(spot), st_y(spot)
