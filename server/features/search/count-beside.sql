-- $1 the steps that find more than what is plainly found, $2 $3 LIKE pattern and regular expression of the pinyin that tell what
-- is plainly found, $4 kinds or null, $5 area code or null, $6 where counting stops,
-- $7 categories of places by which too something is plainly found
select count(*)::integer as count from (
  select hit.kind, hit.code
  from jsonb_to_recordset($1) as step (n integer, query tsquery, names text[], addresses text[], aliases text[], sound text, wholes text[])
  cross join lateral (
    select best.* from generate_series(0, 4) as shelf (tier) cross join lateral (
      select d.kind, d.code
      from search_documents d
      where d.tier = shelf.tier
        and search_tokens(d.name, d.address, d.aliases, d.pinyin, d.kind, d.place_code, d.is_open, d.spot) @@ step.query
        and (step.names is null or d.name like any (step.names))
        and (step.addresses is null or d.address like any (step.addresses))
        and (step.aliases is null or E'\n' || d.aliases || E'\n' like any (step.aliases))
        and (step.sound is null or d.pinyin ~ step.sound)
        and (step.wholes is null or d.address || E'\n' || d.name ~ all (step.wholes))
        and (d.name like $2 or d.address like $2 or case when d.kind = 'place' then d.aliases = any ($7::text[]) else d.aliases like $2 end or d.pinyin ~ $3) is not true
        and ($4::text[] is null or d.kind = any ($4))
        and ($5::text is null or (d.place_code >= $5 and d.place_code < $5 || ':') or (d.kind = 'street' and starts_with($5, d.place_code))
             or (length($5) > 12 and d.place_code = left($5, 12) and exists (select from elements e where e.county_code = d.county_code and e.id = d.id and e.place_code = $5)))
      limit $6
    ) as best limit $6
  ) as hit
  group by hit.kind, hit.code limit $6
) as matching
