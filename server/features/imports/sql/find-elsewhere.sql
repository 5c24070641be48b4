-- Where usable rows lie that do not lie in the region $1, by layer: the county that holds them, or none that is known.
-- A row without a county of its own goes to the one that --region names. Without borders codes tell.
with named as materialized (
  select code, case when coalesce(attrs ->> 'border', '') <> 'extent' then geom end as geom from regions where code = $1
), elsewhere as (
  select m.file_no, c.code, c.name
  from mapped m cross join named n
  cross join lateral (select st_pointonsurface(m.geom) as spot) s
  left join lateral (select r.code, r.name from regions r
                     where r.level = 'county' and r.geom && s.spot and coalesce(r.attrs ->> 'border', '') <> 'extent' and st_intersects(r.geom, s.spot)
                     order by r.code limit 1) c on true
  where m.target in ('element', 'ground') and m.reason is null
    and case when n.geom is not null then not st_intersects(n.geom, s.spot)
             else not starts_with(c.code, left(n.code, 6)) end
)
select file_no as layer, concat_ws(' ', code, nullif(name, '')) as county, count(*) as rows from elsewhere group by file_no, code, name order by file_no, rows desc, code
