-- The telephone on an entrance board finds the house, that of a grid worker the grid.
create index duties_phone_idx on duties (phone) where valid_to is null and phone <> '';
