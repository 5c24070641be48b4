-- An adoption redraws the grids that it touches and those beside them. It drew all in the box around what it touched of each
-- street, which was nearly the whole county.
create function redraw_grids(redrawn text[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from border_shapes s where s.layer = 'grids' and s.code = any (redrawn);
  insert into border_shapes (layer, band, code, geom)
  with written as (
    select g.code, g.geom_3857 from grids g where g.valid_to is null and g.kind <> 'micro' and g.code = any (redrawn)
  ), read as (
    select g.code, g.geom_3857 from grids g
    where g.valid_to is null and g.kind <> 'micro' and exists (select from written w where w.geom_3857 && g.geom_3857)
  )
  select 'grids', shape.band, shape.code, shape.geom
  from (select array_agg(code) as codes, array_agg(geom_3857) as shapes from read) as given,
       generalise_borders(given.codes, given.shapes) as shape
  where shape.code in (select code from written)
  on conflict (layer, band, code) do update set geom = excluded.geom;
end
$$;
revoke all on function redraw_grids(text[]) from public;

create or replace function refresh_grid_shapes(county text, area geometry default null) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform redraw_grids(array(
    select g.code from grids g
    where g.valid_to is null and g.kind <> 'micro' and g.county_code = county and (area is null or g.geom_3857 && area)
    union
    select s.code from border_shapes s
    where s.layer = 'grids' and s.code >= county and s.code < county || ':'
      and (area is null or s.geom && area or not exists (select from grids g where g.code = s.code and g.valid_to is null))));
end
$$;

create or replace function redraw_adopted_grids(county text) returns void
language plpgsql as $$
declare
  change record;
begin
  delete from place_points where code in (select code from adoption_ended where not goes_on);
  insert into place_points (code, level, geom)
  select code, 'grid', st_pointonsurface(geom_3857) from grids where valid_to is null and code in (select code from adoption_grids where is_changed)
  on conflict (code) do update set geom = excluded.geom;
  perform redraw_grids(array(
    with touched as (
      select code, geom from adoption_ended union all select code, geom from adoption_grids where is_changed or has_other_vertices
    )
    select code from touched
    union
    select g.code from touched t join grids g on g.geom && t.geom and st_intersects(g.geom, t.geom) where g.valid_to is null and g.kind <> 'micro'));
  for change in
    select left(community_code, 9) as street, st_transform(st_setsrid(st_extent(geom)::geometry, 4326), 3857) as area
    from (select community_code, geom from adoption_ended union all select community_code, geom from adoption_grids where is_changed or has_other_vertices) as touched
    group by 1 order by 1 loop
    insert into tile_changes (layer, box, counts_box)
    select l.id, case when l.source in ('grid', 'grid_label') or l.kind in (select kind from adoption_moves) then box_around(change.area) else st_geomfromtext('polygon empty', 3857) end, box_around(change.area)
    from tile_layers l where l.source in ('grid', 'grid_label') or l.counts_below_zoom is not null;
  end loop;
end
$$;
