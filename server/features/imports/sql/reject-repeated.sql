-- In a table an id names one row: a second one is refused, the first is kept.
with numbered as (
  select ctid as at, row_number() over w as n, first_value(row_no) over w as first_row, source_id
  from mapped where target in ('element', 'ground', 'region') and reason is null
  window w as (partition by target, kind, source_id order by file_no, row_no)
)
update mapped m set reason = format('the id "%s" is that of row %s, too', split_part(n.source_id, '/', 2), n.first_row)
from numbered n where m.ctid = n.at and n.n > 1
