-- $1 what was typed, $2 its words
-- In the form that documents are written in (see search_text), how it sounds, and whose documents the reader may see.
select search_text($1) as text, pinyin_of(search_text($1)) as sounds,
       array(select search_text(word) from unnest($2::text[]) with ordinality as given (word, n) order by n) as words,
       session_jurisdiction() as jurisdiction, cardinality(session_local_kinds()) > 0 as sees_local,
       (select coalesce(sum(elements) filter (where starts_with(county_code, session_jurisdiction())) * 2 >= sum(elements), length(session_jurisdiction()) <= 6) from map_extents) as is_at_home_everywhere
