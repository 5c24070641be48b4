-- Plan $1 with the communities with a border inside $2.
select p.id, p.scope_code, p.status, session_reaches(p.scope_code) as is_reached,
       coalesce((
         select json_agg(json_build_object('code', r.code, 'isVillage', is_village(r.code), 'min', b.households_min, 'max', b.households_max) order by r.code)
         from regions r cross join lateral band_of(r.code) as b
         where r.level = 'community' and starts_with(r.code, p.scope_code) and starts_with(r.code, $2::text) and r.geom is not null), '[]') as communities
from border_plans p
where p.id = $1
