-- What edges $1 (WKB, noded) lie on: the best line under the middle of each, by its place in the list from 0. Those that lie
-- on nothing are left out.
-- $2 classes of features by theme with what they become, $3 classes of lines, best first, $4 noding grid in degrees.
select m.edge, l.kind, l.name
from (
  select ordinality::integer - 1 as edge, st_lineinterpolatepoint(st_geomfromwkb(line, 4326), 0.5) as middle
  from unnest($1::bytea[]) with ordinality as line
) as m
cross join lateral (
  select $2::jsonb -> f.theme ->> f.class as kind, f.name
  from ground_features f
  where f.geom && st_expand(m.middle, 10 * $4::float8) and $2::jsonb -> f.theme ? f.class
    and st_dwithin(case when st_dimension(f.geom) = 2 then st_boundary(f.geom) else f.geom end, m.middle, 10 * $4::float8)
  order by array_position($3::text[], $2::jsonb -> f.theme ->> f.class), f.name desc, f.id limit 1
) as l
