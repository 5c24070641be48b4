-- $1 id or null, $2 LIKE pattern of names or null, $3 rows wanted
-- Row-level security leaves the reader's own and what is shared with the reader.
select a.id, a.name, jsonb_array_length(a.parts) as part_count, case when $1::bigint is not null then a.parts end as parts,
       a.square_meters, a.is_shared, a.owner_id = session_user_id() as is_mine, coalesce(r.name, g.name, '') as jurisdiction_name,
       a.version, a.updated_at, count(*) over ()::integer as total
from saved_areas a
left join regions r on r.code = a.jurisdiction
left join grids g on g.code = a.jurisdiction and g.valid_to is null
where ($1::bigint is null or a.id = $1) and ($2::text is null or a.name ilike $2)
order by a.owner_id = session_user_id() desc, a.updated_at desc, a.id desc
limit $3
