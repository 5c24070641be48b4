-- The documents of a bulk load, by cheaper ways to the same rows; an import may make and index those of a first county beside
-- its other work, and says beforehand how many elements come.

-- Latin text needs neither compatible forms nor simplified characters. Not strict, so that the planner sets it into the
-- query: a call of its own for each of 160,000 texts took longer than all that it does.
create or replace function search_text(body text) returns text language sql immutable parallel safe as $$
  select case when octet_length(body) = length(body)
    then lower(translate(body, E' \x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f', ''))
    else simplified_text(lower(regexp_replace(normalize(body, nfkc), '[[:space:][:cntrl:]\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+', '', 'g'))) end
$$;

create or replace view search_elements as
select e.county_code, e.kind, e.code, e.id, e.place_code, k.sensitivity = 'open' as is_open, e.name,
       case when e.kind = 'dwelling' then '' else e.address end as address, '' as aliases,
       case when geometrytype(e.geom) = 'POINT' then e.geom
            else st_setsrid(st_makepoint((st_xmin(e.geom) + st_xmax(e.geom)) / 2, (st_ymin(e.geom) + st_ymax(e.geom)) / 2), 4326) end as spot,
       -- A draw with weights (Efraimidis and Spirakis): each kind and each word is spread over all tiers. Houses of one
       -- place are drawn together and stand there in the order of their codes.
       power(((hashtextextended(case e.kind when 'building' then translate(e.address || ' ' || e.name, '0123456789', '')
                                            when 'dwelling' then coalesce(e.building_id::text, e.code) else e.code end, 0) & 4294967295) + 1)::float8 / 4294967297, 1 / k.search_weight)
         - substr(e.code, 9, 10)::float8 * 1e-13 as rank,
       e.updated_at
from elements e join element_kinds k on k.kind = e.kind
where e.valid_to is null and k.sensitivity <> 'restricted' and (e.name <> '' or e.address <> '');

create or replace function make_search_documents(county text, codes text[], has_groups boolean) returns setof search_documents language sql stable as $$
  with sources as (
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null::geometry as shape, rank from search_elements
    where county_code = county and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, null, rank from search_areas
    where (county_code = county or (county_code <> '' and starts_with(county, county_code))) and (codes is null or code = any (codes))
    union all
    select county_code, kind, code, id, place_code, is_open, name, address, aliases, spot, shape, rank from search_groups
    where has_groups and county_code = county
  ), texts as materialized (
    select county_code, kind, code, id, place_code, is_open, coalesce(search_text(name), '') as name, coalesce(search_text(address), '') as address,
           case when aliases = '' then '' else coalesce((select string_agg(search_text(alias), E'\n') from unnest(string_to_array(aliases, E'\n')) as alias), '') end as aliases,
           st_setsrid(spot, 4326) as spot, shape, rank
    from sources
  ), sounds as materialized (
    select name, coalesce(string_agg('|' || sound_of(c, h.readings), '' order by n), '') as pinyin
    from (select distinct name from texts where kind <> 'dwelling') as names
    cross join unnest(string_to_array(name, null)) with ordinality as given (c, n)
    left join han_readings h on h.character = c
    where sound_of(c, h.readings) is not null
    group by name
  )
  -- search_tier() of each document, without a question of its own for each.
  select (cardinality(f.floors) - width_bucket(t.rank, f.floors))::smallint, t.rank, t.county_code, t.kind, t.code, t.id, t.place_code, t.is_open, t.name, t.address, t.aliases,
         case when t.kind = 'dwelling' then '' else coalesce(s.pinyin, '') end, t.spot, t.shape
  from texts t left join sounds s on s.name = t.name cross join (select array_agg(lowest_rank order by lowest_rank) as floors from search_tiers) as f
$$;

-- As before, and counts elements that are on their way: $1 {kind: how many}. Two loads take turns from here on, so that the
-- tiers stay as this one leaves them; it must not have written documents yet.
drop function balance_search_tiers();
create function balance_search_tiers(coming jsonb default '{}') returns void language plpgsql as $$
declare
  counts float8[];
  weights float8[];
  low float8;
  high float8;
begin
  lock table search_tiers in share row exclusive mode;
  select array_agg(c.count), array_agg(k.search_weight) into counts, weights
  from (select kind, sum(count)::float8 as count
        from (select kind, count from element_counts union all select key, value::integer from jsonb_each_text(coming)) as every group by kind) as c
  join element_kinds k on k.kind = c.kind
  where k.sensitivity <> 'restricted';
  if search_elements_above(0, counts, weights) < 8000
     or search_elements_above((select greatest(lowest_rank, 0) from search_tiers where tier = 0), counts, weights) between 2000 and 8000 then return; end if;
  for wanted in 0 .. 3 loop
    low := 0;
    high := 1;
    for step in 1 .. 40 loop
      if search_elements_above((low + high) / 2, counts, weights) > 4000 * (4 ^ (wanted + 1) - 1) / 3 then low := (low + high) / 2; else high := (low + high) / 2; end if;
    end loop;
    update search_tiers set lowest_rank = case when low > 0 then low else '-infinity' end where tier = wanted;
  end loop;
  update search_documents set tier = search_tier(rank) where tier <> search_tier(rank);
end
$$;

create function has_searched_elements() returns boolean language sql stable as $$
  select exists (select from search_documents where kind not in ('region', 'grid', 'street', 'estate', 'matter'))
$$;

create function merge_search_postings() returns void language sql as $$
  select gin_clean_pending_list(i.indexrelid)
  from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
  where p.inhparent = 'search_documents'::regclass and a.amname = 'gin'
$$;

-- The regions, grids, streets and estates of a county after a bulk load.
create function refresh_search_areas(county text) returns void language plpgsql security definer
set search_path = public, pg_temp set gin_pending_list_limit = '16MB' as $$
begin
  delete from search_documents
  where county_code in (county, left(county, 2), left(county, 4)) and kind in ('region', 'grid', 'street', 'estate');
  perform add_search_documents(county, array(select code from search_areas where county_code in (county, left(county, 2), left(county, 4))));
  perform add_search_groups(county);
  perform merge_search_postings();
end
$$;

-- As before; the tiers come first, because the lock that they take must not be waited for by who has written documents.
create or replace function refresh_search(county text) returns void language plpgsql security definer
set search_path = public, pg_temp set work_mem = '128MB' set maintenance_work_mem = '256MB' set gin_pending_list_limit = '16MB' as $$
declare
  missing text[];
  is_first boolean;
begin
  perform balance_search_tiers();
  delete from search_documents d
  where (d.county_code = county or d.county_code in (left(county, 2), left(county, 4)))
    and not exists (select from elements e where e.county_code = d.county_code and e.code = d.code and e.valid_to is null and e.updated_at < now());
  is_first := not has_searched_elements();
  if is_first then drop index search_documents_tokens_idx; end if;
  if exists (select from search_documents where county_code = county) then
    select array_agg(code) into missing from (
      select code from search_elements where county_code = county
      except select code from search_documents where county_code = county) as found;
    perform add_search_documents(county, missing || array(select code from search_areas where county_code in (county, left(county, 2), left(county, 4))));
    perform add_search_groups(county);
  else
    perform add_search_documents(county, null);
  end if;
  if is_first then perform index_search_documents(); else perform merge_search_postings(); end if;
end
$$;

revoke execute on function balance_search_tiers(jsonb), has_searched_elements(), merge_search_postings(), refresh_search_areas(text) from public;
