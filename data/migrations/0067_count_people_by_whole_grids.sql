-- People are counted by whole grids for those who may only count them. A count within a drawn area less the count within the
-- same area without one house is the people of that house, whatever the smallest count that is told.

-- Three functions in plpgsql, because a session keeps their plans: as SQL they would be planned anew in every search.

-- Codes of the session's own grids, and of the regions around ground without grids, that have more than half of their ground in the area.
-- As place codes of elements they hold each element once: who lies in a grid has that grid's code and no region's.
create function counted_places(area geometry) returns table (code text) language plpgsql stable rows 12 as $$
declare
  ground double precision := st_area(area);
  -- A rectangle cuts others in a tenth of the time.
  is_box boolean := ground > 0 and st_npoints(area) = 5 and st_equals(area, st_envelope(area));
begin
  return query
  select u.code
  from (
    select g.code, g.geom from grids g where g.geom && area and g.valid_to is null and g.kind <> 'micro'
    union all
    select r.code, r.geom from regions r where r.geom && area and r.level in ('county', 'street', 'community')
  ) as u
  -- In this order: what is larger than twice the area needs no closer look, nor what it covers.
  where starts_with(u.code, session_jurisdiction()) and case when ground * 2 <= st_area(u.geom) then false
             when is_box then st_area(st_clipbybox2d(u.geom, area::box2d)) * 2 > st_area(u.geom)
             when st_covers(area, u.geom) then true
             else st_area(st_intersection(area, u.geom)) * 2 > st_area(u.geom) end;
end
$$;

-- Totals as they may be told to the session, ordered. To whom people may only be counted, none under five: categories of fewer
-- are told together as `few`, with the next one where they are too few even so, so that all add up to the kind's number.
create function told_totals(totals jsonb) returns jsonb language plpgsql stable as $$
declare
  sees_points boolean := session_has_right('people.points');
begin
  return (
    with given as (
      select t.kind, t.category, t.count, not sees_points and t.kind in (select k.kind from element_kinds k where k.sensitivity = 'restricted') as is_counted,
             coalesce(sum(t.count) over (partition by t.kind order by t.count, t.category rows between unbounded preceding and 1 preceding), 0) as smaller
      from jsonb_to_recordset(totals) as t (kind text, category text, count bigint)
      where sees_points or t.kind <> 'key_person' or t.count >= smallest_told_count()
    ), told as (
      select g.kind, case when is_counted and (g.count < smallest_told_count() or smaller between 1 and smallest_told_count() - 1) then 'few' else g.category end as category,
             sum(g.count)::bigint as count, is_counted
      from given g group by 1, 2, is_counted
    )
    select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'category', t.category, 'count', t.count) order by t.kind, t.category), '[]')
    from told t where not is_counted or t.count >= smallest_told_count());
end
$$;

-- Whether some of the area lies outside the session's own ground, where it is told less. A border that is shared is no ground.
create function reaches_beyond(area geometry) returns boolean language plpgsql stable as $$
declare
  jurisdiction text := session_jurisdiction();
begin
  return coalesce(jurisdiction, '') <> '' and not exists (
    select from (
      select r.geom from regions r where r.code = jurisdiction and r.geom is not null
      union all
      select g.geom from grids g where g.code = jurisdiction and g.valid_to is null
    ) as own
    where case when st_covers(own.geom, area) then true else st_area(st_difference(area, own.geom)) < 0.001 * st_area(area) end);
end
$$;

-- Whether words typed over a list are in what the list shows. Every code holds most short numbers: those are looked for in names and addresses alone.
create function has_words(search_text text, name text, address text, pattern text) returns boolean language sql immutable parallel safe as $$
  select case when pattern ~ '^%[0-9]{1,5}%$' then lower(name || ' ' || address) like pattern else search_text like pattern end
$$;

alter table brief_snapshots add column people_by_place boolean not null default false;
comment on column brief_snapshots.people_by_place is 'Whether its author may only count people: they are those of whole grids.';

drop function select_area_items(geometry, geometry, double precision, jsonb, text[], text[], text, text, integer);
-- by_place: people as who may only count them counts them, by whole grids; words and single codes then choose none of them.
create function select_area_items(area geometry, center geometry, radius double precision, themes jsonb, added text[], removed text[], pattern text, place text, most integer, by_place boolean)
returns table (kind text, category text, code text, place_code text) language sql stable as $$
  with wanted as materialized (
    select t.kind, t.category from jsonb_to_recordset(themes) as t (kind text, category text)
  ), placed as materialized (
    select array(select k.kind from element_kinds k where by_place and k.sensitivity = 'restricted') as kinds
  ), around as (
    select e.*, false as is_placed from placed cross join elements e
    where e.geom && area and e.valid_to is null and e.kind <> all (placed.kinds)
      and (pattern is null or has_words(e.search_text, e.name, e.address, pattern))
      and case when radius is null then st_intersects(e.geom, area) else st_dwithin(e.geom::geography, center::geography, radius) end
    union all
    select e.*, true from placed cross join counted_places(area) as p join elements e on e.place_code = p.code
    where by_place and e.valid_to is null and e.kind = any (placed.kinds)
  ), inside as materialized (
    select e.county_code, e.id, e.kind, e.category, e.code, e.place_code, told.is_added, told.is_removed, told.is_themed, told.is_cared
    from around e
    cross join lateral (
      select e.code = any (added) and not e.is_placed as is_added, e.code = any (removed) and not e.is_placed as is_removed,
             exists (select from wanted w where w.kind = e.kind and coalesce(w.category, e.category) = e.category) as is_themed,
             e.kind = 'person' and e.id in (select s.element_id from key_person_spots s join wanted w on w.kind = 'key_person' and coalesce(w.category, s.type) = s.type) as is_cared
    ) as told
    where (told.is_added or (not told.is_removed and (told.is_themed or told.is_cared)))
      and (place is null or starts_with(e.place_code, place))
    limit most
  ), chosen as (
    select i.kind, i.category, i.code, i.place_code from inside i where i.is_added or (i.is_themed and not i.is_removed)
    union
    select 'key_person', k.type, i.code, i.place_code
    from inside i
    join key_person_profiles k on k.county_code = i.county_code and k.element_id = i.id
    join wanted w on w.kind = 'key_person' and coalesce(w.category, k.type) = k.type
    where i.is_cared and not i.is_removed
  )
  select * from chosen limit most
$$;
