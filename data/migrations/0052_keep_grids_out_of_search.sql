-- A document of an element knows its community, no longer its grid: borders of grids change by whole plans, and writing the
-- words of 200,000 elements anew took most of an adoption. Who asks within one grid is told by the elements themselves.
create or replace view search_elements as
select e.county_code, e.kind, e.code, e.id, left(e.place_code, 12) as place_code, k.sensitivity = 'open' as is_open, e.name,
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

create or replace view search_groups as
select county_code, 'street' as kind, 'street-' || min(id) as code, min(id) as id, county_code as place_code, true as is_open, name, '' as address, '' as aliases,
       st_centroid(st_extent(geom)::geometry) as spot, 3.5 - length(name) * 0.01 - min(rank) * 0.001 as rank, st_collect(geom) as shape
from ground_features where theme = 'road' and name <> '' group by county_code, name
union all
select b.county_code, 'estate', 'estate-' || min(b.element_id), min(b.element_id), left(min(e.place_code), 12), true, b.estate,
       min(regexp_replace(e.address, b.estate || '.*$', '')), '', st_centroid(st_extent(e.geom)::geometry), 3.5 - length(b.estate) * 0.01,
       st_collect(st_centroid(st_envelope(e.geom)))
from building_profiles b join elements e on e.county_code = b.county_code and e.id = b.element_id
where b.estate <> '' and e.valid_to is null group by b.county_code, b.estate;

create temporary table documents_before as select * from search_documents;
drop index search_documents_tokens_idx;
truncate search_documents;
update documents_before set place_code = left(place_code, 12) where kind <> 'grid' and length(place_code) > 12;
insert into search_documents select * from documents_before order by tier, kind, address, name;
drop table documents_before;
select index_search_documents();
comment on column search_documents.place_code is 'Down to the community; only a grid''s own document has a grid''s code.';

-- The community that somebody's grid lies in; null for who answers for more than a grid.
create function session_community_of_grid() returns text language sql stable parallel safe as $$
  select case when length(session_jurisdiction()) > 12 then left(session_jurisdiction(), 12) end
$$;
drop policy search_documents_read on search_documents;
create policy search_documents_read on search_documents for select to getu_app using (
  (is_open and (select session_user_id()) is not null)
  or (kind = any ((select session_local_kinds())::text[]) and (
    (place_code >= (select session_place_from()) and place_code < (select session_place_until()))
    -- Behind the policy of the elements, which knows the grid.
    or (place_code = (select session_community_of_grid())
        and exists (select from elements e where e.county_code = search_documents.county_code and e.id = search_documents.id and e.kind = search_documents.kind)))));

-- Search documents at an adoption: only of what comes to another community, which borders of grids hardly ever do, and of the grids.
create or replace function move_search_documents(county text) returns void language plpgsql set gin_pending_list_limit = '16MB' as $$
begin
  update search_documents d set place_code = m.community_code
  from adoption_moves m
  where m.community_code <> left(m.old_place, 12) and d.county_code = county and d.code = m.code and d.kind = m.kind;
  update search_documents d set place_code = e.place_code
  from (
    select 'estate-' || min(b.element_id) as code, left(min(x.place_code), 12) as place_code
    from building_profiles b join elements x on x.county_code = b.county_code and x.id = b.element_id and x.valid_to is null
    where b.county_code = county and b.estate in (
      select p.estate from adoption_moves m join building_profiles p on p.county_code = county and p.element_id = m.id
      where m.kind = 'building' and m.community_code <> left(m.old_place, 12) and p.estate <> '')
    group by b.estate
  ) as e
  where d.county_code = county and d.kind = 'estate' and d.code = e.code and d.place_code <> e.place_code;
  delete from search_documents where county_code = county and kind = 'grid' and code in (select code from adoption_ended union all select code from adoption_grids where is_changed);
  perform add_search_documents(county, array(select code from adoption_grids where is_changed));
end
$$;

-- The county's own partition, past the statement triggers of the whole: they have nothing to do here (getu.bulk), and yet
-- each row would be kept twice for them to look at. Only the old places are gone through.
create or replace function move_elements(county text) returns void language plpgsql as $$
begin
  execute format(
    'update %I e set grid_code = m.new_place, community_code = m.community_code, version = e.version + 1, updated_at = now()
     from adoption_moves m where e.county_code = $1 and e.id = m.id and e.place_code = any ($2)',
    case when to_regclass('elements_' || county) is null then 'elements_elsewhere' else 'elements_' || county end)
  using county, array(select distinct old_place from adoption_moves);
end
$$;
