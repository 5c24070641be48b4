-- Numbers for the new elements of each county and kind, taken in one go; those of the lower half come first.
with wanted as (
  select county_code, kind, sum(rows) as rows, coalesce(sum(rows) filter (where half = 0), 0) as lower_rows
  from decided_counts where target = 'element' and state = 'new' group by county_code, kind
)
select coalesce(jsonb_agg(jsonb_build_object('county_code', w.county_code, 'kind', w.kind, 'kind_number', k.number, 'rows', w.rows, 'lower_rows', w.lower_rows,
                                             'first_number', reserve_digital_ids(w.county_code, w.kind, w.rows))), '[]')::text as reserved
from wanted w join element_kinds k using (kind)
