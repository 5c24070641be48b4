-- Finds why a row cannot be used; mark-faults.sql writes it down. $1 repair self-crossing shapes instead of rejecting them.
create unlogged table faults as
select * from (
  select m.ctid as at,
    case
      when m.geom is null or st_isempty(m.geom) then 'no shape'
      when not (st_xmin(m.geom) >= -180 and st_xmax(m.geom) <= 180 and st_ymin(m.geom) >= -90 and st_ymax(m.geom) <= 90)
        then format('coordinates outside longitude -180…180 and latitude -90…90: %s, %s', st_xmin(m.geom), st_ymin(m.geom))
      when not st_isvalid(m.geom) then case when $1 then 'repair' else 'shape is not valid: ' || st_isvalidreason(m.geom) end
      when m.target = 'region' and st_dimension(m.geom) < 2 then 'a region needs an area'
      when m.target = 'region' and m.name is null then 'a region needs a name'
      when m.target = 'region' and length(m.code) <> case m.kind when 'province' then 2 when 'prefecture' then 4 when 'county' then 6 when 'street' then 9 else 12 end
        then format('"%s" is no code of a %s', m.code, m.kind)
    end as reason
  from mapped m
  where m.reason is null and m.target in ('region', 'element', 'ground')
) as examined
where reason is not null
