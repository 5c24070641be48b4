/** Edits that a grid administrator would make on a plan of the bench city: where they cut no house, which the judge would refuse. */
import type { BorderOp, BorderPlan } from '#contract/borders.ts';
import { buildCoverage, facePolygon } from '#contract/coverage/build.ts';
import { applyEdit, type Coverage, type Position } from '#contract/coverage/coverage.ts';
import { neighboursOf } from '#contract/coverage/neighbours.ts';
import { facesAt, zonesAt } from '#contract/coverage/owners.ts';
import { splitFace } from '#contract/coverage/split.ts';
import { createRandom } from '../../../data/city/random.ts';
import type { BenchCity } from '../../bench-city.ts';

export type EditKind = 'vertex' | 'split' | 'merge' | 'transfer';
/** Grids of the plan that are tried for a split and for a house to hand over. */
const casesEach = 250;

export type EditCases = Record<EditKind, BorderOp[]>;

/** Many of each kind, from all over the plan, the same each time. */
export async function findEditCases(city: BenchCity, plan: BorderPlan): Promise<EditCases> {
  const coverage = coverageOf(plan);
  const random = createRandom(7);
  const shuffled = <Item>(items: Item[]) => items.map((item) => ({ item, at: random.next() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
  return {
    vertex: shuffled(findMoves(coverage)),
    split: shuffled(await findSplits(city, plan.id, casesEach)),
    merge: shuffled(findMerges(coverage)),
    transfer: shuffled(await findTransfers(city, plan.id, casesEach)),
  };
}

function coverageOf(plan: BorderPlan): Coverage {
  const grids = plan.grids.features.filter(({ properties }) => properties.kind !== 'micro');
  return buildCoverage(grids.map(({ id, geometry, properties }) => ({ key: id, layer: 'ground', zone: properties.communityCode, parent: null, geometry })));
}

/** Vertices that two grids or more share, each moved by some three metres to the north-east. */
function findMoves(coverage: Coverage): BorderOp[] {
  const inside = [...coverage.positions].filter(([vertex]) => zonesAt(coverage, vertex).length === 0 && facesAt(coverage, vertex).length > 1);
  return inside.map(([, [lng, lat]]) => ({ op: 'moveVertex', from: [lng, lat], to: [lng + 0.00003, lat + 0.00002] }));
}

function findMerges(coverage: Coverage): BorderOp[] {
  return [...coverage.faces.values()].flatMap(({ key, zone }): BorderOp[] => {
    const other = neighboursOf(coverage, key).find((neighbour) => coverage.faces.get(neighbour.key)?.zone === zone);
    return other ? [{ op: 'merge', gridCodes: [key, other.key], keep: key }] : [];
  });
}

/** For every grid the line nearest to its middle that crosses it once and no house. */
export async function findSplits(city: BenchCity, planId: string, most = 5_000): Promise<BorderOp[]> {
  const rows = await city.sql<{ code: string; line: Position[] }>(
    `with grids as materialized (
       select code, geom, st_centroid(st_envelope(geom)) as middle, st_xmax(geom) - st_xmin(geom) as width, st_ymax(geom) - st_ymin(geom) as height
       from border_plan_grids where plan_id = $1 and kind <> 'micro' order by md5(code) limit $2
     ), lines as (
       select g.code, g.geom, abs(step) as off, st_rotate(st_makeline(
         st_setsrid(st_makepoint(st_x(middle) - width - height, st_y(middle)), 4326), st_setsrid(st_makepoint(st_x(middle) + width + height, st_y(middle)), 4326)),
         radians(angle), st_translate(middle, 0, 0)) as line, step * width as dx, step * height as dy
       from grids g cross join generate_series(-2, 2) as n cross join lateral (select n * 0.1 as step) as s cross join unnest(array[6, 12, 96, 102]) as angle
     ), placed as (
       select code, geom, off, st_translate(line, dx, dy) as line from lines
     ), clean as (
       select code, off, line from placed p
       where geometrytype(st_intersection(geom, line)) = 'LINESTRING'
         and not exists (select from elements b where b.kind = 'building' and b.valid_to is null and b.geom_3857 && st_transform(st_intersection(p.geom, p.line), 3857) and st_intersects(b.geom, p.line))
     )
     select distinct on (code) code, array[array[st_x(st_startpoint(line)), st_y(st_startpoint(line))], array[st_x(st_endpoint(line)), st_y(st_endpoint(line))]] as line
     from clean order by code, off`,
    [planId, most],
  );
  return rows.map(({ code, line }) => ({ op: 'split', gridCode: code, line: line.map(([lng, lat]) => [lng, lat]) }));
}

/** Splits made by the engine, as the editor does, until there are as many grids as wanted; one replacement for each community. */
export function splitMany(plan: BorderPlan, splits: readonly BorderOp[], wanted: number): Extract<BorderOp, { op: 'replace' }>[] {
  const before = coverageOf(plan);
  const next = new Map(plan.communities.map(({ code, nextSequence }) => [code, nextSequence]));
  const parts = new Map(plan.grids.features.map(({ id, properties }) => [id, properties]));
  let after = before;
  for (const op of splits) {
    if (op.op !== 'split' || after.faces.size >= wanted) continue;
    const zone = op.gridCode.slice(0, 12);
    const code = zone + String(next.get(zone)).padStart(3, '0');
    const outcome = splitFace(after, op.gridCode, op.line, code);
    const from = parts.get(op.gridCode);
    if (!outcome.ok || !from) continue;
    after = applyEdit(after, outcome.edit);
    next.set(zone, (next.get(zone) ?? 0) + 1);
    parts.set(code, { ...from, code, name: `${from.name} ${code.slice(-3)}` });
  }
  const isChanged = (key: string) => JSON.stringify(facePolygon(before, key)) !== JSON.stringify(facePolygon(after, key));
  const changed = [...after.faces.keys()].filter(isChanged);
  return plan.communities.flatMap(({ code: zone }) => {
    const grids = changed.filter((key) => key.startsWith(zone)).map((code) => {
      const { kind, name } = parts.get(code)!;
      return { code, kind, communityCode: zone, parentCode: null, name, predecessors: [], geometry: facePolygon(after, code) };
    });
    return grids.length > 0 ? [{ op: 'replace' as const, grids, removed: [] }] : [];
  });
}

/** A house beside the border of a neighbour of the same community goes over to it. */
async function findTransfers(city: BenchCity, planId: string, most: number): Promise<BorderOp[]> {
  const rows = await city.sql<{ house: string; receiver: string }>(
    `select distinct on (a.code) e.code as house, b.code as receiver
     from (select * from border_plan_grids where plan_id = $1 and kind = 'base' order by md5(code) limit $2) as a
     join border_plan_grids b on b.plan_id = a.plan_id and b.community_code = a.community_code and b.code <> a.code and b.geom && a.geom and st_touches(b.geom, a.geom)
     join elements e on e.geom_3857 && st_transform(st_expand(st_intersection(a.geom, b.geom), 0.0003), 3857) and e.kind = 'building' and e.valid_to is null
       and st_within(e.geom, a.geom) and st_dwithin(e.geom, b.geom, 0.0003)
     where b.kind = 'base'
     order by a.code, st_distance(e.geom, b.geom), e.code`,
    [planId, most],
  );
  return rows.map(({ house, receiver }) => ({ op: 'transfer', elementCodes: [house], toGridCode: receiver }));
}
