-- Whether the households of any building in the communities are known.
select exists (
  select from unnest($1::text[]) as wanted (code)
  join elements b on b.place_code >= wanted.code and b.place_code < wanted.code || ':' and b.kind = 'building' and b.valid_to is null
  join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
  where p.households is not null
) as is_known
