-- What several questions ask about a place, asked in one way.

-- The codes of the areas that hold a region or grid: '110105001002' → 11, 1101, 110105, 110105001, 110105001002.
create function area_prefixes(area text) returns text[] language sql immutable parallel safe as $$
  select array(select left(area, digits) from unnest(array[2, 4, 6, 9, 12, 15]) as digits where digits <= length(area))
$$;

create function region_chain(area text) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(jsonb_build_object('code', code, 'level', level, 'name', name) order by length(code)), '[]')
  from regions where code = any (area_prefixes(area))
$$;
comment on function region_chain is 'Province … community over a region or grid code, largest first.';

-- The board on the entrance (家门口的事儿): the building's people first, then its grid's, then each larger area's.
create function people_in_charge(county text, building bigint, area text) returns jsonb language sql stable as $$
  with held as (
    select d.* from duties d where d.valid_to is null and d.building_id = building and d.county_code = county
    union all
    select d.* from duties d where d.valid_to is null and d.scope <> 'building' and d.area_code = any (area_prefixes(area))
  )
  select coalesce(jsonb_agg(jsonb_build_object(
           'role', h.role, 'roleTitle', coalesce(n.name, h.role), 'holder', h.holder, 'phone', h.phone,
           'scope', h.scope, 'areaCode', h.area_code, 'unitNo', h.unit_no)
           order by case h.scope when 'building' then 1 when 'grid' then 2 else 3 end, length(h.area_code) desc, h.sort, h.unit_no nulls first, h.id), '[]')
  from held h left join dictionaries n on n.type = 'duty_role' and n.code = h.role
$$;

-- Fewer people than this are not told as a number to a reader who may not see them one by one.
create function smallest_told_count() returns integer language sql immutable parallel safe as $$ select 5 $$;

-- Whether a count of elements of one kind may be told to the session.
create function may_tell_count(element_kind text, amount bigint) returns boolean language sql stable as $$
  select amount >= smallest_told_count()
      or session_has_right('people.points')
      or exists (select from element_kinds where kind = element_kind and sensitivity <> 'restricted')
$$;

create function session_counted_only_kinds() returns text[] language sql stable as $$
  select coalesce(array_agg(kind order by sort), '{}') from element_kinds
  where sensitivity = 'restricted' and not session_has_right('people.points')
$$;
comment on function session_counted_only_kinds is 'Restricted kinds that the session may not see as single rows in lists and on maps.';
