-- The totals of a county are sums over all counts of its grids, and over all persons who are cared for: both are read from an index alone.
drop index element_counts_place_idx;
create index element_counts_place_idx on element_counts (place_code) include (kind, category, count);
drop index key_person_spots_place_idx;
create index key_person_spots_place_idx on key_person_spots (place_code) include (type, county_code, element_id);
