-- Figures for regions that are there, found by the path of names ($1 source); a figure for nobody is rejected.
with found as (
  select m.ctid as at, m.file_no, r.code, m.population, r.population as known
  from mapped m left join regions r on r.source_id = m.source_id and (r.source = $1 or $1 is null)
  where m.target = 'figures' and m.reason is null
), refused as (
  update mapped m set reason = case when f.code is null then format('no region is called %s', m.source_id) else 'no figure' end
  from found f where m.ctid = f.at and (f.code is null or f.population is null) returning 1
), changed as (
  update regions r set population = f.population, version = r.version + 1, updated_at = now()
  from found f where r.code = f.code and f.population is not null and r.population is distinct from f.population
  returning r.code
)
select f.file_no, count(*) filter (where c.code is not null) as written,
       count(*) filter (where c.code is null and f.code is not null and f.population is not null) as unchanged
from found f left join changed c using (code)
group by f.file_no
