-- Neighbours of an area share its border to the last digit but one: what two shapes have in common must be ground.
create function shares_ground(shape geometry, area geometry) returns boolean language sql immutable parallel safe as $$
  -- 1e-9 square degrees are about 10 m²; of a smaller area, a thousandth.
  select st_relate(shape, area, 'T********') and st_area(st_intersection(shape, area)) > least(1e-9, st_area(area) / 1000)
$$;

create or replace function place_code_of(area geometry) returns text language sql stable as $$
  with touched as (
    select code from regions where geom && area and shares_ground(geom, area)
    union all
    select code from grids where valid_to is null and kind <> 'micro' and geom && area and shares_ground(geom, area)
  ), smallest as (
    -- A community whose grids are touched is told by these.
    select t.code from touched t where not exists (select from touched u where u.code <> t.code and starts_with(u.code, t.code))
  )
  select coalesce(
    (select min(left(s.code, digits))
     from unnest(array[15, 12, 9, 6, 4, 2]) as digits cross join smallest s
     group by digits having count(distinct left(s.code, digits)) = 1 and min(length(s.code)) >= digits
     order by digits desc limit 1), '')
$$;

create or replace function people_for_place(place text, area geometry)
returns table (id bigint, name text, roles text[], place_code text) language sql stable security definer set search_path = public, pg_temp as $$
  with touched as (
    select code from grids where valid_to is null and geom && area and shares_ground(geom, area)
    union all
    select code from regions where geom && area and shares_ground(geom, area)
  )
  select u.id, u.display_name, u.roles, u.jurisdiction
  from users u
  where session_has_right('missions.write') and not u.is_disabled
    and u.roles && array['grid_worker', 'community_officer', 'street_officer', 'city_officer', 'department_officer', 'volunteer']
    -- Over the area or inside it, and never of somebody else's ground.
    and (starts_with(place, u.jurisdiction) or u.jurisdiction in (select code from touched))
    and (starts_with(place, session_jurisdiction()) or starts_with(u.jurisdiction, session_jurisdiction()))
  order by length(u.jurisdiction) desc, u.jurisdiction, u.id limit 200
$$;
