-- What each road, water, land use … means for the table: new, changed, unchanged. $1 source, $2 county or null (each row has its own)
create unlogged table decided_ground as
select m.file_no, coalesce($2::text, m.county_code) as county_code, m.layer, m.kind, m.category, m.source_id, coalesce(m.name, '') as name,
       coalesce(m.rank, 5) as rank, coalesce(m.is_walkable, false) as is_walkable, m.attrs, m.geom, h.hash, g.id,
       case when g.id is null then 'new' when g.source_hash = h.hash then 'unchanged' else 'changed' end as state
from mapped m
cross join lateral (select md5(st_asbinary(m.geom) || convert_to(concat_ws('|', m.category, m.name, m.rank, m.is_walkable, m.attrs), 'UTF8'))::uuid as hash) h
left join ground_features g on g.county_code = coalesce($2::text, m.county_code) and g.theme = m.kind and g.source = $1::text and g.source_id = m.source_id
where m.target = 'ground' and m.reason is null
