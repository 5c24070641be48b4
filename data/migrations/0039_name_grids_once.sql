-- Most grids have their community's name in front already; everything that names a place asks this function.
create or replace function place_name(place text) returns text language sql stable as $$
  select coalesce(
    (select case when starts_with(g.name, r.name) then g.name else r.name || g.name end
     from grids g join regions r on r.code = g.community_code where g.code = place and g.valid_to is null),
    (select name from regions where code = place), '')
$$;
