-- What real names and addresses showed: a character that we cannot read keeps its place, a house is known by the number
-- in its address where its name has none, and the index over a first load is built when its rows are in.

-- A character's readings, a letter or digit itself, ~ for a character of a writing that we cannot read, null for a mark.
create function sound_of(c text, readings text) returns text language sql immutable parallel safe as $$
  select case when readings is not null then readings when c collate "C" between '0' and '9' or c collate "C" between 'a' and 'z' then c when c > U&'\2E80' collate "C" and c ~ '[[:alpha:]]' then '~' end
$$;
create or replace function pinyin_of(body text) returns text language sql stable strict as $$
  select coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '')
  from unnest(string_to_array(body, null)) with ordinality as given (c, n)
  left join han_readings h on h.character = c
$$;

create or replace function search_tokens(name text, address text, aliases text, pinyin text, kind text, place_code text, is_open boolean, spot geometry) returns tsvector
language plpgsql immutable parallel safe as $$
declare
  tokens text;
  initials text;
  -- Column and row of the cell that halves the world's width and height 15 times, from the south-west corner.
  x integer := floor((st_x(spot) + 180) / 360 * 32768);
  y integer := floor((st_y(spot) + 90) / 360 * 32768);
begin
  tokens := concat_ws(E'\x01',
    marked_pairs(name, ''),
    'P' || left(name, 1), 'P' || left(name, 2), case when length(name) <= 32 then 'E' || name end,
    marked_pairs(address, 'A'),
    'K' || kind, case when is_open then 'O' end,
    'L' || left(place_code, 6), 'L' || left(place_code, 9), 'L' || left(place_code, 12), 'L' || left(place_code, 15));
  if kind = 'building' then
    tokens := concat_ws(E'\x01', tokens, 'B' || substring(name from '([0-9]+)(?:号楼|号院|栋|幢|座|号|楼)$'), 'B' || substring(address from '([0-9]+)(?:号楼|号院|栋|幢|座)$'));
  end if;
  if aliases <> '' then
    tokens := concat_ws(E'\x01', tokens, marked_pairs(aliases, ''));
  end if;
  -- Dwellings are by far the most: one character or pinyin would find thousands of them and help nobody.
  if kind <> 'dwelling' then
    tokens := concat_ws(E'\x01', tokens, array_to_string(string_to_array(name, null), E'\x01'));
  end if;
  if pinyin like '%/%' then
    tokens := concat_ws(E'\x01', tokens, polyphone_tokens(pinyin));
  elsif pinyin <> '' then
    initials := regexp_replace(pinyin, '\|(.)[^|]*', '\1', 'g');
    tokens := concat_ws(E'\x01', tokens,
      marked_pairs(initials, 'I'),
      marked_triples(initials, 'I'),
      'J' || left(initials, 2), 'J' || left(initials, 3), 'W' || left(initials, 12),
      -- An odd syllable is left over as a token that nobody asks for.
      regexp_replace(pinyin, '\|[^|]+\|[^|]+', E'S\\&\x01', 'g'), regexp_replace(substr(pinyin, strpos(substr(pinyin, 2), '|') + 1), '\|[^|]+\|[^|]+', E'S\\&\x01', 'g'),
      'S|' || substring(pinyin from '[^|]+$') || '|');
  end if;
  if spot is not null then
    tokens := concat_ws(E'\x01', tokens, 'C15/' || x || '/' || y, 'C13/' || (x >> 2) || '/' || (y >> 2), 'C11/' || (x >> 4) || '/' || (y >> 4), 'C8/' || (x >> 7) || '/' || (y >> 7));
  end if;
  return array_to_tsvector(array_remove(string_to_array(tokens, E'\x01'), ''));
end
$$;
-- A function that is replaced is no longer leakproof until that is said again; for the reason see where it was made.
do $$
begin
  alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof;
exception when insufficient_privilege then
  raise warning 'searches will be slow: a superuser must run: alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof';
end
$$;

create or replace function make_search_documents(county text, codes text[], has_groups boolean) returns setof search_documents language sql stable as $$
  with sources as (
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, rank from search_elements
    where county_code = county and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, rank from search_areas
    where (county_code = county or (county_code <> '' and starts_with(county, county_code))) and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, rank from search_groups
    where has_groups and county_code = county
  ), texts as materialized (
    select county_code, kind, code, id, place_code, is_open, coalesce(search_text(name), '') as name, coalesce(search_text(address), '') as address,
           coalesce((select string_agg(search_text(alias), E'\n') from unnest(string_to_array(nullif(aliases, ''), E'\n')) as alias), '') as aliases,
           st_setsrid(spot, 4326) as spot, rank
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
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot
  from texts t left join sounds s on s.name = t.name
$$;


create function index_search_documents() returns void language sql as $$
  create index search_documents_tokens_idx on search_documents
    using gin (search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot))
$$;
-- Brings the documents of a county ('' for the matters) up to date after a bulk load (getu.bulk), in its transaction and
-- after refresh_county: what the transaction wrote, what has no document yet and what is gone; areas, streets and estates
-- as a whole. The index over a first load is built when its rows are in; later its postings wait in a list and are
-- merged portion by portion.
create or replace function refresh_search(county text) returns void language plpgsql security definer
set search_path = public, pg_temp set work_mem = '128MB' set maintenance_work_mem = '256MB' set gin_pending_list_limit = '16MB' as $$
declare
  missing text[];
  is_first boolean;
begin
  delete from search_documents d
  where (d.county_code = county or d.county_code in (left(county, 2), left(county, 4)))
    and not exists (select from elements e where e.county_code = d.county_code and e.code = d.code and e.valid_to is null and e.updated_at < now());
  select not exists (select from search_documents where kind not in ('region', 'grid', 'street', 'estate', 'matter')) into is_first;
  if is_first then drop index search_documents_tokens_idx; end if;
  perform balance_search_tiers();
  if exists (select from search_documents where county_code = county) then
    select array_agg(code) into missing from (
      select code from search_elements where county_code = county
      except select code from search_documents where county_code = county) as found;
    perform add_search_documents(county, missing || array(select code from search_areas where county_code in (county, left(county, 2), left(county, 4))));
    perform add_search_groups(county);
  else
    perform add_search_documents(county, null);
  end if;
  if is_first then
    perform index_search_documents();
  else
    perform gin_clean_pending_list(i.indexrelid)
    from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
    where p.inhparent = 'search_documents'::regclass and a.amname = 'gin';
  end if;
end
$$;

truncate search_documents;
select refresh_search(county_code) from (select county_code, count(*) from elements group by county_code order by 2 desc) as counties;
select refresh_search(county) from (select distinct left(code, 6) as county from regions where length(code) >= 6) as counties where not exists (select from elements where county_code = county);
select refresh_search('');
revoke execute on function index_search_documents() from public;
