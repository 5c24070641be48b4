-- Two thirds of all elements are people and households. Their names are masked and their addresses are their building's,
-- so that an index over them finds little and costs much: they are found by keyed hash, by code, or inside one community.
drop index elements_search_idx;
drop index elements_grams_idx;
drop index elements_name_idx;
create index elements_search_idx on elements using gin (search_text gin_trgm_ops) where kind not in ('household', 'person');
create index elements_grams_idx on elements using gin (element_grams(name, address)) where kind not in ('household', 'person');
create index elements_name_idx on elements (name text_pattern_ops) where kind not in ('household', 'person');
