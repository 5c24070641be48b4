-- $1 brief, $2 snapshot or null for the present one, $3 kind or null, $4 category or null, $5 rows, $6 rows before
with snapshot as (
  select s.id, s.brief_id, s.geom,
         coalesce(st_setsrid(st_makepoint((b.question #>> '{nearTo,0}')::float8, (b.question #>> '{nearTo,1}')::float8), 4326), st_centroid(s.geom))::geography as origin
  from briefs b join brief_snapshots s on s.brief_id = b.id
  where b.id = $1 and ($2::bigint is null or s.id = $2) order by s.id desc limit 1
), listed as (
  select i.code, i.kind, i.category, e.name, e.address, e.grid_code, e.place_code, e.geom, e.valid_to is null as is_current,
         st_distance(s.origin, st_pointonsurface(e.geom)::geography) as meters
  from snapshot s
  join brief_items i on i.brief_id = s.brief_id and i.snapshot_id = s.id
  join elements e on e.county_code = left(i.code, 6) and e.code = i.code
  -- As everywhere: who may only count people gets no row of theirs.
  where e.kind <> all ((select session_counted_only_kinds())::text[])
    and ($3::text is null or i.kind = $3) and ($4::text is null or i.category = $4)
), page as (
  select * from listed order by meters, kind, category, code limit $5 offset $6
)
select exists (select from snapshot) as is_found, (select count(*) from listed)::integer as total,
       array(select kind from element_kinds where sensitivity = 'restricted') || array['key_person'] as restricted,
       coalesce((select json_agg(json_build_object('code', p.code, 'kind', p.kind, 'category', p.category, 'name', p.name,
                   -- A thing without an address is told by its grid.
                   'address', coalesce(nullif(p.address, ''), place_name(p.place_code)),
                   'gridCode', p.grid_code, 'geometry', st_asgeojson(p.geom, 7)::json, 'distanceMeters', round(p.meters::numeric, 1), 'isCurrent', p.is_current)
                   order by p.meters, p.kind, p.category, p.code) from page p), '[]') as items
