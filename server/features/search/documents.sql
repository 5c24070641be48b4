-- $1 steps of a plan (see step.ts), $2 box as EWKT or null, $3 kinds or null, $4 area code or null
-- Each step goes through the tiers from the best on until it has enough: the limits end the walk. What the index finds has all
-- pairs of characters; whether they stand together is looked up in the text. Row-level security decides what is seen at all.
-- As one list of short lists, in the order of their steps: a row for each costs the reader more than the finding.
select coalesce(json_agg(json_build_array(
         step.n, hit.county_code, hit.kind, hit.code, hit.id, hit.place_code, hit.rank, hit.spot && $2::text::geometry,
         case when step.is_heard then hit.pinyin end, hit.name like any (step.better_names))), '[]') as documents
from jsonb_to_recordset($1) as step (
  n integer, query tsquery, names text[], addresses text[], aliases text[], sound text, wholes text[], is_in_view boolean, is_heard boolean,
  most integer, better_names text[], candidates integer, last_tier integer, units integer)
cross join lateral (
  select best.* from generate_series(0, coalesce(step.last_tier, 4)) as shelf (tier) cross join lateral (
    select d.* from (
      select county_code, kind, code, id, place_code, rank, spot, name, address, aliases, pinyin
      from search_documents
      where tier = shelf.tier
        and search_tokens(name, address, aliases, pinyin, kind, place_code, is_open, spot) @@ step.query
        and ($3::text[] is null or kind = any ($3))
        and ($4::text is null or (place_code >= $4 and place_code < $4 || ':') or (kind = 'street' and starts_with($4, place_code))
             or (length($4) > 12 and place_code = left($4, 12) and exists (select from elements e where e.county_code = search_documents.county_code and e.id = search_documents.id and e.place_code = $4)))
      limit step.candidates
    ) as d
    where (step.names is null or d.name like any (step.names))
      and (step.addresses is null or d.address like any (step.addresses))
      and (step.aliases is null or E'\n' || d.aliases || E'\n' like any (step.aliases))
      and (step.sound is null or d.pinyin ~ step.sound)
      and (step.wholes is null or d.address || E'\n' || d.name ~ all (step.wholes))
      and (step.units is null or exists (select from building_profiles b where b.county_code = d.county_code and b.element_id = d.id and b.units >= step.units))
      and (not step.is_in_view or d.spot && $2::text::geometry)
    order by d.rank desc, d.code limit step.most
  ) as best limit step.most
) as hit
