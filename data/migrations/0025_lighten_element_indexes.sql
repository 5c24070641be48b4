-- Two indexes of elements that a bulk load waits for.

-- Names of sources and their ids are only asked for equality: sorted byte by byte, without the rules of a language, the
-- index is built in half the time.
drop index elements_source_idx;
create unique index elements_source_idx on elements (county_code, source collate "C", source_id collate "C") where source_id is not null;

-- No statement looks for the parts of a thing.
drop index elements_parent_idx;
