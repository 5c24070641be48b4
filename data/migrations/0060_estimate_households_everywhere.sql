-- What the machine estimates while it draws grids is what the plan then counts: one function says what is known of the
-- households of a community, and one how many a building has, for the machine and for plans alike.

create function households_source(community text) returns text language sql stable as $$
  select case
    when exists (
      select from elements b join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
      where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null and p.households is not null) then 'registered'
    when exists (select from elements b where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null) then 'estimated'
    else 'unknown' end
$$;
comment on function households_source is 'registered where those of any building are known, else estimated from what stands there; unknown where nothing stands there.';

-- A part stands within its building, whose ground has been reckoned whole.
create function building_households(registered integer, source text, category text, use text, floors integer, height_meters real, footprint geometry) returns integer language sql immutable as $$
  select coalesce(registered, case when source = 'estimated' and category <> 'building_part' then estimated_households(use, floors, height_meters, st_area(footprint::geography)) end, 0)
$$;

create function estimated_households_in(community text, ground geometry) returns integer language sql stable as $$
  select coalesce(sum(building_households(p.households, 'estimated', b.category, p.use, p.floors, p.height_meters, b.geom)), 0)::integer
  from elements b left join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
  where b.place_code >= community and b.place_code < community || ':' and b.kind = 'building' and b.valid_to is null and b.geom && ground
    and st_intersects(ground, case when geometrytype(b.geom) = 'POINT' then b.geom else st_pointonsurface(b.geom) end)
$$;
comment on function estimated_households_in is 'Of a grid, where the households of its community are estimated: grids themselves keep what is registered.';

-- A plan that takes effect keeps its estimates; what is registered is counted anew.
create or replace function give_final_codes(wanted uuid) returns void language plpgsql as $$
begin
  with taken as (
    delete from border_plan_grids b where b.plan_id = wanted returning b.*
  )
  insert into border_plan_grids (plan_id, code, community_code, kind, parent_code, name, geom, base_id, is_new, is_changed, predecessors, households, buildings, places)
  select wanted, a.code, t.community_code, t.kind, a.parent_code, t.name, t.geom, g.id, t.is_new, t.is_changed, a.predecessors,
         case when households_source(t.community_code) = 'registered' then g.households else t.households end, t.buildings, t.places
  from taken t join adoption_grids a on a.provisional = t.code join grids g on g.code = a.code and g.valid_to is null
  order by a.code;  -- the order lets no row in before all are out
  update border_comments c set grid_code = a.code from adoption_grids a where c.plan_id = wanted and c.grid_code = a.provisional and a.is_new;
end
$$;
