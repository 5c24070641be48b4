-- $1 what was typed, $2 its words, $3 other words for it
-- In the form that documents are written in (see search_text), how it sounds, and whose documents the reader may see. The sounds are
-- those of pinyin_of, whose own plan would be made anew for each search.
with typed as materialized (
  select search_text($1) as text
), sounds as (
  select coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '') as sounds
  from unnest(string_to_array((select text from typed), null)) with ordinality as given (c, n)
  left join han_readings h on h.character = c
)
select text, sounds,
       array(select search_text(word) from unnest($2::text[]) with ordinality as given (word, n) order by n) as words,
       array(select search_text(d.code) from dictionaries d
             where d.type = 'category.place' and d.valid
               and exists (select from unnest(array[text] || $3::text[]) as word where length(word) > 1 and strpos(d.name, word) > 0)) as categories,
       session_jurisdiction() as jurisdiction, cardinality(session_local_kinds()) > 0 as sees_local,
       'person' = any (session_local_kinds()) and 'person' <> all (session_counted_only_kinds()) as sees_people,
       (select coalesce(sum(elements) filter (where starts_with(county_code, session_jurisdiction())) * 2 >= sum(elements), length(session_jurisdiction()) <= 6) from map_extents) as is_at_home_everywhere
from typed, sounds
