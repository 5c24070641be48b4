-- Floors of buildings of which neither floors nor height is known: greatest() passes over nulls, so that without a height
-- each had one floor, and the guess from the footprint was never reached.
create or replace function estimated_households(use text, floors integer, height_meters real, square_meters float8) returns integer language sql immutable as $$
  select case
    when coalesce(use, '') not in ('', 'yes', 'residential', 'apartments', 'house', 'detached', 'terrace', 'dormitory', 'rural_house', 'shop_house', 'courtyard') then 0
    when square_meters < 30 or height_meters > 100 then 0
    else greatest(1, round(square_meters * coalesce(floors, case when height_meters is not null then greatest(1, round(height_meters / 3.0)) when square_meters < 150 then 2 else 5 end) * 0.75 / 90))
  end::integer
$$;
