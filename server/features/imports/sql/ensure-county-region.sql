-- The county-level region of a data set whose files name none. Its border is the data's extent and says so.
-- $1 source, $2 name, $3 parent code of 2 or 4 digits
with extent as (
  select st_multi(st_envelope(st_buffer(st_setsrid(st_extent(geom)::geometry, 4326), 0.00001))) as geom
  from mapped where target in ('element', 'ground') and reason is null
), known as (
  select r.code, r.geom from regions r where r.source = $1 and r.source_id = 'data set'
), grown as (
  update regions r set geom = st_multi(st_envelope(st_collect(r.geom, e.geom))), version = r.version + 1, updated_at = now()
  from known k, extent e where r.code = k.code and e.geom is not null and not coalesce(st_covers(k.geom, e.geom), false)
  returning r.code
), added as (
  insert into regions (code, parent_code, level, name, geom, attrs, source, source_id, is_local_code)
  select $3 || lpad((coalesce((
           select max(right(r.code, 6 - length($3))::integer) from regions r
           where starts_with(r.code, $3) and length(r.code) = 6), case when length($3) = 2 then 100 else 0 end) + 1)::text, 6 - length($3), '0'),
         $3, 'county', $2, e.geom, '{"border": "extent"}', $1, 'data set', true
  from extent e where not exists (select from known)
  returning code
)
select code from added union all select code from known
