-- Rows of earlier imports of this source, of the layers in hand, that these files no longer have. They stay. $1 source
select (
  select count(*) from elements e
  where e.source = $1 and e.valid_to is null and e.county_code in (select county_code from decided_elements)
    and e.kind in (select kind from decided_elements)
    and not exists (select from decided_elements d where d.county_code = e.county_code and d.source_id = e.source_id)
) + (
  select count(*) from ground_features g
  where g.source = $1 and g.county_code in (select county_code from decided_ground)
    and (g.theme, split_part(g.source_id, '/', 1)) in (select kind, split_part(source_id, '/', 1) from decided_ground)
    and not exists (select from decided_ground d where d.county_code = g.county_code and d.kind = g.theme and d.source_id = g.source_id)
) as missing
