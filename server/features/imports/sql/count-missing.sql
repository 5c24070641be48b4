-- Rows of earlier imports of this source, of the kinds in hand, that these files no longer have. They stay. $1 source
-- Runs before the new rows are written: then a new county is not read at all.
with in_hand as (
  select county_code, kind, count(*) filter (where state <> 'new') as known from decided_elements group by county_code, kind
), ground_in_hand as (
  select county_code, kind, count(*) filter (where state <> 'new') as known from decided_ground group by county_code, kind
)
select greatest(0, coalesce((
  select sum(there.rows - h.known) from in_hand h cross join lateral (
    select count(*) as rows from elements e where e.county_code = h.county_code and e.kind = h.kind and e.source = $1 and e.valid_to is null) there
), 0))::integer + greatest(0, coalesce((
  select sum(there.rows - h.known) from ground_in_hand h cross join lateral (
    select count(*) as rows from ground_features g where g.county_code = h.county_code and g.theme = h.kind and g.source = $1) there
), 0))::integer as missing
