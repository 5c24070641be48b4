-- A shape's inner point is computed once per element, not once per axis and comparison: counting a county of 113,000
-- buildings is what an import waits for.
create or replace function count_elements_again(county text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from element_counts where county_code = county and kind <> 'key_person';
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select e.county_code, e.kind, e.category, e.place_code, -1, -1, count(*)
  from elements e where e.county_code = county and e.valid_to is null and e.grid_code is not null
  group by 1, 2, 3, 4;
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select county_code, kind, category, place_code, coalesce(cell_of(spot, 0), -1), coalesce(cell_of(spot, 1), -1), count(*)
  from (
    select e.county_code, e.kind, e.category, e.place_code,
           case when geometrytype(e.geom_3857) = 'POINT' then e.geom_3857 else st_pointonsurface(e.geom_3857) end as spot
    from elements e where e.county_code = county and e.valid_to is null and e.grid_code is null
    offset 0  -- keeps the planner from copying the expression into each use
  ) as placed
  group by 1, 2, 3, 4, 5, 6;
end
$$;
