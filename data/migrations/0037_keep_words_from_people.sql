-- Words are looked for in what the reader may read: among people who are only counted they would find out names and codes.
create or replace function select_area_items(area geometry, center geometry, radius double precision, themes jsonb, added text[], removed text[], pattern text, place text, most integer)
returns table (kind text, category text, code text, place_code text) language sql stable as $$
  with wanted as materialized (
    select t.kind, t.category from jsonb_to_recordset(themes) as t (kind text, category text)
  ), inside as materialized (
    select e.county_code, e.id, e.kind, e.category, e.code, e.place_code, told.is_added, told.is_removed, told.is_themed, told.is_cared
    from elements e
    cross join lateral (
      -- Who may only count people cannot try out codes: neither adding nor taking out one person changes a count.
      select e.code = any (added) and e.kind <> all ((select session_counted_only_kinds())::text[]) as is_added,
             e.code = any (removed) and e.kind <> all ((select session_counted_only_kinds())::text[]) as is_removed,
             exists (select from wanted w where w.kind = e.kind and coalesce(w.category, e.category) = e.category) as is_themed,
             e.kind = 'person' and e.id in (select s.element_id from key_person_spots s join wanted w on w.kind = 'key_person' and coalesce(w.category, s.type) = s.type) as is_cared
    ) as told
    where e.geom && area and e.valid_to is null
      and (told.is_added or (not told.is_removed and (told.is_themed or told.is_cared)))
      and (pattern is null or e.search_text like pattern and e.kind <> all ((select session_counted_only_kinds())::text[])) and (place is null or starts_with(e.place_code, place))
      and case when radius is null then st_intersects(e.geom, area) else st_dwithin(e.geom::geography, center::geography, radius) end
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
