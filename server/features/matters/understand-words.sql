-- $1 words as they were typed
-- In simplified characters (see search_text), and how each sounds.
select search_text($1) as text, pinyin_of(search_text($1)) as sounds
