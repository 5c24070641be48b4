-- Buildings of the communities with their households: known, else estimated where nothing at all is known ($2). A building
-- of several parts stands for all the ground between them: cuts go around it.
select b.id, b.community_code as community, p.estate,
       st_asbinary(case when geometrytype(b.geom) = 'POLYGON' then b.geom when st_numgeometries(b.geom) = 1 then st_geometryn(b.geom, 1) else st_convexhull(b.geom) end) as shape,
       coalesce(p.households, case when $2::boolean then estimated_households(p.use, p.floors, p.height_meters, st_area(b.geom::geography)) end, 0) as households
from unnest($1::text[]) as wanted (code)
join elements b on b.place_code >= wanted.code and b.place_code < wanted.code || ':' and b.kind = 'building' and b.valid_to is null
left join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
where geometrytype(b.geom) like '%POLYGON' and b.category <> 'building_part'
order by b.id
