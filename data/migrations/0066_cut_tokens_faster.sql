-- The tokens of a document are the same as before; making them takes a third less, which is a twelfth of an import. A function
-- is put into its caller's expression only where what it is given stands in a variable: numbers are therefore picked out first.
-- Short ones, as most house numbers are, are their own triples.
create or replace function marked_triples(body text, mark text) returns text language sql immutable parallel safe as $$
  select case length(body)
    when 3 then mark || body || E'\x01'
    when 4 then mark || left(body, 3) || E'\x01' || mark || right(body, 3) || E'\x01'
    else regexp_replace(left(body, length(body) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 2, (length(body) - 1) / 3 * 3), '...', mark || E'\\&\x01', 'g')
      || regexp_replace(substr(body, 3, (length(body) - 2) / 3 * 3), '...', mark || E'\\&\x01', 'g') end
$$;

-- All numbers of three digits and more, run together: a triple over a seam is one token too many.
create function long_numbers(body text) returns text language sql immutable parallel safe as $$
  select case when body ~ '[0-9]{3}' then regexp_replace(body, '(?<![0-9])[0-9]{1,2}(?![0-9])|[^0-9]+', '', 'g') end
$$;

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
  if aliases <> '' then
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
drop function marked_numbers(text, text);

-- A function that is replaced is no longer leakproof until that is said again; for the reason see where it was made.
do $$
begin
  alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof;
exception when insufficient_privilege then
  raise warning 'searches will be slow: a superuser must run: alter function search_tokens(text, text, text, text, text, text, boolean, geometry) leakproof';
end
$$;
