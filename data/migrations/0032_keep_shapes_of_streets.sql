-- What the search itself shows of a street and an estate is kept with their documents: putting them together anew took
-- most of a search's time. And what is open is seen to be open without comparing kinds.
alter table search_documents add column shape geometry(Geometry, 4326);
comment on column search_documents.shape is 'A street''s lines, the middles of an estate''s houses; null where the thing has its shape itself.';

create or replace view search_groups as
-- A street is all its pieces in the county, an estate all its houses.
select county_code, 'street' as kind, 'street-' || min(id) as code, min(id) as id, county_code as place_code, true as is_open, name, '' as address, '' as aliases,
       st_centroid(st_extent(geom)::geometry) as spot, 3.5 - length(name) * 0.01 - min(rank) * 0.001 as rank,
       st_collect(geom) as shape
from ground_features where theme = 'road' and name <> '' group by county_code, name
union all
select b.county_code, 'estate', 'estate-' || min(b.element_id), min(b.element_id), min(e.place_code), true, b.estate, min(regexp_replace(e.address, b.estate || '.*$', '')), '',
       st_centroid(st_extent(e.geom)::geometry), 3.5 - length(b.estate) * 0.01,
       st_collect(st_centroid(st_envelope(e.geom)))
from building_profiles b join elements e on e.county_code = b.county_code and e.id = b.element_id
where b.estate <> '' and e.valid_to is null group by b.county_code, b.estate;

create or replace function make_search_documents(county text, codes text[], has_groups boolean) returns setof search_documents language sql stable as $$
  with sources as (
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null::geometry as shape, rank from search_elements
    where county_code = county and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_areas
    where (county_code = county or (county_code <> '' and starts_with(county, county_code))) and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, shape, rank from search_groups
    where has_groups and county_code = county
  ), texts as materialized (
    select county_code, kind, code, id, place_code, is_open, coalesce(search_text(name), '') as name, coalesce(search_text(address), '') as address,
           coalesce((select string_agg(search_text(alias), E'\n') from unnest(string_to_array(nullif(aliases, ''), E'\n')) as alias), '') as aliases,
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
  select search_tier(t.rank), t.rank, t.county_code, t.kind, t.code, t.id, t.place_code, t.is_open, t.name, t.address, t.aliases,
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot, t.shape
  from texts t left join sounds s on s.name = t.name
$$;

drop policy search_documents_read on search_documents;
create policy search_documents_read on search_documents for select to getu_app using (
  (is_open and (select session_user_id()) is not null)
  or (kind = any ((select session_local_kinds())::text[])
      and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
);

delete from search_documents where kind in ('street', 'estate');
select add_search_groups(county_code) from (select county_code from ground_features union select county_code from building_profiles) as counties;
