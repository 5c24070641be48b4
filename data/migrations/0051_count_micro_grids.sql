-- Adoption counted what lies in a grid by the place of each house, which is never a micro-grid: it had no households afterwards.
create or replace function move_counts(county text, codes text[]) returns void language plpgsql as $$
begin
  update key_person_spots s set grid_code = m.new_place, place_code = m.new_place
  from adoption_moves m where m.kind = 'person' and s.county_code = county and s.element_id = m.id;
  insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
  select county, kind, category, place, cell_x, cell_y, sum(delta)
  from (
    select kind, category, new_place as place, -1 as cell_x, -1 as cell_y, 1 as delta from adoption_moves where is_current
    union all
    select kind, category, old_place, cell_x, cell_y, -1 from adoption_moves where is_current
    union all
    select 'key_person', '', new_place, -1, -1, 1 from adoption_moves m where is_current and kind = 'person' and exists (select from key_person_spots s where s.county_code = county and s.element_id = m.id)
    union all
    select 'key_person', '', old_place, cell_x, cell_y, -1 from adoption_moves m where is_current and kind = 'person' and exists (select from key_person_spots s where s.county_code = county and s.element_id = m.id)
  ) as moved
  group by 2, 3, 4, 5, 6 having sum(delta) <> 0 order by 2, 4, 5, 6, 3
  on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  delete from element_counts where count = 0 and place_code in (select old_place from adoption_moves);
  -- As plans count them: by what is known of the houses. Those of a micro-grid lie in the grid around it.
  update grids g
  set households = coalesce((select sum(p.households) from elements e join building_profiles p on p.county_code = e.county_code and p.element_id = e.id
                             where e.county_code = county and e.place_code = case when g.kind = 'micro' then g.parent_code else g.code end
                               and e.kind = 'building' and e.valid_to is null and (g.kind <> 'micro' or st_intersects(g.geom, st_pointonsurface(e.geom)))), 0)
  where g.valid_to is null and g.code = any (codes);
end
$$;
