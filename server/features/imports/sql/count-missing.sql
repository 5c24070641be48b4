-- Rows of earlier imports of this source, of the kinds in hand, that these files no longer have. They stay. $1 source
-- Runs before the new rows are written: then a new county is not read at all.
with in_hand as (
  select target, county_code, kind, coalesce(sum(rows) filter (where state <> 'new'), 0) as known from decided_counts group by target, county_code, kind
)
select greatest(0, coalesce((
  select sum(there.rows - h.known) from in_hand h cross join lateral (
    select count(*) as rows from elements e
    where e.county_code = h.county_code and e.kind = h.kind and e.source collate "C" = $1 and e.source_id is not null and e.valid_to is null) there
  where h.target = 'element'
), 0))::integer + greatest(0, coalesce((
  select sum(there.rows - h.known) from in_hand h cross join lateral (
    select count(*) as rows from ground_features g where g.county_code = h.county_code and g.theme = h.kind and g.source = $1) there
  where h.target = 'ground'
), 0))::integer as missing
