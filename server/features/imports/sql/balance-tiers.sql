-- The tiers of the search as the new elements need them. The search is the same for all from here to the end of the transaction.
select balance_search_tiers(coalesce(jsonb_object_agg(kind, rows), '{}'))
from (select kind, sum(rows) as rows from decided_counts where target = 'element' and state = 'new' group by kind) as coming
