-- grid_code and community_code are derived: the database keeps them right when an element moves or a grid changes.
-- Invariant: every element inside a community lies in exactly one grid (a point on a border goes to the lower code).

create function element_place(shape geometry, out grid text, out community text) language plpgsql stable as $$
declare
  spot geometry := case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end;
begin
  select g.code, g.community_code into grid, community
  from grids g
  where g.valid_to is null and g.kind <> 'micro' and g.geom && spot and st_intersects(g.geom, spot)
  order by g.code limit 1;
  if community is null then
    select r.code into community
    from regions r
    where r.level in ('community', 'street') and r.geom && spot and st_intersects(r.geom, spot)
    order by length(r.code) desc, r.code limit 1;
  end if;
end
$$;
comment on function element_place is 'The grid, or on ground without grids the community or street, that holds the shape''s inner point.';

-- A bulk load writes the derived columns itself, set-wise (see place_elements), and says so with getu.bulk.
create function derive_element_place() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('getu.bulk', true), '') <> 'on' then
    select place.grid, place.community into new.grid_code, new.community_code from element_place(new.geom) as place;
  end if;
  return new;
end
$$;
create trigger derive_element_place before insert or update of geom on elements
  for each row execute function derive_element_place();

-- Everyone and everything in a building stands at the building's point: they move with it.
create function move_building_content() returns trigger language plpgsql as $$
begin
  update elements set geom = st_pointonsurface(new.geom), version = version + 1, updated_at = now()
  where county_code = new.county_code and building_id = new.id and id <> new.id;
  return null;
end
$$;
create trigger move_building_content after update of geom on elements
  for each row when (new.kind = 'building' and not st_equals(old.geom, new.geom)) execute function move_building_content();

-- Recomputes the place of every element whose box meets `area` (all of the county when null); answers how many changed.
create function place_elements(county text, area geometry default null) returns bigint language sql as $$
  with touched as (
    select e.county_code, e.id,
           case when geometrytype(e.geom) = 'POINT' then e.geom else st_pointonsurface(e.geom) end as spot,
           e.grid_code, e.community_code
    from elements e
    where e.county_code = county and (area is null or e.geom && area)
  ), placed as (
    select t.county_code, t.id, t.grid_code as old_grid, t.community_code as old_community,
           g.code as grid, coalesce(g.community_code, r.code) as community
    from touched t
    left join lateral (
      select g.code, g.community_code from grids g
      where g.valid_to is null and g.kind <> 'micro' and g.geom && t.spot and st_intersects(g.geom, t.spot)
      order by g.code limit 1
    ) g on true
    left join lateral (
      select r.code from regions r
      where g.code is null and r.level in ('community', 'street') and r.geom && t.spot and st_intersects(r.geom, t.spot)
      order by length(r.code) desc, r.code limit 1
    ) r on true
  ), changed as (
    update elements e set grid_code = p.grid, community_code = p.community, version = version + 1, updated_at = now()
    from placed p
    where e.county_code = p.county_code and e.id = p.id
      and (p.old_grid, p.old_community) is distinct from (p.grid, p.community)
    returning 1
  )
  select count(*) from changed
$$;

create function place_elements_of_changed_grids() returns trigger language plpgsql as $$
declare
  change record;
begin
  if coalesce(current_setting('getu.bulk', true), '') = 'on' then return null; end if;
  if tg_op = 'INSERT' then
    for change in select county_code, st_union(geom) as area from new_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  elsif tg_op = 'DELETE' then
    for change in select county_code, st_union(geom) as area from old_grids group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  else
    for change in
      select county_code, st_union(geom) as area
      from (select county_code, geom from old_grids union all select county_code, geom from new_grids) as both_sides
      group by county_code loop
      perform place_elements(change.county_code, change.area);
    end loop;
  end if;
  return null;
end
$$;
create trigger place_elements_of_new_grids after insert on grids referencing new table as new_grids
  for each statement execute function place_elements_of_changed_grids();
create trigger place_elements_of_old_grids after delete on grids referencing old table as old_grids
  for each statement execute function place_elements_of_changed_grids();
create trigger place_elements_of_moved_grids after update on grids referencing old table as old_grids new table as new_grids
  for each statement execute function place_elements_of_changed_grids();
