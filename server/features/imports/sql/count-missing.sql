-- Rows of earlier imports of this source, of the kinds in hand, that these files no longer have. They stay. $1 source
select greatest(0, (
  select count(*) from elements e
  where e.source = $1 and e.valid_to is null and e.county_code in (select distinct county_code from decided_elements)
    and e.kind in (select distinct kind from decided_elements)
) - (select count(*) from decided_elements)) + greatest(0, (
  select count(*) from ground_features g
  where g.source = $1 and (g.county_code, g.theme) in (select distinct county_code, kind from decided_ground)
) - (select count(*) from decided_ground)) as missing
