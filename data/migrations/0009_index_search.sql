-- Search by names, addresses and codes (substring) under row-level security.

-- As with the bounding box in 0001: an index can serve a condition only if its functions are leakproof. These compare
-- text and answer yes or no; an error of theirs would speak of the pattern, never of a row.
do $$
begin
  alter function textlike(text, text) leakproof;
  alter function arraycontains(anyarray, anyarray) leakproof;
exception when insufficient_privilege then
  raise warning 'searches will be slow: a superuser must run: alter function textlike(text, text) leakproof; alter function arraycontains(anyarray, anyarray) leakproof';
end
$$;

-- Pairs of neighbouring characters: trigrams cannot find a term of two characters, and most Chinese terms are that short.
-- The even pairs and the odd pairs, each cut by one pass of a regular expression.
create function element_grams(name text, address text) returns text[] language plpgsql immutable strict parallel safe as $$
declare
  body text := lower(name || ' ' || address);
begin
  return string_to_array(regexp_replace(body, '(..)', '\1' || chr(1), 'g') || chr(1) || regexp_replace(substr(body, 2), '(..)', '\1' || chr(1), 'g'), chr(1));
end
$$;
do $$
begin
  alter function element_grams(text, text) leakproof;
exception when insufficient_privilege then
  raise warning 'searches for two characters will be slow: a superuser must run: alter function element_grams(text, text) leakproof';
end
$$;
create index elements_grams_idx on elements using gin (element_grams(name, address));
create index elements_name_idx on elements (name text_pattern_ops);
create index ground_features_name_idx on ground_features using gin (name gin_trgm_ops) where name <> '';
