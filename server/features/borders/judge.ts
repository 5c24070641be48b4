import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BorderCounts, BorderProblem } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { facePolygon } from '#contract/coverage/build.ts';
import { findFaults } from '#contract/coverage/faults.ts';
import { measureFace } from '#contract/coverage/measure.ts';
import { neighboursOf } from '#contract/coverage/neighbours.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { type Ground, openGround } from './ground.ts';
import * as queries from './judge-queries.ts';
import { countsOf, fromFault, fromFigures, fromRow, newFaults, problem } from './problems.ts';
import { type GroundRow, listCommunities, listPlanGrids, type PlanCommunity } from './plan-queries.ts';

interface ChangedGrid {
  code: string;
  kind: GroundRow['kind'];
  communityCode: string;
}
/** A change of some grids of a plan, not yet written. */
export interface GroundChange {
  ground: Ground;
  after: Coverage;
  /** Grids with another shape or kind than before, or new. */
  changed: ChangedGrid[];
  removed: string[];
}
export interface Verdict {
  /** Faults that the change makes; what was wrong before and is not worse is left out. */
  faults: BorderProblem[];
  warnings: BorderProblem[];
  before: Map<string, BorderCounts>;
  after: Map<string, BorderCounts>;
}

/**
 * Judges a change: the engine says exactly whether the grids still cover their communities, PostGIS whether they are
 * valid and cut no building; then what the grids hold before and after.
 * @param countsPeople whether the reader may count people at all
 */
export async function judgeChange(db: RequestDatabase, planId: string, change: GroundChange, countsPeople: boolean): Promise<Verdict> {
  // PostGIS is asked first and works while the engine does; what it says, even that it failed, counts where the engine finds nothing.
  const weighing = weighChange(db, planId, change, countsPeople);
  weighing.catch(() => undefined);
  await nextTurn();
  const exact = judgeExactly(change);
  if (exact.length > 0) return { faults: exact, warnings: [], before: new Map(), after: new Map() };
  const { found, ...weighed } = await weighing;
  return { faults: found.length > 0 ? newFaults(await judgeBefore(db, planId, change), found) : [], ...weighed };
}

/** What the grids hold before and after, what there is to warn of, and the faults that PostGIS and the figures show (`found`). */
export async function weighChange(db: RequestDatabase, planId: string, change: GroundChange, countsPeople: boolean): Promise<Omit<Verdict, 'faults'> & { found: BorderProblem[] }> {
  const { ground, after, changed, removed } = change;
  const shapes = changed.map((grid) => judgedShape(after, grid));
  const old = [...changed.map(({ code }) => code), ...removed].flatMap((code) => (ground.coverage.faces.has(code) ? [{ code, geometry: facePolygon(ground.coverage, code) }] : []));
  const [judged, counted] = await Promise.all([queries.judgeShapes(db, planId, [...shapes, ...nestedIn(after, changed)]), queries.countGrids(db, old, shapes, countsPeople)]);
  const measured = { before: measure(ground.coverage, countsOf(counted, false)), after: measure(after, countsOf(counted, true)) };
  const figures = changed.flatMap(({ code, kind, communityCode }) => {
    const counts = measured.after.get(code);
    return counts ? fromFigures(after, { code, kind, ...counts, band: bandOf(ground.communities.get(communityCode)) }) : [];
  });
  const all = [...judged.map(fromRow), ...figures];
  return { found: all.filter(({ severity }) => severity === 'fault'), warnings: all.filter(({ severity }) => severity === 'warning'), ...measured };
}

/** The band, where it can be told whether a grid meets it. */
function bandOf(community: PlanCommunity | undefined): PlanCommunity | undefined {
  return community?.households_source === 'unknown' ? undefined : community;
}

/** Faults of the coverage that the change makes, by the engine alone. */
function judgeExactly(change: GroundChange): BorderProblem[] {
  if (exactFaults(change).length === 0) return [];
  // Something is wrong where it was changed: was it before? Ground moves from one fault to another, so all of it is compared.
  return newFaults(findFaults(change.ground.coverage).map(fromFault), findFaults(change.after).map(fromFault));
}

/** Faults of the coverage around a change, whether or not they were there before. */
export function exactFaults({ ground, after, changed, removed }: GroundChange): BorderProblem[] {
  const codes = changed.map(({ code }) => code);
  // Who has lost a neighbour shows the gap that it left.
  const beside = removed.flatMap((code) => neighboursOf(ground.coverage, code).map(({ key }) => key)).filter((key) => after.faces.has(key));
  const within = [...new Set([...codes, ...beside])];
  const isLast = removed.length > 0 && within.length === 0;
  return findFaults(after, isLast ? undefined : within).map(fromFault);
}

async function judgeBefore(db: RequestDatabase, planId: string, { ground, changed, removed }: GroundChange): Promise<BorderProblem[]> {
  const codes = [...changed.map(({ code }) => code), ...removed];
  const shapes = codes.flatMap((code) => {
    const row = ground.rows.get(code);
    return row && ground.coverage.faces.has(code) ? [judgedShape(ground.coverage, { code, kind: row.kind, communityCode: row.community_code })] : [];
  });
  const figures = shapes.flatMap(({ code, kind }) => fromFigures(ground.coverage, { code, kind, households: 0, ...measureFace(ground.coverage, code), band: undefined }));
  return [...(await queries.judgeShapes(db, planId, [...shapes, ...nestedIn(ground.coverage, shapes)])).map(fromRow), ...figures];
}

function judgedShape(coverage: Coverage, { code, kind, communityCode }: ChangedGrid): queries.JudgedGrid {
  return { code, kind, communityCode, parentCode: coverage.faces.get(code)?.parent ?? null, geometry: facePolygon(coverage, code) };
}

/** Micro-grids that stay as they are while the grid around them changes: more or less of a building may lie outside them now. */
export function nestedIn(coverage: Coverage, changed: readonly { code: string }[]): queries.JudgedGrid[] {
  const codes = new Set(changed.map(({ code }) => code));
  return [...coverage.faces.values()]
    .filter(({ key, parent }) => parent !== null && codes.has(parent) && !codes.has(key))
    .map(({ key, zone }) => judgedShape(coverage, { code: key, kind: 'micro', communityCode: zone }));
}

type Held = Omit<BorderCounts, 'squareMeters' | 'compactness'>;
function measure(coverage: Coverage, counts: Map<string, Held>): Map<string, BorderCounts> {
  return new Map([...counts].map(([code, held]) => {
    const { squareMeters, compactness } = measureFace(coverage, code);
    return [code, { ...held, squareMeters, compactness }];
  }));
}

/** Buildings that stand in the gaps, each a fault of its own. */
export async function findHomeless(db: RequestDatabase, problems: readonly BorderProblem[]): Promise<BorderProblem[]> {
  const gaps = problems.flatMap(({ kind, geometry }) => (kind === 'gap' && geometry?.type === 'Polygon' ? [geometry.coordinates as [number, number][][]] : []));
  const rows = gaps.length === 0 ? [] : await queries.findBuildingsIn(db, gaps);
  return rows.map(({ lng, lat, geometry }) => problem('building-in-no-grid', [], [lng, lat], { geometry }));
}

/** All faults and warnings of a plan as it stands. */
export async function judgePlan(db: RequestDatabase, planId: string): Promise<BorderProblem[]> {
  const [rows, communities, judged, dead] = await Promise.all([
    listPlanGrids(db, planId), listCommunities(db, planId), queries.judgeShapes(db, planId, 'all'), queries.findDeadCodes(db, planId),
  ]);
  const ground = openGround(rows.map((row) => ({ ...row, is_own: true })), communities);
  const bands = new Map<string, PlanCommunity>(communities.map((community) => [community.code, community]));
  const figures = rows.flatMap(({ code, kind, community_code, households }) =>
    fromFigures(ground.coverage, { code, kind, households, ...measureFace(ground.coverage, code), band: bandOf(bands.get(community_code)) }),
  );
  const found = judged.map(fromRow);
  const invalid = new Set(found.filter(({ kind }) => kind === 'not-valid').flatMap(({ gridCodes }) => gridCodes));
  const exact = findFaults(ground.coverage).map(fromFault).filter(({ kind, gridCodes }) => kind !== 'not-valid' || !gridCodes.every((code) => invalid.has(code)));
  const codes = dead.map(({ code, lng, lat }) => problem('dead-code', [code], [lng, lat]));
  const homeless = await findHomeless(db, exact);
  return [...exact, ...homeless, ...found, ...codes, ...figures].sort((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
}
