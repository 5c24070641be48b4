-- Writing an element again costs a quarter less where nothing stands before it that may change the row: PostgreSQL then derives
-- only the columns whose sources are written (geom_3857 and search_text stay when a grid takes a place over). A place that was
-- moved is told after the row is written instead.
drop trigger derive_element_place on elements;
create trigger derive_element_place before insert on elements for each row execute function derive_element_place();

create function place_moved_element() returns trigger language plpgsql as $$
begin
  if is_bulk_load() then return null; end if;
  perform share_placing(new.county_code);
  update elements e set grid_code = place.grid, community_code = place.community
  from element_place(new.geom) as place
  where e.county_code = new.county_code and e.id = new.id and (e.grid_code, e.community_code) is distinct from (place.grid, place.community);
  return null;
end
$$;
create trigger place_moved_element after update of geom on elements for each row execute function place_moved_element();

create or replace function make_search_documents(county text, codes text[], has_groups boolean) returns setof search_documents
language sql stable as $$
  with sources as (
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null::geometry as shape, rank from search_elements
    where county_code = county and codes is null
    union all
    -- A branch of its own, so that a few are found by their codes: a plan that serves both questions reads all elements.
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_elements
    where county_code = county and code = any (codes)
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_areas
    where (county_code = county or (county_code <> '' and starts_with(county, county_code))) and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, shape, rank from search_groups
    where has_groups and county_code = county
  ), texts as materialized (
    select county_code, kind, code, id, place_code, is_open, coalesce(search_text(name), '') as name, coalesce(search_text(address), '') as address,
           case when aliases = '' then '' else coalesce((select string_agg(search_text(alias), E'\n') from unnest(string_to_array(aliases, E'\n')) as alias), '') end as aliases,
           st_setsrid(spot, 4326) as spot, shape, rank
    from sources
  ), sounds as materialized (
    select name, coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '') as pinyin
    from (select distinct name from texts where kind <> 'dwelling') as names
    cross join unnest(string_to_array(name, null)) with ordinality as given (c, n)
    left join han_readings h on h.character = c
    where sound_of(c, h.readings) is not null
    group by name
  )
  -- search_tier() of each document, without a question of its own for each.
  select (cardinality(f.floors) - width_bucket(t.rank, f.floors))::smallint, t.rank, t.county_code, t.kind, t.code, t.id, t.place_code, t.is_open, t.name, t.address, t.aliases,
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot, t.shape
  from texts t left join sounds s on s.name = t.name cross join (select array_agg(lowest_rank order by lowest_rank) as floors from search_tiers) as f
$$;
