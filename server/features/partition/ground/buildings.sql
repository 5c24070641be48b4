-- Buildings of communities $1 with their households, known or estimated by what source the community has ($2). A building
-- of several parts stands for all the ground between them: cuts go around it.
select b.id, b.community_code as community, p.estate,
       st_asbinary(case when geometrytype(b.geom) = 'POLYGON' then b.geom when st_numgeometries(b.geom) = 1 then st_geometryn(b.geom, 1) else st_convexhull(b.geom) end) as shape,
       building_households(p.households, wanted.source, b.category, p.use, p.floors, p.height_meters, b.geom) as households
from unnest($1::text[], $2::text[]) as wanted (code, source)
join elements b on b.place_code >= wanted.code and b.place_code < wanted.code || ':' and b.kind = 'building' and b.valid_to is null
left join building_profiles p on p.county_code = b.county_code and p.element_id = b.id
where geometrytype(b.geom) like '%POLYGON' and b.category <> 'building_part'
order by b.id
