/** Runs one statement as the database's owner. */
export type RunSql = (text: string) => Promise<Record<string, unknown>[]>;

/** County 990101: one street, two communities of 2×2 grids side by side whose inner borders wind, and things in them. */
export const street = '990101001';
export const communities = ['990101001001', '990101001002'] as const;

/** Fills a test database; positions are around 110° E, 30° N, a grid is about 480 m wide. */
export async function layGround(sql: RunSql): Promise<void> {
  const statements = [
    `insert into regions (code, parent_code, level, name, geom) values
       ('99', null, 'province', '试验省', st_multi(st_makeenvelope(110, 30, 110.02, 30.01, 4326))),
       ('9901', '99', 'prefecture', '试验市', st_multi(st_makeenvelope(110, 30, 110.02, 30.01, 4326))),
       ('990101', '9901', 'county', '试验县', st_multi(st_makeenvelope(110, 30, 110.02, 30.01, 4326))),
       ('990101001', '990101', 'street', '试验街道', st_multi(st_makeenvelope(110, 30, 110.02, 30.01, 4326))),
       ('990101001001', '990101001', 'community', '东社区', st_multi(st_makeenvelope(110, 30, 110.01, 30.01, 4326))),
       ('990101001002', '990101001', 'community', '西社区', st_multi(st_makeenvelope(110.01, 30, 110.02, 30.01, 4326)))`,
    // Borders between grids wind: 40 vertices each, the same on both sides.
    `insert into grids (code, kind, community_code, name, geom, households)
     with wave as (
       select x0, st_makeline(st_point(x0 + case when i in (0, 40) then 0 else 0.0001 * sin(i) end, 30 + 0.01 * i / 40, 4326) order by i) as line
       from unnest(array[110, 110.005, 110.01, 110.015, 110.02]::float8[]) as x0, generate_series(0, 40) as i group by x0
     ), faces as (
       select (st_dump(st_polygonize(line))).geom as geom
       from (select st_node(st_collect(line)) as line from (
         select case when x0 in (110, 110.01, 110.02) then st_makeline(st_point(x0, 30, 4326), st_point(x0, 30.01, 4326)) else line end as line from wave
         union all select st_makeline(st_point(110, y, 4326), st_point(110.02, y, 4326)) from unnest(array[30, 30.005, 30.01]::float8[]) as y) as all_lines) as noded
     ), placed as (
       select geom, case when st_x(st_centroid(geom)) < 110.01 then '990101001001' else '990101001002' end as community from faces
     )
     select community || lpad((row_number() over (partition by community order by st_x(st_centroid(geom)), st_y(st_centroid(geom))))::text, 3, '0'), 'base', community,
            '网格', geom, 400
     from placed`,
    `select ensure_county('990101')`,
    `insert into elements (county_code, code, kind, category, name, geom)
     select '990101', digital_id('990101', number, row_number() over (partition by kind order by i)), kind, kind || '_a', title_zh || i,
            case when kind = 'building' then st_expand(spot, 0.0001) else spot end
     from (select k.kind, k.number, k.title_zh, i, st_setsrid(st_point(110.0005 + (i % 20) * 0.00095 + k.number * 0.00001, 30.0005 + (i / 20) * 0.00095), 4326) as spot
           from element_kinds k, generate_series(0, 199) as i
           where k.kind in ('building', 'place', 'organisation', 'camera', 'hazard', 'person')) as made`,
    `insert into building_profiles (county_code, element_id, floors, height_meters, use, households, residents)
     select county_code, id, 18, 54, 'residential', 72, 200 from elements where kind = 'building'`,
    `update elements p set building_id = b.id from elements b
     where p.kind = 'person' and b.kind = 'building' and st_intersects(b.geom, p.geom)`,
    `insert into key_person_profiles (county_code, element_id, type, level)
     select county_code, id, 'elderly_alone', 'normal' from (select *, row_number() over (order by id) as n from elements where kind = 'person') as numbered where n % 2 = 0`,
    `insert into ground_features (county_code, theme, class, name, geom, rank) values
       ('990101', 'road', 'primary', '一号路', st_setsrid('linestring(110 30.005, 110.02 30.005)'::geometry, 4326), 2),
       ('990101', 'landuse', 'residential', '', st_makeenvelope(110, 30, 110.01, 30.01, 4326), 5),
       ('990101', 'label', 'locality', '试验地', st_setsrid(st_point(110.01, 30.005), 4326), 3)`,
    `select refresh_county('990101')`,
  ];
  for (const statement of statements) await sql(statement);
}

