-- $1 LIKE pattern or null, $2 own ones only, $3 rows, $4 rows before
with mine as (
  select b.* from briefs b
  where (not $2 or b.owner_id = session_user_id())
    and ($1::text is null or lower(b.title) like $1 or lower(b.number) like $1 or place_name(b.place_code) like $1)
), page as (
  select * from mine order by updated_at desc, serial desc limit $3 offset $4
)
select (select count(*) from mine)::integer as total,
       coalesce((select json_agg(json_build_object(
           'id', p.id, 'number', p.number, 'title', p.title, 'owner', colleague_name(p.owner_id), 'is_mine', p.owner_id = session_user_id(),
           'starts_at', p.starts_at, 'ends_at', p.ends_at, 'place', place_name(p.place_code), 'square_meters', s.square_meters,
           'tasks', jsonb_array_length(p.tasks), 'missions', (select count(*) from missions m where m.brief_id = p.id),
           'updated_at', p.updated_at, 'taken_at', s.taken_at) order by p.updated_at desc, p.serial desc)
         from page p cross join lateral (select square_meters, taken_at from brief_snapshots where brief_id = p.id order by id desc limit 1) as s), '[]') as briefs
