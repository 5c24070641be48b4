-- New elements have no profile that could stand in the way; looking for one costs a third of the time.
insert into building_profiles (county_code, element_id, floors, basement_floors, height_meters, min_height_meters, use, built_year)
select d.county_code, d.id, d.floors, d.basement_floors, d.height_meters, d.min_height_meters, nullif(d.category, 'building_part'), d.built_year
from decided_elements d
where d.kind = 'building' and d.state = 'new';
insert into building_profiles as p (county_code, element_id, floors, basement_floors, height_meters, min_height_meters, use, built_year)
select d.county_code, d.id, d.floors, d.basement_floors, d.height_meters, d.min_height_meters, nullif(d.category, 'building_part'), d.built_year
from decided_elements d
where d.kind = 'building' and d.state = 'changed'
on conflict (county_code, element_id) do update
set floors = excluded.floors, basement_floors = excluded.basement_floors, height_meters = excluded.height_meters,
    min_height_meters = excluded.min_height_meters, use = excluded.use, built_year = excluded.built_year
