-- Numbers are what the names of things that stand by the thousand differ in, and their pairs of digits are in most of
-- them: 0010 is found by 001 and 010, not by 00, 01 and 10.

-- The triples of all numbers of three digits and more. They are run together: a triple over a seam is one token too many.
create function marked_numbers(body text, mark text) returns text language sql immutable parallel safe as $$
  select case when body ~ '[0-9]{3}' then marked_triples(regexp_replace(body, '(?<![0-9])[0-9]{1,2}(?![0-9])|[^0-9]+', '', 'g'), mark) end
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
    marked_pairs(name, ''), marked_numbers(name, ''),
    'P' || left(name, 1), 'P' || left(name, 2), case when length(name) <= 32 then 'E' || name end,
    marked_pairs(address, 'A'), marked_numbers(address, 'A'),
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

drop index search_documents_tokens_idx;
select index_search_documents();
