-- The dictionaries that name what grids and key persons are.
update tile_layers set category_type = 'grid_kind' where source in ('grid', 'grid_label');
update tile_layers set category_type = 'key_person_type' where source = 'key_person';
