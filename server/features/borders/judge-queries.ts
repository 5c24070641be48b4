import type { BorderProblemKind } from '#contract/border-rules.ts';
import type { GroundShape } from '#contract/coverage/shapes.ts';
import type { AnyGeometry } from '#contract/shapes.ts';
import { judgeLimits } from '#contract/border-rules.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { writeShape } from './wkb.ts';

const judgeSql = readSql(import.meta.url, './judge.sql');
const countSql = readSql(import.meta.url, './count.sql');

export interface JudgedGrid {
  code: string;
  kind: 'base' | 'dedicated' | 'micro';
  communityCode: string;
  /** For a micro-grid the grid that holds it. */
  parentCode: string | null;
  geometry: GroundShape;
}
export interface JudgedRow extends Record<string, unknown> {
  kind: BorderProblemKind;
  codes: string[];
  lng: number;
  lat: number;
  geometry: AnyGeometry | null;
  measure: number | null;
  reason: string | null;
}
/** What PostGIS finds wrong or doubtful with the grids given, or with all of the plan as it stands. */
export function judgeShapes(db: RequestDatabase, planId: string, grids: JudgedGrid[] | 'all'): Promise<JudgedRow[]> {
  const given = grids === 'all' ? [] : grids;
  const { cutSquareMeters, partShare, mainRoadRank, workerMeters } = judgeLimits;
  return db.query<JudgedRow>({
    name: 'border_judge',
    text: judgeSql,
    values: [
      planId, grids === 'all', given.map(({ code }) => code), given.map(({ kind }) => kind), given.map(({ communityCode }) => communityCode),
      given.map(({ parentCode }) => parentCode), given.map(({ geometry }) => writeShape(geometry)),
      cutSquareMeters, partShare, mainRoadRank, workerMeters,
    ],
  });
}

export interface CountedGrid extends Record<string, unknown> {
  is_after: boolean;
  code: string;
  households: number;
  buildings: number;
  places: number;
  people: number | null;
  key_persons: number | null;
}
type Shape = Pick<JudgedGrid, 'code' | 'geometry'>;
/** What grids hold before and after an edit that leaves the ground the same. */
export function countGrids(db: RequestDatabase, before: Shape[], after: Shape[], countsPeople: boolean): Promise<CountedGrid[]> {
  const columns = (shapes: Shape[]) => [shapes.map(({ code }) => code), shapes.map(({ geometry }) => writeShape(geometry))];
  return db.query<CountedGrid>({ name: 'border_count', text: countSql, values: [...columns(after), ...columns(before), countsPeople] });
}

/** Grids of a plan whose code must not be used: today's grid has ended, or a new one's code was given already. */
export async function findDeadCodes(db: RequestDatabase, planId: string): Promise<{ code: string; lng: number; lat: number }[]> {
  return db.query<{ code: string; lng: number; lat: number }>({
    text: `select g.code, st_x(p.at) as lng, st_y(p.at) as lat
      from border_plan_grids g cross join lateral (select st_pointonsurface(g.geom) as at) as p
      where g.plan_id = $1 and case when g.is_new then exists (select from grids t where t.code = g.code)
                                    else not exists (select from grids t where t.code = g.code and t.community_code = g.community_code and t.valid_to is null) end
      order by g.code`,
    values: [planId],
  });
}

/** Buildings whose inner point lies in one of the surfaces. */
export async function findBuildingsIn(db: RequestDatabase, surfaces: [number, number][][][]): Promise<{ lng: number; lat: number; geometry: AnyGeometry }[]> {
  return db.query<{ lng: number; lat: number; geometry: AnyGeometry }>({
    text: `with surfaces as materialized (
        select geom, st_transform(geom, 3857) as geom_3857 from (select st_setsrid(st_geomfromwkb(shape), 4326) as geom from unnest($1::bytea[]) as shape) as given
      )
      select st_x(p.spot) as lng, st_y(p.spot) as lat, st_asgeojson(b.geom, 15)::json as geometry
      from surfaces s join elements b on b.geom_3857 && s.geom_3857 and b.kind = 'building' and b.valid_to is null
      cross join lateral (select st_pointonsurface(b.geom) as spot) as p
      where st_intersects(s.geom, p.spot) order by b.code limit 1000`,
    values: [surfaces.map((coordinates) => writeShape({ type: 'Polygon', coordinates }))],
  });
}
