-- Writes the regions of one level. A region keeps its code for ever; a new one takes the next number under its parent.
-- $1 level, $2 source, $3 code that parentless regions hang on ('' = none), $4 length of the level's codes
with candidates as (
  select m.row_no, m.file_no, m.target, m.source_id, m.code as official_code, m.name, m.population, m.attrs, st_multi(m.geom) as geom,
         parent.code as parent_code,
         md5(concat_ws('|', m.name, parent.code, m.population, m.attrs, m.geom::text))::uuid as hash,
         r.code as known_code, r.source_hash as known_hash
  from mapped m
  left join regions p on p.source = $2 and p.source_id = m.parent_source_id
  -- An official code says what lies above: the longest code that it begins with.
  left join lateral (select o.code from regions o where m.code is not null and starts_with(m.code, o.code) and o.code <> m.code
                     order by length(o.code) desc limit 1) official on true
  cross join lateral (select case when m.code is not null then coalesce(official.code, '') else coalesce(p.code, $3::text) end as code) parent
  left join regions r on case when m.code is not null then r.code = m.code else r.source = $2 and r.source_id = m.source_id end
  where m.target in ('region', 'region_above') and m.kind = $1 and m.reason is null
), numbered as (
  -- Local numbers: provinces 91–98, counties directly under a province from 0101, the others from 1.
  select c.*, range.digits, row_number() over (partition by c.parent_code order by c.source_id) + greatest(range.first - 1, coalesce((
           select max(right(r.code, range.digits)::integer) from regions r
           where starts_with(r.code, c.parent_code) and length(r.code) = $4 and right(r.code, range.digits)::integer between range.first and range.last
         ), 0)) as number
  from candidates c
  cross join lateral (
    select $4 - length(c.parent_code) as digits,
           case when $1 = 'province' then 91 when $4 - length(c.parent_code) = 4 then 101 else 1 end as first,
           case when $1 = 'province' then 98 else 999999 end as last
  ) range
  where known_code is null
), added as (
  insert into regions (code, parent_code, level, name, geom, population, attrs, source, source_id, is_local_code, source_hash)
  select coalesce(official_code, parent_code || lpad(number::text, digits, '0')), nullif(parent_code, ''), $1, name, geom, population, attrs, $2, source_id,
         official_code is null, hash
  from numbered order by number
  returning source_id
), changed as (
  update regions r set name = c.name, geom = c.geom, population = coalesce(c.population, r.population), attrs = c.attrs, source_hash = c.hash,
         version = r.version + 1, updated_at = now()
  from candidates c where r.code = c.known_code and c.known_hash is distinct from c.hash
  returning r.source_id
)
select c.file_no, count(*) filter (where a.source_id is not null or u.source_id is not null) as written,
       count(*) filter (where a.source_id is null and u.source_id is null) as unchanged
from candidates c left join added a using (source_id) left join changed u using (source_id)
where c.target = 'region'
group by c.file_no
