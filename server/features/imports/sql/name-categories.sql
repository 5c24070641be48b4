-- Titles for categories that came with these elements and that no dictionary has yet.
insert into dictionaries (type, code, name, name_en, source, is_local)
select distinct on (d.kind, d.category) 'category.' || d.kind, d.category, v.title_zh, v.title_en, 'OpenStreetMap', true
from (select distinct kind, category from decided_counts where target = 'element' and state <> 'unchanged') d
-- A building may be used as any place is.
join vocabulary v on v.category = d.category and v.title_zh is not null and (v.kind = d.kind or d.kind = 'building' and v.shape = 'point')
order by d.kind, d.category, v.kind = d.kind desc, v.value
on conflict (type, code) do nothing
