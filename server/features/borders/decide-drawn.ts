import { applyEdit } from '#contract/coverage/coverage.ts';
import { refusal } from '#contract/refusals.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { lineFault, pointFault, surfaceFault } from './check-shape.ts';
import { type DrawnOp, drawEdit, nameGrids } from './edit-op.ts';
import * as queries from './edit-queries.ts';
import { codeOf, type DecidedEdit, type Ground, loseGround, openGround } from './ground.ts';
import { listCommunities } from './plan-queries.ts';
import { codesUsedUp, notValid, refusalProblem } from './refusals.ts';
import { writeReach } from './wkb.ts';

/**
 * Reads the ground that a drawn op concerns and lets the engine draw it. Throws border-not-valid.
 * @param taking the plan, being taken on the same connection before
 */
export async function decideDrawn(db: RequestDatabase, planId: string, op: DrawnOp, taking: Promise<queries.TakenPlan>): Promise<DecidedEdit> {
  refuseShapes(op);
  const footprints = op.op === 'transfer' && !op.geometry ? await placeBuildings(db, planId, op.elementCodes ?? []) : null;
  const community = op.op === 'create' ? await queries.findCommunityOf(db, (await taking).scope, op.geometry) : null;
  if (op.op === 'create' && !community) throw refusalProblem({ reason: 'outside-community', location: firstOf(op.geometry.coordinates[0]), faces: [] });
  const reach = { ...reachOf(op), ...(community ? { communities: [community] } : {}) };
  const rows = await queries.loadGround(db, planId, { ...reach, codes: [...(reach.codes ?? []), ...(footprints?.grids ?? [])] });
  const missing = (reach.codes ?? []).filter((code) => !rows.some((row) => row.code === code));
  if (missing.length > 0) throw refusalProblem({ reason: 'no-such-grid', location: null, faces: missing });
  const communities = await listCommunities(db, planId, [...new Set([...rows.flatMap((row) => (row.is_own ? [row.community_code] : [])), ...(community ? [community] : [])])]);
  const ground = openGround(rows, communities, community ? [community] : []);
  const newCode = newCodeFor(op, ground, community);
  const buildings = footprints ? await queries.findFootprints(db, planId, op.op === 'transfer' ? (op.elementCodes ?? []) : [], [...footprints.grids, ...(reach.codes ?? [])]) : [];
  const outcome = drawEdit(ground, op, newCode, buildings);
  if (!outcome.ok) throw refusalProblem(outcome.refusal);
  const after = applyEdit(ground.coverage, outcome.edit);
  return { ground, after, identities: nameGrids(ground, op, newCode, () => loseGround(ground.coverage, after)) };
}

/** What can be refused without the ground: too many vertices, positions out of the world, swapped axes. */
function refuseShapes(op: DrawnOp): void {
  const line = 'line' in op ? lineFault(op.line, '/line') : null;
  const surface = 'geometry' in op && op.geometry ? surfaceFault(op.geometry, '/geometry') : null;
  const points = [...(op.op === 'moveVertex' ? [pointFault(op.from, '/from'), pointFault(op.to, '/to')] : []), ...('at' in op ? [pointFault(op.at, '/at')] : [])];
  const fault = [line, surface, ...points].find((found) => found !== null);
  if (fault) throw notValid([fault]);
  if (op.op === 'transfer' && (op.geometry === undefined) === (op.elementCodes === undefined)) {
    throw notValid([{ ...refusal('buildings-or-ground'), pointer: '/geometry' }]);
  }
}

/** Which grids an op names, and where it draws. */
function reachOf(op: DrawnOp): { codes?: string[]; shape?: Buffer } {
  switch (op.op) {
    case 'split':
      return { codes: [op.gridCode] };
    case 'merge':
      return { codes: [...new Set([...op.gridCodes, op.keep])] };
    case 'reshape':
      return { shape: writeReach(op.line) };
    case 'moveVertex':
      return { shape: writeReach([op.from]) };
    case 'insertVertex':
    case 'deleteVertex':
      return { shape: writeReach([op.at]) };
    case 'transfer':
      return { codes: [op.toGridCode] };
    case 'create':
      return {};
  }
}

async function placeBuildings(db: RequestDatabase, planId: string, codes: string[]): Promise<{ grids: string[] }> {
  const placed = new Map((await queries.findGridsOfBuildings(db, planId, codes)).map(({ code, grid }) => [code, grid]));
  const errors = codes.flatMap((code, index) => {
    const pointer = `/elementCodes/${index}`;
    if (!placed.has(code)) return [{ ...refusal('building-unknown', { code }), pointer }];
    return placed.get(code) === null ? [{ ...refusal('building-outside-grids', { code }), pointer }] : [];
  });
  if (errors.length > 0) throw notValid(errors);
  return { grids: [...new Set([...placed.values()].filter((grid) => grid !== null))] };
}

/** The first free code of the community where a new grid comes to lie. Throws where its numbers are used up. */
function newCodeFor(op: DrawnOp, ground: Ground, community: string | null): string {
  const home = community ?? (op.op === 'split' ? op.gridCode.slice(0, 12) : null);
  if (home === null) return '';
  const next = ground.communities.get(home)?.next_sequence ?? 1;
  if (next > 999) throw codesUsedUp();
  return codeOf(home, next);
}

function firstOf(ring: readonly [number, number][] | undefined): [number, number] | null {
  return ring?.[0] ?? null;
}

