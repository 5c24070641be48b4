-- One search over everything that can be found: a document per thing, in tiers by importance, each tier with an inverted
-- index. A frequent term fills its list in the smallest tier, a rare one has few postings in all of them.

-- What is typed and what is looked through are brought to the same form: compatible forms as one (full-width digits),
-- small letters, simplified characters, neither spaces nor marks that do not show.
create function search_text(body text) returns text language sql immutable strict parallel safe as $$
  select simplified_text(lower(regexp_replace(normalize(body, nfkc), '[[:space:][:cntrl:]\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+', '', 'g')))
$$;

-- Syllable by syllable with all readings: 重庆路3号 is |chong/zhong|qing|lu|3|hao.
create function pinyin_of(body text) returns text language sql stable strict as $$
  select coalesce(string_agg('|' || coalesce(h.readings, c), '' order by n), '')
  from unnest(string_to_array(body, null)) with ordinality as given (c, n)
  left join han_readings h on h.character = c
  where h.character is not null or c collate "C" between '0' and '9' or c collate "C" between 'a' and 'z'
$$;

alter table element_kinds add column search_weight real not null default 1 constraint search_weight_is_bounded check (search_weight between 1 and 4);
comment on column element_kinds.search_weight is 'How much sooner a thing of this kind is listed; bounded, so that no tier of the search is without any kind.';
update element_kinds set search_weight = case when kind in ('building', 'place') then 4 when kind in ('organisation', 'resource') then 3 else 2 end
where kind in ('building', 'place', 'organisation', 'resource', 'hazard', 'worker_post');

create table search_documents (
  tier smallint not null,
  rank float8 not null,
  county_code text collate "C" not null,
  kind text not null,
  code text collate "C" not null,
  id bigint not null,
  place_code text collate "C" not null,
  is_open boolean not null,
  name text not null,
  address text not null,
  aliases text not null,
  pinyin text not null,
  spot geometry(Point, 4326)
) partition by list (tier);
comment on table search_documents is 'Derived from elements, regions, grids, ground_features, building_profiles and matters; triggers and refresh_search keep it right.';
comment on column search_documents.rank is 'Listed from the highest on. Areas, streets, estates and matters above 1, all else a weighted draw in 0 to 1.';
comment on column search_documents.county_code is 'Empty for a matter, shorter for a region above the county.';
comment on column search_documents.name is 'As search_text writes it, like address and aliases (one a line).';
create table search_documents_0 partition of search_documents for values in (0);
create table search_documents_1 partition of search_documents for values in (1);
create table search_documents_2 partition of search_documents for values in (2);
create table search_documents_3 partition of search_documents for values in (3);
create table search_documents_4 partition of search_documents for values in (4);

-- Lowest rank of each tier but the last, from the best tier on. Until a first bulk load the best tier holds everything.
create table search_tiers (
  tier smallint primary key,
  lowest_rank float8 not null
);
insert into search_tiers (tier, lowest_rank) values (0, '-infinity'), (1, '-infinity'), (2, '-infinity'), (3, '-infinity');
create function search_tier(rank float8) returns smallint language sql stable as $$
  select count(*)::smallint from search_tiers where lowest_rank > rank
$$;

-- Every two, every three neighbouring characters, each with a mark in front and \x01 behind: the pairs that begin at an odd
-- place, then those at an even one, each by one pass of a regular expression without groups, which costs the least.
create function marked_pairs(body text, mark text) returns text language sql immutable parallel safe as $$
  select regexp_replace(left(body, length(body) & -2), '..', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 2, greatest(length(body) - 1, 0) & -2), '..', mark || E'\\&\x01', 'g')
$$;
create function marked_triples(body text, mark text) returns text language sql immutable parallel safe as $$
  select regexp_replace(left(body, length(body) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 2, (length(body) - 1) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 3, (length(body) - 2) / 3 * 3), '...', mark || E'\\&\x01', 'g')
$$;

-- What a document is found by. Texts are in small letters, so that a capital in front says whose a token is:
--   no capital  one or two neighbouring characters of the name, two of an alias     A  two of the address
--   P  first one or two characters of the name        E  the whole name             I  first letters of two or three syllables
--   J  first letters of the first two, three syllables    W  of all                 S  two neighbouring syllables
--   K  kind    L  each area around it    C  each cell that it stands in    O  open to all    B  number of a building
create function search_tokens(name text, address text, aliases text, pinyin text, kind text, place_code text, is_open boolean, spot geometry) returns tsvector
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
    tokens := concat_ws(E'\x01', tokens, 'B' || substring(name from '([0-9]+)(?:号楼|号院|栋|幢|座|号|楼)$'));
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
-- The same tokens as above where a character has several readings: every combination of neighbours.
create function polyphone_tokens(pinyin text) returns text language sql immutable strict parallel safe as $$
  with syllables as materialized (
    select n, reading, left(reading, 1) as initial
    from unnest(string_to_array(substr(pinyin, 2), '|')) with ordinality as given (readings, n)
    cross join lateral unnest(string_to_array(readings, '/')) as reading
  ), pairs as materialized (
    select a.n, a.initial || b.initial as initials, a.reading || '|' || b.reading as readings from syllables a join syllables b on b.n = a.n + 1
  ), triples as materialized (
    select p.n, p.initials || c.initial as initials from pairs p join syllables c on c.n = p.n + 2
  ), every as (
    select 'I' || initials as token from pairs union select 'I' || initials from triples
    union select 'J' || initials from pairs where n = 1 union select 'J' || initials from triples where n = 1
    union select 'S|' || readings from pairs
    union select 'S|' || reading || '|' from syllables where n = (select max(n) from syllables)
    -- Of the whole the first readings alone: it only brings a full match to the front.
    union select 'W' || left(string_agg(initial, '' order by n), 12) from (select distinct on (n) n, initial from syllables order by n) as usual
  )
  select string_agg(token, E'\x01') from every
$$;

create index search_documents_tokens_idx on search_documents
  using gin (search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot));
create index search_documents_code_idx on search_documents (code);
create index search_documents_county_idx on search_documents (county_code, kind);

-- As in 0001 and 0009: without these the index could not serve a query under row-level security. They compare and cut
-- text; an error of theirs would speak of the question, never of a row.
do $$
begin
  alter function ts_match_vq(tsvector, tsquery) leakproof;
  alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof;
exception when insufficient_privilege then
  raise warning 'searches will be slow: a superuser must run: alter function ts_match_vq(tsvector, tsquery) leakproof; alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof';
end
$$;

alter table search_documents enable row level security;
-- As the elements themselves; areas, streets, estates and matters are open to everyone who is signed in.
create policy search_documents_read on search_documents for select to getu_app using (
  kind = any ((select session_open_kinds() || case when session_user_id() is not null then array['region', 'grid', 'street', 'estate', 'matter'] end)::text[])
  or (kind = any ((select session_local_kinds())::text[])
      and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
);
grant select on search_documents to getu_app;

-- What documents are made of. People and households have none: they are found by keyed hash.
create view search_elements as
select e.county_code, e.kind, e.code, e.id, e.place_code, k.sensitivity = 'open' as is_open, e.name,
       case when e.kind = 'dwelling' then '' else e.address end as address, '' as aliases,
       case when geometrytype(e.geom) = 'POINT' then e.geom
            else st_setsrid(st_makepoint((st_xmin(e.geom) + st_xmax(e.geom)) / 2, (st_ymin(e.geom) + st_ymax(e.geom)) / 2), 4326) end as spot,
       -- A draw with weights (Efraimidis and Spirakis): each kind and each word is spread over all tiers. Houses of one
       -- place are drawn together and stand there in the order of their codes.
       power(((hashtextextended(case e.kind when 'building' then regexp_replace(e.address || ' ' || e.name, '[0-9]', '', 'g')
                                            when 'dwelling' then coalesce(e.building_id::text, e.code) else e.code end, 0) & 4294967295) + 1)::float8 / 4294967297, 1 / k.search_weight)
         - substr(e.code, 9, 10)::float8 * 1e-13 as rank,
       e.updated_at
from elements e join element_kinds k on k.kind = e.kind
where e.valid_to is null and k.sensitivity <> 'restricted';

create view search_areas as
select left(code, 6) as county_code, 'region' as kind, code, 0::bigint as id, code as place_code, true as is_open, name, '' as address, '' as aliases,
       st_centroid(st_envelope(geom)) as spot, 4 - length(code) * 0.01 as rank
from regions
union all
select county_code, 'grid', code, id, code, true, name, '', '', st_centroid(st_envelope(geom)), 2 - right(code, 9)::float8 * 1e-12
from grids where valid_to is null
union all
select '', 'matter', code, 0, '', true, name, '', array_to_string(aliases, E'\n'), null, 3.8 - severity * 0.01
from matters where valid;

create view search_groups as
-- A street is all its pieces in the county, an estate all its houses.
select county_code, 'street' as kind, 'street-' || min(id) as code, min(id) as id, county_code as place_code, true as is_open, name, '' as address, '' as aliases,
       st_centroid(st_extent(geom)::geometry) as spot, 3.5 - length(name) * 0.01 - min(rank) * 0.001 as rank
from ground_features where theme = 'road' and name <> '' group by county_code, name
union all
select b.county_code, 'estate', 'estate-' || min(b.element_id), min(b.element_id), min(e.place_code), true, b.estate, min(regexp_replace(e.address, b.estate || '.*$', '')), '',
       st_centroid(st_extent(e.geom)::geometry), 3.5 - length(b.estate) * 0.01
from building_profiles b join elements e on e.county_code = b.county_code and e.id = b.element_id
where b.estate <> '' and e.valid_to is null group by b.county_code, b.estate;

-- The documents of one county ('' for the matters) as they should be: of its elements, regions and grids those
-- with the given codes (null: all), and its streets and estates.
create function make_search_documents(county text, codes text[], has_groups boolean) returns setof search_documents language sql stable as $$
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
    select name, coalesce(string_agg('|' || coalesce(h.readings, c), '' order by n), '') as pinyin
    from (select distinct name from texts where kind <> 'dwelling') as names
    cross join unnest(string_to_array(name, null)) with ordinality as given (c, n)
    left join han_readings h on h.character = c
    where h.character is not null or c collate "C" between '0' and '9' or c collate "C" between 'a' and 'z'
    group by name
  )
  select search_tier(t.rank), t.rank, t.county_code, t.kind, t.code, t.id, t.place_code, t.is_open, t.name, t.address, t.aliases,
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot
  from texts t left join sounds s on s.name = t.name
$$;

create function add_search_documents(county text, codes text[]) returns void language sql as $$
  insert into search_documents select * from make_search_documents(county, codes, codes is null) order by tier, rank desc
$$;

-- Gives the tiers 4,000, 16,000, 64,000, 256,000 elements and the rest. How many are drawn above a rank follows from the
-- counts of their kinds. Tiers that are right within a factor of two stay, so that documents seldom move.
create function balance_search_tiers() returns void language plpgsql as $$
declare
  counts float8[];
  weights float8[];
  low float8;
  high float8;
begin
  select array_agg(c.count), array_agg(k.search_weight) into counts, weights
  from (select kind, sum(count)::float8 as count from element_counts group by kind) as c join element_kinds k on k.kind = c.kind
  where k.sensitivity <> 'restricted';
  if search_elements_above(0, counts, weights) < 8000
     or search_elements_above((select greatest(lowest_rank, 0) from search_tiers where tier = 0), counts, weights) between 2000 and 8000 then return; end if;
  for wanted in 0 .. 3 loop
    low := 0;
    high := 1;
    for step in 1 .. 40 loop
      if search_elements_above((low + high) / 2, counts, weights) > 4000 * (4 ^ (wanted + 1) - 1) / 3 then low := (low + high) / 2; else high := (low + high) / 2; end if;
    end loop;
    update search_tiers set lowest_rank = case when low > 0 then low else '-infinity' end where tier = wanted;
  end loop;
  update search_documents set tier = search_tier(rank) where tier <> search_tier(rank);
end
$$;
create function search_elements_above(lowest float8, counts float8[], weights float8[]) returns float8 language sql immutable as $$
  select coalesce(sum(count * (1 - power(lowest, weight))), 0) from unnest(counts, weights) as given (count, weight)
$$;

-- Brings the documents of a county ('' for the matters) up to date after a bulk load (getu.bulk), in its transaction and
-- after refresh_county: what the transaction wrote, what has no document yet and what is gone; areas, streets and estates
-- as a whole. Postings wait in a list and are merged at the end, which takes a fraction of the time.
create function refresh_search(county text) returns void language plpgsql security definer
set search_path = public, pg_temp set work_mem = '128MB' set gin_pending_list_limit = '1GB' as $$
declare
  missing text[];
begin
  delete from search_documents d
  where (d.county_code = county or d.county_code in (left(county, 2), left(county, 4)))
    and not exists (select from elements e where e.county_code = d.county_code and e.code = d.code and e.valid_to is null and e.updated_at < now());
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
  perform gin_clean_pending_list(i.indexrelid)
  from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where p.inhparent = 'search_documents'::regclass and a.amname = 'gin';
end
$$;

-- Single writes are followed at once. Lists of waiting postings stay short: every search reads them.
create function follow_elements_in_search() returns trigger language plpgsql security definer
set search_path = public, pg_temp set gin_pending_list_limit = '64kB' as $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op <> 'INSERT' then
    delete from search_documents d using old_rows o where d.code = o.code and d.county_code = o.county_code;
  end if;
  if tg_op <> 'DELETE' then
    for change in select n.county_code, array_agg(n.code) as codes from new_rows n join element_kinds k on k.kind = n.kind where k.sensitivity <> 'restricted' group by n.county_code loop
      perform add_search_documents(change.county_code, change.codes);
    end loop;
  end if;
  return null;
end
$$;
create trigger follow_new_elements_in_search after insert on elements referencing new table as new_rows for each statement execute function follow_elements_in_search();
create trigger follow_old_elements_in_search after delete on elements referencing old table as old_rows for each statement execute function follow_elements_in_search();
create trigger follow_changed_elements_in_search after update on elements referencing old table as old_rows new table as new_rows for each statement execute function follow_elements_in_search();

-- Regions, grids and matters: one trigger function, since each is found by its code and its county follows from that.
create function follow_areas_in_search() returns trigger language plpgsql security definer
set search_path = public, pg_temp set gin_pending_list_limit = '64kB' as $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op <> 'INSERT' then
    delete from search_documents d using old_rows o where d.code = o.code and d.kind = tg_argv[0];
  end if;
  if tg_op <> 'DELETE' then
    for change in select case tg_argv[0] when 'matter' then '' else left(n.code, 6) end as county, array_agg(n.code) as codes from new_rows n group by 1 loop
      delete from search_documents where code = any (change.codes) and kind = tg_argv[0];
      perform add_search_documents(change.county, change.codes);
    end loop;
  end if;
  return null;
end
$$;
create trigger follow_new_regions_in_search after insert on regions referencing new table as new_rows for each statement execute function follow_areas_in_search('region');
create trigger follow_old_regions_in_search after delete on regions referencing old table as old_rows for each statement execute function follow_areas_in_search('region');
create trigger follow_changed_regions_in_search after update on regions referencing old table as old_rows new table as new_rows for each statement execute function follow_areas_in_search('region');
create trigger follow_new_grids_in_search after insert on grids referencing new table as new_rows for each statement execute function follow_areas_in_search('grid');
create trigger follow_old_grids_in_search after delete on grids referencing old table as old_rows for each statement execute function follow_areas_in_search('grid');
create trigger follow_changed_grids_in_search after update on grids referencing old table as old_rows new table as new_rows for each statement execute function follow_areas_in_search('grid');
create trigger follow_new_matters_in_search after insert on matters referencing new table as new_rows for each statement execute function follow_areas_in_search('matter');
create trigger follow_old_matters_in_search after delete on matters referencing old table as old_rows for each statement execute function follow_areas_in_search('matter');
create trigger follow_changed_matters_in_search after update on matters referencing old table as old_rows new table as new_rows for each statement execute function follow_areas_in_search('matter');

-- A street is many pieces and an estate many houses: those of the county are made anew.
create function add_search_groups(county text) returns void language sql as $$
  insert into search_documents select * from make_search_documents(county, '{}', true)
$$;
create function follow_groups_in_search() returns trigger language plpgsql security definer
set search_path = public, pg_temp set gin_pending_list_limit = '64kB' as $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  for change in execute case tg_op when 'INSERT' then 'select distinct county_code from new_rows' when 'DELETE' then 'select distinct county_code from old_rows'
                        else 'select county_code from new_rows union select county_code from old_rows' end loop
    delete from search_documents where county_code = change.county_code and kind in ('street', 'estate');
    perform add_search_groups(change.county_code);
  end loop;
  return null;
end
$$;
create trigger follow_new_streets_in_search after insert on ground_features referencing new table as new_rows for each statement execute function follow_groups_in_search();
create trigger follow_old_streets_in_search after delete on ground_features referencing old table as old_rows for each statement execute function follow_groups_in_search();
create trigger follow_changed_streets_in_search after update on ground_features referencing old table as old_rows new table as new_rows for each statement execute function follow_groups_in_search();
create trigger follow_new_estates_in_search after insert on building_profiles referencing new table as new_rows for each statement execute function follow_groups_in_search();
create trigger follow_old_estates_in_search after delete on building_profiles referencing old table as old_rows for each statement execute function follow_groups_in_search();
create trigger follow_changed_estates_in_search after update on building_profiles referencing old table as old_rows new table as new_rows for each statement execute function follow_groups_in_search();

create function follow_kinds_in_search() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update search_documents set is_open = (new.sensitivity = 'open') where kind = new.kind;
  return null;
end
$$;
create trigger follow_kinds_in_search after update of sensitivity on element_kinds
  for each row when (old.sensitivity <> new.sensitivity) execute function follow_kinds_in_search();

-- Telephones that stand on a door are searched by everyone who sees the thing itself.
create index place_profiles_phone_idx on place_profiles (contact_phone) where contact_phone <> '';
create index organisation_profiles_phone_idx on organisation_profiles (contact_phone) where contact_phone <> '';
create index resource_profiles_phone_idx on resource_profiles (contact_phone) where contact_phone <> '';

-- All pieces of a street, all houses of an estate.
create index ground_features_street_idx on ground_features (county_code, name) where theme = 'road' and name <> '';
create index building_profiles_estate_idx on building_profiles (county_code, estate) where estate <> '';

-- The documents serve what these did.
drop index elements_search_idx;
drop index elements_grams_idx;
drop index elements_name_idx;
drop index ground_features_name_idx;
drop function element_grams(text, text);

select refresh_search(county_code) from (select distinct county_code from elements union select distinct left(code, 6) from regions where length(code) >= 6) as counties;
select refresh_search('');

revoke execute on function
  make_search_documents(text, text[], boolean), add_search_documents(text, text[]), add_search_groups(text), balance_search_tiers(), refresh_search(text),
  follow_elements_in_search(), follow_areas_in_search(), follow_groups_in_search(), follow_kinds_in_search()
from public;
grant select on han_readings to getu_app;
