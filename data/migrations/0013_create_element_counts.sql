-- Counts of elements per grid, kept right by statement-level triggers: what low zooms draw, and what totals of areas add up.
create table element_counts (
  county_code text collate "C" not null,
  kind text not null,
  category text not null,
  place_code text collate "C" not null,
  cell_x integer not null,
  cell_y integer not null,
  count integer not null,
  primary key (kind, place_code, cell_x, cell_y, category, county_code)
);
comment on table element_counts is 'Current elements per kind, category and smallest known area. Kind key_person counts persons who are cared for.';
comment on column element_counts.cell_x is 'Column of the zoom-15 tile that holds elements without a grid; -1 for those in a grid.';
create index element_counts_cell_idx on element_counts (kind, cell_x, cell_y) where cell_x >= 0;
alter table element_counts enable row level security;
create policy element_counts_read on element_counts for select to getu_app using (
  kind = any ((select session_open_kinds())::text[])
  or ((kind = any ((select session_local_kinds())::text[]) or (kind = 'key_person' and 'person' = any ((select session_local_kinds())::text[])))
      and place_code >= (select session_place_from()) and place_code < (select session_place_until()))
);
grant select on element_counts to getu_app;

-- Key persons with their point: few among many persons, so they are found without reading these.
create table key_person_spots (
  county_code text collate "C" not null,
  element_id bigint not null,
  type text not null,
  level text not null,
  building_id bigint,
  grid_code text collate "C",
  place_code text collate "C" not null,
  geom_3857 geometry(Point, 3857) not null,
  primary key (county_code, element_id, type),
  foreign key (county_code, element_id) references elements (county_code, id) on delete cascade
);
create index key_person_spots_geom_3857_idx on key_person_spots using gist (geom_3857);
create index key_person_spots_place_idx on key_person_spots (place_code);
alter table key_person_spots enable row level security;
create policy key_person_spots_read on key_person_spots for select to getu_app using (
  'person' = any ((select session_local_kinds())::text[])
  and place_code >= (select session_place_from()) and place_code < (select session_place_until())
);
grant select on key_person_spots to getu_app;

-- A map query meets few kinds: people and dwellings, by far the most, are never drawn one by one and stay out of its indexes.
drop index elements_geom_3857_idx;
create index elements_buildings_3857_idx on elements using gist (geom_3857) where kind = 'building' and valid_to is null;
create index elements_drawn_3857_idx on elements using gist (geom_3857)
  where kind not in ('building', 'dwelling', 'household', 'person') and valid_to is null;

-- The figures of a building are open like the building itself; asking the master row by row would double a tile's cost.
drop policy building_profiles_read on building_profiles;
create policy building_profiles_read on building_profiles for select to getu_app using (
  'building' = any ((select session_open_kinds())::text[])
  or exists (select from elements e where e.county_code = building_profiles.county_code and e.id = building_profiles.element_id)
);

-- Column or row (axis 0 or 1) of the zoom-15 tile that holds the shape's inner point; null outside the tile square.
create function cell_of(shape geometry, axis integer) returns integer language sql immutable parallel safe as $$
  select case when at between 0 and 32767 then at end
  from (select floor(case axis when 0 then st_x(spot) + 20037508.342789244 else 20037508.342789244 - st_y(spot) end / 1222.9924525624949)::integer as at
        from (select case when geometrytype(shape) = 'POINT' then shape else st_pointonsurface(shape) end as spot) as inner_point) as cell
$$;

create function count_elements_again(county text) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from element_counts where county_code = county and kind <> 'key_person';
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select e.county_code, e.kind, e.category, e.place_code, -1, -1, count(*)
  from elements e where e.county_code = county and e.valid_to is null and e.grid_code is not null
  group by 1, 2, 3, 4;
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select e.county_code, e.kind, e.category, e.place_code, coalesce(cell_of(e.geom_3857, 0), -1), coalesce(cell_of(e.geom_3857, 1), -1), count(*)
  from elements e where e.county_code = county and e.valid_to is null and e.grid_code is null
  group by 1, 2, 3, 4, 5, 6;
end
$$;

-- Rewrites the key persons' spots and counts in the given places (all of the county when null).
create function refresh_key_persons(county text, places text[] default null) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from key_person_spots s where s.county_code = county and (places is null or s.place_code = any (places));
  insert into key_person_spots (county_code, element_id, type, level, building_id, grid_code, place_code, geom_3857)
  select e.county_code, e.id, k.type, k.level, e.building_id, e.grid_code, e.place_code, st_centroid(e.geom_3857)
  from key_person_profiles k join elements e on e.county_code = k.county_code and e.id = k.element_id
  where k.county_code = county and e.kind = 'person' and e.valid_to is null and (places is null or e.place_code = any (places))
  on conflict (county_code, element_id, type) do update
    set level = excluded.level, building_id = excluded.building_id, grid_code = excluded.grid_code, place_code = excluded.place_code, geom_3857 = excluded.geom_3857;
  delete from element_counts c where c.county_code = county and c.kind = 'key_person' and (places is null or c.place_code = any (places));
  insert into element_counts (county_code, kind, category, place_code, cell_x, cell_y, count)
  select s.county_code, 'key_person', '', s.place_code,
         case when s.grid_code is null then coalesce(cell_of(s.geom_3857, 0), -1) else -1 end,
         case when s.grid_code is null then coalesce(cell_of(s.geom_3857, 1), -1) else -1 end, count(distinct s.element_id)
  from key_person_spots s
  where s.county_code = county and (places is null or s.place_code = any (places))
  group by 1, 4, 5, 6;
end
$$;

create function is_bulk_load() returns boolean language sql stable as $$
  select coalesce(current_setting('getu.bulk', true), '') = 'on'
$$;

-- Adds what a statement brought and takes away what it removed. Rows in key order, so that two writers never wait for each other in a circle.
create function add_to_element_counts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'INSERT' then
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, count(*)
    from (select n.*, case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from new_rows n where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  elsif tg_op = 'DELETE' then
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, -count(*)
    from (select o.*, case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from old_rows o where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  else
    insert into element_counts as c (county_code, kind, category, place_code, cell_x, cell_y, count)
    select county_code, kind, category, place_code, cell_x, cell_y, sum(delta)
    from (select county_code, kind, category, place_code, 1 as delta,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end as cell_x,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end as cell_y
          from new_rows where valid_to is null
          union all
          select county_code, kind, category, place_code, -1,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 0), -1) else -1 end,
                 case when grid_code is null then coalesce(cell_of(geom_3857, 1), -1) else -1 end
          from old_rows where valid_to is null) as counted
    group by 1, 2, 3, 4, 5, 6 having sum(delta) <> 0 order by 2, 4, 5, 6, 3, 1
    on conflict (kind, place_code, cell_x, cell_y, category, county_code) do update set count = c.count + excluded.count;
  end if;
  return null;
end
$$;
create trigger count_new_elements after insert on elements referencing new table as new_rows
  for each statement execute function add_to_element_counts();
create trigger count_old_elements after delete on elements referencing old table as old_rows
  for each statement execute function add_to_element_counts();
create trigger count_changed_elements after update on elements referencing old table as old_rows new table as new_rows
  for each statement execute function add_to_element_counts();

create function refresh_key_persons_of_changed_elements() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  change record;
begin
  if is_bulk_load() then return null; end if;
  if tg_op = 'DELETE' then
    for change in select county_code, array_agg(distinct place_code) as places from old_rows where kind = 'person' group by county_code loop
      perform refresh_key_persons(change.county_code, change.places);
    end loop;
  else
    for change in
      select county_code, array_agg(distinct place_code) as places
      from (select o.county_code, unnest(array[o.place_code, n.place_code]) as place_code
            from old_rows o join new_rows n on n.county_code = o.county_code and n.id = o.id
            where n.kind = 'person' and exists (select from key_person_profiles k where k.county_code = n.county_code and k.element_id = n.id)
              and ((o.place_code, o.building_id, o.valid_to) is distinct from (n.place_code, n.building_id, n.valid_to) or not o.geom ~= n.geom)) as moved
      group by county_code loop
      perform refresh_key_persons(change.county_code, change.places);
    end loop;
  end if;
  return null;
end
$$;
create trigger refresh_key_persons_of_old_elements after delete on elements referencing old table as old_rows
  for each statement execute function refresh_key_persons_of_changed_elements();
create trigger refresh_key_persons_of_changed_elements after update on elements referencing old table as old_rows new table as new_rows
  for each statement execute function refresh_key_persons_of_changed_elements();

-- What is drawn from afar: few among very many.
create index ground_features_overview_idx on ground_features using gist (geom_3857) where rank <= 5;
