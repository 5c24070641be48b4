-- An area that covers whole grids is answered from what was counted in them (element_counts), and its nearest rows are
-- read grid by grid.
create index element_counts_place_idx on element_counts (place_code);
-- A category is one theme of many.
drop index elements_place_idx;
create index elements_place_idx on elements (place_code, kind, category);
-- Shapes of more than 90 m may stand far out of their grid: the few of them are asked apart.
create index elements_large_idx on elements using gist (geom) where greatest(st_xmax(geom) - st_xmin(geom), st_ymax(geom) - st_ymin(geom)) > 0.001;
