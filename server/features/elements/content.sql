-- $1 digital ID of a building, $2 kind or null, $3 limit
with building as (
  select county_code, id from elements where county_code = left($1, 6) and code = $1
), inside as (
  select e.id, e.code, e.kind, e.category, e.name
  from building b join elements e on e.county_code = b.county_code and e.building_id = b.id and e.valid_to is null
  where ($2::text is null or e.kind = $2) and e.kind <> all ((select session_counted_only_kinds())::text[])
)
select exists (select from building) as is_found,
       (select count(*) from inside)::integer as total,
       coalesce((select jsonb_agg(to_jsonb(page) order by page.kind, page.name, page.code)
                 from (select * from inside order by kind, name, code limit $3) page), '[]') as items,
       array(select kind from element_kinds where sensitivity = 'restricted') as restricted_kinds
