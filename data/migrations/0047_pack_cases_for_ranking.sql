-- A ranking reads all cases of a matter, a class or a type: a year's 180,000 at most. Grouping them here costs more for each
-- case than reading it, and handing on eight columns as text more than that. What a ranking needs of a case is therefore kept
-- as one packed value, and read from the index alone.
create function event_packed(spot bigint, place_code text, reported_at timestamptz, closed_at timestamptz, matter_code text, reopened_count smallint, geom geometry)
returns bytea language sql immutable parallel safe as $$
  select int8send(spot) || int8send(place_code::bigint) || timestamptz_send(reported_at) || timestamptz_send(coalesce(closed_at, 'infinity'))
      || float8send(st_x(geom)) || float8send(st_y(geom)) || int4send(matter_code::integer) || int2send(reopened_count)
$$;
alter table events add column packed bytea not null generated always as (
  event_packed(event_spot(element_id, geom), coalesce(grid_code, community_code, county_code), reported_at, closed_at, matter_code, reopened_count, geom)
) stored;
comment on column events.packed is
  '54 bytes in network order: spot (8), place_code as a number (8), reported_at and closed_at in microseconds since 2000, open as the largest (8 + 8), longitude and latitude (8 + 8), matter_code as a number (4), reopened_count (2).';

drop index events_matter_idx;
create index events_matter_idx on events (matter_code, place_code, reported_at)
  include (sensitivity, closed_at, due_at, reopened_count, owner_department, geom, packed);
