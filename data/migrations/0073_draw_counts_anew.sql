-- Counts are now of larger cells and communities: tiles that browsers keep by their version are of before.
insert into tile_changes (layer) select id from tile_layers where counts_below_zoom is not null;
