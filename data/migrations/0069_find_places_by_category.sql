-- A place is found by what it is: 咖啡馆 finds Starbucks. Its document keeps the code of its category, one token (T); which codes a word
-- means is asked of the dictionary when somebody types it, so that a title may change without a document.
create or replace view search_elements as
select e.county_code, e.kind, e.code, e.id, left(e.place_code, 12) as place_code, k.sensitivity = 'open' as is_open, e.name,
       case when e.kind = 'dwelling' then '' else e.address end as address, case when e.kind = 'place' then e.category else '' end as aliases,
       case when geometrytype(e.geom) = 'POINT' then e.geom
            else st_setsrid(st_makepoint((st_xmin(e.geom) + st_xmax(e.geom)) / 2, (st_ymin(e.geom) + st_ymax(e.geom)) / 2), 4326) end as spot,
       -- A draw with weights (Efraimidis and Spirakis): each kind and each word is spread over all tiers. Houses of one
       -- place are drawn together and stand there in the order of their codes.
       power(((hashtextextended(case e.kind when 'building' then translate(e.address || ' ' || e.name, '0123456789', '')
                                            when 'dwelling' then coalesce(e.building_id::text, e.code) else e.code end, 0) & 4294967295) + 1)::float8 / 4294967297, 1 / k.search_weight)
         - substr(e.code, 9, 10)::float8 * 1e-13 as rank,
       e.updated_at
from elements e join element_kinds k on k.kind = e.kind
where e.valid_to is null and k.sensitivity <> 'restricted' and (e.name <> '' or e.address <> '');

create or replace function search_tokens(name text, address text, aliases text, pinyin text, kind text, place_code text, is_open boolean, spot geometry) returns tsvector
language plpgsql immutable parallel safe as $$
declare
  tokens text;
  numbers_in_name text := long_numbers(name);
  numbers_in_address text := long_numbers(address);
  initials text;
  -- Column and row of the cell that halves the world's width and height 15 times, from the south-west corner.
  x integer := floor((st_x(spot) + 180) / 360 * 32768);
  y integer := floor((st_y(spot) + 90) / 360 * 32768);
begin
  tokens := concat_ws(E'\x01',
    'P' || left(name, 1), 'P' || left(name, 2), case when length(name) <= 32 then 'E' || name end,
    marked_pairs(address, 'A'), marked_triples(numbers_in_address, 'A'),
    'K' || kind, case when is_open then 'O' end,
    'L' || left(place_code, 6), 'L' || left(place_code, 9), 'L' || left(place_code, 12), 'L' || left(place_code, 15),
    'C15/' || x || '/' || y, 'C13/' || (x >> 2) || '/' || (y >> 2), 'C11/' || (x >> 4) || '/' || (y >> 4), 'C8/' || (x >> 7) || '/' || (y >> 7));
  if kind = 'building' then
    tokens := concat_ws(E'\x01', tokens, 'B' || substring(name from '([0-9]+)(?:号楼|号院|栋|幢|座|号|楼)$'), 'B' || substring(address from '([0-9]+)(?:号楼|号院|栋|幢|座)$'));
  end if;
  if kind = 'place' then
    tokens := concat_ws(E'\x01', tokens, 'T' || nullif(aliases, ''));
  elsif aliases <> '' then
    tokens := concat_ws(E'\x01', tokens, marked_pairs(aliases, ''));
  end if;
  if name <> '' then
    tokens := concat_ws(E'\x01', tokens, marked_pairs(name, ''), marked_triples(numbers_in_name, ''));
    -- Dwellings are by far the most: one character or pinyin would find thousands of them and help nobody.
    if kind <> 'dwelling' then
      tokens := concat_ws(E'\x01', tokens, array_to_string(string_to_array(name, null), E'\x01'));
    end if;
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

comment on column search_documents.aliases is 'Of a matter how residents say it, one a line; of a place the code of its category.';

-- Only the documents of places change, and their words alone; the postings wait in a list and are merged once.
set local gin_pending_list_limit = '64MB';
update search_documents d set aliases = search_text(e.category)
from elements e
where d.kind = 'place' and e.county_code = d.county_code and e.id = d.id and e.kind = 'place' and e.valid_to is null and e.category <> '';
select merge_search_postings();
