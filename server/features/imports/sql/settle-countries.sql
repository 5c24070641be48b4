-- A country stands at the level of the province where the data has no provinces; else it is not needed.
update mapped set kind = case when exists (select from mapped where target = 'region' and kind = 'province' and reason is null) then kind else 'province' end,
                  target = case when exists (select from mapped where target = 'region' and kind = 'province' and reason is null) then 'unused' else target end
where target = 'region' and kind = 'country'
