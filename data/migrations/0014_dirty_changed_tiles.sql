-- Every change of what is drawn leaves its box in tile_changes. A bulk load leaves none: refresh_county does it once.

-- Writes one change per layer of an element kind and community, with the points where its counts are drawn.
create function dirty_element_tiles(kinds text[], places text[], shapes geometry[]) returns void language sql volatile security definer set search_path = public, pg_temp as $$
  with touched as (
    select kind, left(place, 12) as community, array_agg(distinct place) as places, st_extent(shape)::geometry as reach
    from unnest(kinds, places, shapes) as given (kind, place, shape)
    group by 1, 2
  ), boxes as (
    select t.kind, st_setsrid(t.reach, 3857) as reach,
           (select st_setsrid(st_extent(p.geom)::geometry, 3857) from place_points p
            where p.code = any (t.places) or p.code in (t.community, left(t.community, 9))) as points
    from touched t
  )
  insert into tile_changes (layer, box, counts_box)
  select l.id, box_around(b.reach), box_around(st_collect(b.reach, b.points))
  from boxes b join tile_layers l on l.kind = b.kind and l.source in ('building', 'element', 'key_person')
$$;

create function dirty_tiles_of_elements() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'INSERT' then
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857)) from new_rows where kind not in ('dwelling', 'household', 'person') having count(*) > 0;
  elsif tg_op = 'DELETE' then
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857)) from old_rows where kind not in ('dwelling', 'household') having count(*) > 0;
  else
    perform dirty_element_tiles(array_agg(kind), array_agg(place_code), array_agg(geom_3857))
    from (select kind, place_code, geom_3857 from new_rows union all select kind, place_code, geom_3857 from old_rows) as both_sides
    where kind not in ('dwelling', 'household') having count(*) > 0;
  end if;
  return null;
end
$$;
create trigger dirty_tiles_of_new_elements after insert on elements referencing new table as new_rows
  for each statement execute function dirty_tiles_of_elements();
create trigger dirty_tiles_of_old_elements after delete on elements referencing old table as old_rows
  for each statement execute function dirty_tiles_of_elements();
create trigger dirty_tiles_of_changed_elements after update on elements referencing old table as old_rows new table as new_rows
  for each statement execute function dirty_tiles_of_elements();

-- Profiles that a tile carries: a building's figures, a hazard's state, who is a key person.
create function dirty_tiles_of_profiles() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  for change in
    select e.county_code, array_agg(e.kind) as kinds, array_agg(e.place_code) as places, array_agg(e.geom_3857) as shapes
    from rows_touched t join elements e on e.county_code = t.county_code and e.id = t.element_id
    group by e.county_code loop
    if tg_table_name = 'key_person_profiles' then
      perform refresh_key_persons(change.county_code, (select array_agg(distinct place) from unnest(change.places) as place));
    end if;
    perform dirty_element_tiles(change.kinds, change.places, change.shapes);
  end loop;
  return null;
end
$$;
do $$
declare
  profile text;
begin
  foreach profile in array array['building_profiles', 'hazard_profiles', 'key_person_profiles'] loop
    execute format('create trigger dirty_tiles_of_new_%s after insert on %I referencing new table as rows_touched for each statement execute function dirty_tiles_of_profiles()', profile, profile);
    execute format('create trigger dirty_tiles_of_old_%s after delete on %I referencing old table as rows_touched for each statement execute function dirty_tiles_of_profiles()', profile, profile);
    execute format('create trigger dirty_tiles_of_changed_%s after update on %I referencing new table as rows_touched for each statement execute function dirty_tiles_of_profiles()', profile, profile);
  end loop;
end
$$;

create function dirty_tiles_of_ground() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_bulk_load() then return null; end if;
  insert into tile_changes (layer, box)
  select l.id, box_around(st_setsrid(st_extent(t.geom_3857)::geometry, 3857))
  from rows_touched t join tile_layers l on l.source = 'ground' and l.kind = t.theme
  group by l.id;
  return null;
end
$$;
create trigger dirty_tiles_of_new_ground after insert on ground_features referencing new table as rows_touched
  for each statement execute function dirty_tiles_of_ground();
create trigger dirty_tiles_of_old_ground after delete on ground_features referencing old table as rows_touched
  for each statement execute function dirty_tiles_of_ground();
-- Both sides of a change: where it was and where it is.
create trigger dirty_tiles_of_left_ground after update on ground_features referencing old table as rows_touched
  for each statement execute function dirty_tiles_of_ground();
create trigger dirty_tiles_of_changed_ground after update on ground_features referencing new table as rows_touched
  for each statement execute function dirty_tiles_of_ground();

-- A change of grids rewrites their generalised shapes, their points, and dirties every layer that counts per grid.
create function follow_changed_grids(counties text[], shapes geometry[]) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change record;
begin
  for change in
    select county, st_collect(shape) as area from unnest(counties, shapes) as given (county, shape) group by county loop
    perform refresh_grid_shapes(change.county, change.area);
    perform refresh_place_points(change.county);
    insert into tile_changes (layer, box, counts_box)
    select l.id, case when l.counts_below_zoom is null then box_around(change.area) else st_geomfromtext('polygon empty', 3857) end, box_around(change.area)
    from tile_layers l where l.source in ('grid', 'grid_label') or l.counts_below_zoom is not null;
  end loop;
end
$$;
create function follow_grids() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'UPDATE' then
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857))
    from (select county_code, geom_3857 from new_rows union all select county_code, geom_3857 from old_rows) as both_sides having count(*) > 0;
  elsif tg_op = 'INSERT' then
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857)) from new_rows having count(*) > 0;
  else
    perform follow_changed_grids(array_agg(county_code), array_agg(geom_3857)) from old_rows having count(*) > 0;
  end if;
  return null;
end
$$;
create trigger follow_new_grids after insert on grids referencing new table as new_rows for each statement execute function follow_grids();
create trigger follow_old_grids after delete on grids referencing old table as old_rows for each statement execute function follow_grids();
create trigger follow_changed_grids after update on grids referencing old table as old_rows new table as new_rows
  for each statement execute function follow_grids();

create function follow_regions() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  prefix text;
begin
  if is_bulk_load() then return null; end if;
  for prefix in select distinct left(code, 2) from rows_touched loop perform refresh_region_shapes(prefix); end loop;
  for prefix in select distinct left(code, 6) from rows_touched loop perform refresh_place_points(prefix); end loop;
  -- A simplified arc may change all along: the whole province's regions are drawn again.
  insert into tile_changes (layer, box, counts_box)
  select l.id, case when l.counts_below_zoom is null then box_around(touched.area) else st_geomfromtext('polygon empty', 3857) end, box_around(touched.area)
  from (select st_setsrid(st_extent(r.geom_3857)::geometry, 3857) as area from regions r
        where left(r.code, 2) in (select left(code, 2) from rows_touched)) as touched, tile_layers l
  where l.source in ('region', 'region_label') or l.counts_below_zoom is not null;
  return null;
end
$$;
create trigger follow_new_regions after insert on regions referencing new table as rows_touched for each statement execute function follow_regions();
create trigger follow_old_regions after delete on regions referencing old table as rows_touched for each statement execute function follow_regions();
create trigger follow_changed_regions after update on regions referencing new table as rows_touched for each statement execute function follow_regions();

create table map_extents (
  county_code text collate "C" primary key,
  elements bigint not null,
  box geometry(Polygon, 4326) not null
);
comment on table map_extents is 'Where a county''s elements, grids and ground lie: the view that the map opens with.';
alter table map_extents enable row level security;
create policy map_extents_read on map_extents for select to getu_app using ((select session_user_id()) is not null);
grant select on map_extents to getu_app;

-- Everything that is derived from a county's rows, after a bulk load: counts, key persons, generalised borders, points,
-- the extent, and the tiles. Safe to call again.
create function refresh_county(county text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  extent geometry;
  children boolean;
begin
  perform count_elements_again(county);
  perform refresh_key_persons(county);
  select exists (select from regions r where r.geom is not null and r.code >= left(county, 2) and r.code < left(county, 2) || ':') into children;
  if children then perform refresh_region_shapes(left(county, 2)); end if;
  perform refresh_grid_shapes(county);
  perform refresh_place_points(county);
  select st_setsrid(st_extent(box)::geometry, 4326) into extent from (
    select st_extent(e.geom)::geometry as box from elements e where e.county_code = county
    union all select st_extent(f.geom)::geometry from ground_features f where f.county_code = county
    union all select st_extent(r.geom)::geometry from regions r where r.code >= county and r.code < county || ':'
  ) as parts;
  delete from map_extents where county_code = county;
  if extent is not null then
    insert into map_extents (county_code, elements, box)
    select county, (select coalesce(sum(count), 0) from element_counts where county_code = county),
           st_makeenvelope(st_xmin(extent) - 1e-4, st_ymin(extent) - 1e-4, st_xmax(extent) + 1e-4, st_ymax(extent) + 1e-4, 4326);
    insert into tile_changes (layer, box, counts_box)
    select l.id, drawn.box, drawn.box
    from (select box_around(st_transform(st_intersection(box, st_makeenvelope(-180, -85.06, 180, 85.06, 4326)), 3857)) as box from map_extents where county_code = county) as drawn, tile_layers l;
  else
    insert into tile_changes (layer) select id from tile_layers;  -- the county is empty now: whatever was drawn is gone
  end if;
  delete from tile_changes where at < now() - interval '7 days';
end
$$;
comment on function refresh_county is 'Call once at the end of a bulk load (getu.bulk) of a county, in its transaction.';
