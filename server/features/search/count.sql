-- $1 tsqueries of all that is plainly found, each row by one of them, $2 true where it finds no more than that, $3 LIKE pattern that else tells of a row
-- whether it is meant, $4 kinds or null, $5 area code or null, $6 where counting stops,
-- $7 categories of places that the text means
select count(*)::integer as count from (
  select from unnest($1::text[]) as part (query) cross join generate_series(0, 4) as shelf (tier) cross join lateral (
    select from search_documents d
    where d.tier = shelf.tier
      and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ part.query::tsquery
      and ($2::boolean or d.name like $3 or d.address like $3 or case when d.kind = 'place' then d.aliases = any ($7::text[]) else d.aliases like $3 end)
      and ($4::text[] is null or d.kind = any ($4))
      and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code))
             or (length($5) > 12 and d.place_code = left($5, 12) and exists (select from elements e where e.county_code = d.county_code and e.id = d.id and e.place_code = $5)))
    -- Keeps the walk a walk: without a limit of its own the planner would read all tiers before it counts.
    limit $6
  ) as matching limit $6
) as some_matching
