-- Refuses what lies more than $2 metres outside the region $1, with the distance. A region without a border of its own
-- (none, or the extent of the data that made it) says nothing.
with named as materialized (
  select code, name, geom from regions where code = $1 and geom is not null and coalesce(attrs ->> 'border', '') <> 'extent'
), outside as (
  select m.ctid as at, st_distance(n.geom::geography, m.geom::geography) as meters, concat_ws(' ', n.code, nullif(n.name, '')) as title
  from mapped m join named n on not st_intersects(n.geom, m.geom)
  where m.target in ('region', 'element', 'ground') and m.reason is null
), refused as (
  update mapped m set reason = format('%s km outside region %s (--region)', case when o.meters < 100000 then round((o.meters / 1000)::numeric, 1) else round(o.meters::numeric / 1000) end, o.title)
  from outside o where m.ctid = o.at and o.meters > $2
  returning m.file_no, o.meters
)
select file_no as layer, count(*) as rows, max(meters) / 1000 as kilometers from refused group by file_no order by file_no
