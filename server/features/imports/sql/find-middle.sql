-- A shape that about half of the elements lie below on the Hilbert curve; null where they are too few to be worth parting.
select percentile_disc(0.5) within group (order by geom) as middle
from mapped tablesample system (2) repeatable (1) where target = 'element' and reason is null
