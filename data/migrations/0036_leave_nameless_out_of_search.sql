-- What has neither name nor address is found by its code in elements; a document of it would hold no word. Imported ground
-- is full of such buildings: a third of New York's.
create or replace view search_elements as
select e.county_code, e.kind, e.code, e.id, e.place_code, k.sensitivity = 'open' as is_open, e.name,
       case when e.kind = 'dwelling' then '' else e.address end as address, '' as aliases,
       case when geometrytype(e.geom) = 'POINT' then e.geom
            else st_setsrid(st_makepoint((st_xmin(e.geom) + st_xmax(e.geom)) / 2, (st_ymin(e.geom) + st_ymax(e.geom)) / 2), 4326) end as spot,
       -- A draw with weights (Efraimidis and Spirakis): each kind and each word is spread over all tiers. Houses of one
       -- place are drawn together and stand there in the order of their codes.
       power(((hashtextextended(case e.kind when 'building' then regexp_replace(e.address || ' ' || e.name, '[0-9]', '', 'g')
                                            when 'dwelling' then coalesce(e.building_id::text, e.code) else e.code end, 0) & 4294967295) + 1)::float8 / 4294967297, 1 / k.search_weight)
         - substr(e.code, 9, 10)::float8 * 1e-13 as rank,
       e.updated_at
from elements e join element_kinds k on k.kind = e.kind
where e.valid_to is null and k.sensitivity <> 'restricted' and (e.name <> '' or e.address <> '');

delete from search_documents d
using elements e
where e.county_code = d.county_code and e.id = d.id and e.code = d.code and e.name = '' and e.address = '';
