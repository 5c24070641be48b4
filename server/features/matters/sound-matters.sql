-- How the names and sayings of the catalogue sound, as pinyin_of writes it: each phrase once.
with phrases as materialized (
  select distinct phrase, search_text(phrase) as text from matters, unnest(name || aliases) as phrase
)
select phrase, string_agg('|' || sound_of(c, h.readings), '' order by n) as sound
from phrases cross join unnest(string_to_array(text, null)) with ordinality as given (c, n)
left join han_readings h on h.character = c
group by phrase
