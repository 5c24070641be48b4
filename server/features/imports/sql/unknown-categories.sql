-- Categories among the rows in hand that no dictionary has, with how many rows say them.
select d.file_no as layer, d.kind, d.category, sum(d.rows) as rows
from decided_counts d
where d.target = 'element' and d.category <> ''
  and not exists (select from dictionaries c where c.type = 'category.' || d.kind and c.code = d.category)
group by d.file_no, d.kind, d.category
order by d.file_no, d.kind, rows desc, d.category
