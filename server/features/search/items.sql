-- $1 the plan: steps from the best kind of match on, see query-plan.ts; $2 the tsquery of all plain steps, $16 true where it finds
-- no more than they do, $18 $19 a LIKE pattern or a regular expression of the pinyin that tells of a row whether it is one of theirs
-- $4 kinds or null, $5 area code or null, $6 box as EWKT or null, $7 rows to skip, $8 rows wanted, $9 most rows counted
-- $10 digits of a code or null, $11 LIKE %…% of a masked person or null, $12 $13 $14 keyed hashes as a name, identity number and telephone
-- $3 regular expression of a dwelling's name in the houses found by address, or null; $15 telephone or null; $17 the area that comes first or null
with plan as materialized (
  select * from jsonb_to_recordset($1) as step (
    matched text, base float8, query tsquery, names text[], addresses text[], aliases text[], sound text, wholes text[],
    least integer, is_in_view boolean, is_counted boolean, is_plain boolean, among integer[], n integer)
), reader as materialized (
  select session_counted_only_kinds() as counted_only, array(select kind from element_kinds where sensitivity = 'restricted') as restricted,
         $6::text::geometry as box
), wholes as materialized (
  -- Each step goes through the tiers from the best on until it has enough: the limits end the walk. What the index finds
  -- has all pairs of characters; whether they stand together is looked up in the text.
  select step.n as step, step.matched, step.base, step.is_counted, step.is_plain, step.least, hit.*
  from plan step cross join lateral (
    select best.* from generate_series(0, 4) as shelf (tier) cross join lateral (
      select d.county_code, d.kind, d.code, d.id, d.place_code, d.rank, d.spot && (select box from reader) as is_in_box, d.name, d.address, d.aliases, d.pinyin
      from search_documents d
      where d.tier = shelf.tier
        and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ step.query
        and (step.names is null or d.name like any (step.names))
        and (step.addresses is null or d.address like any (step.addresses))
        and (step.aliases is null or E'\n' || d.aliases || E'\n' like any (step.aliases))
        and (step.sound is null or d.pinyin ~ step.sound)
        and (step.wholes is null or d.address || d.name ~ all (step.wholes))
        and (not step.is_in_view or d.spot && (select box from reader))
        and ($4::text[] is null or d.kind = any ($4))
        and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code)))
      order by d.rank desc, d.code limit greatest($7::integer + $8::integer, step.least)
    ) as best limit greatest($7::integer + $8::integer, step.least)
  ) as hit
  where step.among is null
), filled as materialized (
  -- The steps of which there may be more.
  select step, is_plain, is_counted from wholes group by step, is_plain, is_counted, least having count(*) >= greatest($7::integer + $8::integer, least)
), parts as materialized (
  select step.n as step, step.matched, step.base, hit.*
  from plan step cross join lateral (
    select best.* from generate_series(0, 4) as shelf (tier) cross join lateral (
      select d.county_code, d.kind, d.code, d.id, d.place_code, d.rank, d.spot && (select box from reader) as is_in_box
      from search_documents d
      where d.tier = shelf.tier
        and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ step.query
        and (step.names is null or d.name like any (step.names))
        and (step.addresses is null or d.address like any (step.addresses))
        and (step.aliases is null or E'\n' || d.aliases || E'\n' like any (step.aliases))
        and (step.sound is null or d.pinyin ~ step.sound)
        and (step.wholes is null or d.address || d.name ~ all (step.wholes))
        and (not step.is_in_view or d.spot && (select box from reader))
        and ($4::text[] is null or d.kind = any ($4))
        and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code)))
      order by d.rank desc, d.code limit $7::integer + $8::integer
    ) as best limit $7::integer + $8::integer
  ) as hit
  where step.among && array(select f.step from filled f)
  union all
  -- All rows of the whole are there: which are of this part is seen in them, without the index.
  select step.n, step.matched, step.base, w.county_code, w.kind, w.code, w.id, w.place_code, w.rank, w.is_in_box
  from plan step join wholes w on w.step = any (step.among)
  where not step.among && array(select f.step from filled f)
    and (step.names is null or w.name like any (step.names))
    and (step.aliases is null or E'\n' || w.aliases || E'\n' like any (step.aliases))
    and (step.sound is null or w.pinyin ~ step.sound)
), listed as materialized (
  select step, matched, base, county_code, kind, code, id, place_code, rank, is_in_box from (
    select *, row_number() over (partition by step order by rank desc, code) as place from wholes
  ) as placed
  where place <= $7::integer + $8::integer
  union all
  select * from parts
), state as materialized (
  -- Where no step has all the rows that it may have, its rows are all that there are, and nothing is left to count.
  select coalesce(bool_or(is_counted), false) and $9 > 1 as is_filled, coalesce(bool_or(is_counted and not is_plain), false) and $9 > 1 as is_mixed from filled
), known as materialized (
  select count(*) as n from (select distinct kind, code from wholes where is_counted and not (select is_filled from state)) as every
), plain as materialized (
  -- What most is found by: one walk without telling one match from another.
  select count(*) as n from (
    select from generate_series(0, 4) as shelf (tier) cross join lateral (
      select from search_documents d
      where (select is_filled from state) and d.tier = shelf.tier
        and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ $2::tsquery
        and ($16::boolean or d.name like $18 or d.address like $18 or d.aliases like $18)
        and ($4::text[] is null or d.kind = any ($4))
        and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code)))
      -- Keeps the walk a walk: without a limit of its own the planner would read all tiers before it counts.
      limit $9
    ) as matching limit $9
  ) as some_matching
), beside as materialized (
  -- What other steps found, less those that were counted before.
  select count(*) as n from (
    select kind, code from wholes
    where is_counted and not is_plain and (select is_filled and not is_mixed from state)
      and (name like $18 or address like $18 or aliases like $18 or pinyin ~ $19) is not true
    union
    select hit.kind, hit.code from plan step cross join lateral (
      select best.* from generate_series(0, 4) as shelf (tier) cross join lateral (
        select d.kind, d.code
        from search_documents d
        where d.tier = shelf.tier
          and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ step.query
          and (step.names is null or d.name like any (step.names))
          and (step.addresses is null or d.address like any (step.addresses))
          and (step.aliases is null or E'\n' || d.aliases || E'\n' like any (step.aliases))
          and (step.sound is null or d.pinyin ~ step.sound)
          and (step.wholes is null or d.address || d.name ~ all (step.wholes))
          and (d.name like $18 or d.address like $18 or d.aliases like $18 or d.pinyin ~ $19) is not true
          and ($4::text[] is null or d.kind = any ($4))
          and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code)))
        limit $9
      ) as best limit $9
    ) as hit
    where (select is_mixed from state) and (select n from plain) < $9 and step.is_counted and not step.is_plain
  ) as matching
), coded as materialized (
  select d.county_code, d.kind, d.code, d.id, d.place_code, d.rank, d.spot && (select box from reader) as is_in_box
  from search_documents d
  where d.code >= $10 and d.code < $10 || ':'
    and ($4::text[] is null or d.kind = any ($4))
    and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':'))
  limit $9
), visible as not materialized (
  -- In the reader's sight by row-level security; restricted rows one by one only where that is a right.
  select e.*, e.geom && (select box from reader) as is_in_box
  from elements e
  where e.valid_to is null and e.kind <> all ((select counted_only from reader)::text[])
    and ($4::text[] is null or e.kind = any ($4))
    and ($5::text is null or (e.place_code >= $5 and e.place_code < $5 || ':'))
), others as materialized (
  -- A full name, identity number or telephone finds the person by its keyed hash, a digital ID whomever it names and what
  -- has no name to make a document of.
  (select e.county_code, e.kind, e.code, e.id, e.place_code, e.is_in_box, 'person' as matched, 186 as base
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.name_hash = $12 limit 500)
  union
  (select e.county_code, e.kind, e.code, e.id, e.place_code, e.is_in_box, 'person', 186
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.id_number_hash = $13 limit 500)
  union
  (select e.county_code, e.kind, e.code, e.id, e.place_code, e.is_in_box, 'phone', 186
   from visible e join person_profiles p on p.county_code = e.county_code and p.element_id = e.id where p.phone_hash = $14 limit 500)
  union
  (select county_code, kind, code, id, place_code, is_in_box, 'code', 200
   from visible where length($10) = 19 and county_code = left($10, 6) and code = $10 and (kind in ('household', 'person') or (name = '' and address = '')))
  union
  -- A masked name is no key: who may see people one by one has a community or a grid, and those are read through.
  (select county_code, kind, code, id, place_code, is_in_box, 'name', 88
   from visible
   where $11::text is not null and kind in ('household', 'person') and (select 'person' <> all (counted_only) from reader)
     and place_code >= (select session_place_from()) and place_code < (select session_place_until())
     and search_text like $11 limit $9)
  union
  (select e.county_code, e.kind, e.code, e.id, e.place_code, e.is_in_box, 'phone', 186
   from visible e
   where $15::text is not null and (e.county_code, e.id) in (
     select county_code, element_id from place_profiles where contact_phone = $15 union all
     select county_code, element_id from organisation_profiles where contact_phone = $15 union all
     select county_code, element_id from resource_profiles where contact_phone = $15) limit 500)
  union
  -- The dwelling in the houses that the address found.
  (select e.county_code, e.kind, e.code, e.id, e.place_code, e.is_in_box, 'address', 158
   from (select * from listed where kind = 'building' and base = 144 order by rank desc limit 5) as house
   join visible e on e.building_id = house.id and e.county_code = house.county_code and e.kind = 'dwelling'
   where $3::text is not null and e.name ~ $3)
), found as (
  select county_code, kind, code, id, place_code, rank, is_in_box, matched, base from listed
  union all
  select county_code, kind, code, id, place_code, rank, is_in_box, 'code', case when code = $10 then 200 else 32 end from coded
  union all
  select county_code, kind, code, id, place_code, 0, is_in_box, matched, base from others
), ranked as materialized (
  -- A matter is everywhere, so also in view.
  select distinct on (f.kind, f.code) f.*,
         base + case when f.is_in_box or f.kind = 'matter' then 8 when starts_with(f.place_code, $17) then 4 else 0 end + f.rank as score
  from found f cross join reader r
  order by f.kind, f.code, f.base desc
), page as (
  select * from ranked order by score desc, code offset $7 limit $8
), total as (
  -- What the code found may have been found by its name as well, and so the dwelling.
  select known.n + plain.n + beside.n
         + (select count(*) from (select kind, code from coded union select kind, code from others) as o
            where not exists (select from listed l where l.kind = o.kind and l.code = o.code)) as n
  from known, plain, beside
)
select least(total.n, $9 - 1)::integer as total, total.n >= $9 as is_capped, reader.restricted,
       coalesce((select json_agg(json_build_object(
           'id', p.id, 'code', p.code, 'kind', p.kind, 'category', shape.category, 'name', shape.name, 'address', shape.address,
           'geometry', st_asgeojson(shape.geom, 6)::json, 'gridCode', shape.grid_code, 'score', p.score,
           'matched', case when p.kind in ('region', 'grid') and p.matched in ('name', 'code') then p.kind else p.matched end) order by p.score desc, p.code)
         from page p
         cross join lateral (
           select e.category, e.name, e.address, e.geom, e.grid_code
           from elements e where e.county_code = p.county_code and e.id = p.id and p.kind not in ('region', 'grid', 'street', 'estate', 'matter')
           union all
           -- A large border is thinned to what flying there needs.
           select r.level, r.name, '', case when st_npoints(r.geom) <= 500 then r.geom
                       else st_simplifypreservetopology(r.geom, (st_xmax(r.geom) - st_xmin(r.geom)) / 200) end, null
           from regions r where p.kind = 'region' and r.code = p.code
           union all
           select g.kind, g.name, '', g.geom, g.code from grids g where p.kind = 'grid' and g.id = p.id
           union all
           select '', f.name, '', d.shape, null
           from search_documents d join ground_features f on f.id = p.id
           where p.kind = 'street' and d.code = p.code and d.kind = 'street'
           union all
           select '', b.estate, regexp_replace(e.address, b.estate || '.*$', ''), d.shape, null
           from search_documents d join building_profiles b on b.county_code = p.county_code and b.element_id = p.id
           join elements e on e.county_code = p.county_code and e.id = p.id
           where p.kind = 'estate' and d.code = p.code and d.kind = 'estate'
           union all
           select m.class_code, m.name, '', null, null from matters m where p.kind = 'matter' and m.code = p.code
         ) as shape), '[]') as items
from reader cross join total
