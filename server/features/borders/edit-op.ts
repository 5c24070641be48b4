import type { BorderOp } from '#contract/borders.ts';
import { handOverBuildings } from '#contract/coverage/buildings.ts';
import { type Coverage, type EditOutcome, refuse } from '#contract/coverage/coverage.ts';
import { segmentAt, vertexAt } from '#contract/coverage/find.ts';
import { mergeFaces } from '#contract/coverage/merge.ts';
import { deleteVertices, insertVertex, moveVertices } from '#contract/coverage/moves.ts';
import { reshape } from '#contract/coverage/reshape.ts';
import { splitFace } from '#contract/coverage/split.ts';
import { carveFace, giveGround, nestFace } from '#contract/coverage/transfer.ts';
import type { Footprint } from './edit-queries.ts';
import { type Ground, type Identity, identityOf, lineage, nameAfter, untakenName } from './ground.ts';

/** Ops that redraw borders; `rename`, `replace` and `takeProposal` do not ask the engine. */
export type DrawnOp = Exclude<BorderOp, { op: 'rename' | 'replace' | 'takeProposal' }>;

/** A vertex is named by its position; decimals that went over somebody's wire may have lost the last bit. */
const sameVertexDegrees = 1e-9;
/** How far from a border a new vertex may be set: 0.1 m. */
const onBorderDegrees = 1e-6;

/**
 * The edit that an op asks for.
 * @param newCode the code that a new grid gets
 * @param footprints buildings of the ground concerned, for a hand-over by building
 */
export function drawEdit({ coverage }: Ground, op: DrawnOp, newCode: string, footprints: readonly Footprint[]): EditOutcome {
  switch (op.op) {
    case 'split':
      return splitFace(coverage, op.gridCode, op.line, newCode);
    case 'merge':
      return mergeFaces(coverage, op.gridCodes, op.keep);
    case 'reshape':
      return reshape(coverage, op.line);
    case 'moveVertex':
      return withVertex(coverage, op.from, (vertex) => moveVertices(coverage, [{ vertex, to: op.to }]));
    case 'deleteVertex':
      return withVertex(coverage, op.at, (vertex) => deleteVertices(coverage, [vertex]));
    case 'insertVertex': {
      const hit = segmentAt(coverage, op.at, onBorderDegrees);
      return hit ? insertVertex(coverage, hit.from, hit.to, op.at) : refuse('no-such-vertex', op.at);
    }
    case 'transfer':
      return op.geometry ? giveGround(coverage, op.geometry, op.toGridCode) : handOver(coverage, op.toGridCode, footprints);
    case 'create':
      return op.kind === 'micro' ? nestFace(coverage, op.geometry, newCode) : carveFace(coverage, op.geometry, newCode);
  }
}

function withVertex(coverage: Coverage, at: readonly [number, number], edit: (vertex: number) => EditOutcome): EditOutcome {
  const hit = vertexAt(coverage, at) ?? vertexAt(coverage, at, sameVertexDegrees);
  return hit ? edit(hit.vertex) : refuse('no-such-vertex', at);
}

function handOver(coverage: Coverage, toKey: string, footprints: readonly Footprint[]): EditOutcome {
  const chosen = footprints.flatMap(({ is_chosen }, index) => (is_chosen ? [index] : []));
  return handOverBuildings(coverage, { buildings: footprints.map(({ shape }) => shape), chosen, toKey });
}

/**
 * Names, kinds and origins that an op gives to grids; those that are not named keep theirs.
 * @param givers grids that have less ground than before; asked for where the new grid comes from them
 */
export function nameGrids({ rows }: Pick<Ground, 'rows'>, op: DrawnOp, newCode: string, givers: () => readonly string[]): Identity[] {
  const taken = new Set([...rows.values()].filter(({ code }) => code.startsWith(newCode.slice(0, 12))).map(({ name }) => name));
  const newName = (like: string) => untakenName((number) => nameAfter(like, number), Number(newCode.slice(-3)), (name) => taken.has(name));
  if (op.op === 'split') {
    const from = rows.get(op.gridCode);
    if (!from) return [];
    return [{ code: newCode, kind: from.kind, name: op.name ?? newName(from.name), baseId: null, isNew: true, predecessors: lineage(from) }];
  }
  if (op.op === 'create') {
    const from = op.kind === 'micro' ? [] : givers().flatMap((code) => rows.get(code) ?? []);
    return [{ code: newCode, kind: op.kind, name: op.name ?? newName(from[0]?.name ?? ''), baseId: null, isNew: true, predecessors: [...new Set(from.flatMap(lineage))].sort() }];
  }
  const keep = op.op === 'merge' ? rows.get(op.keep) : undefined;
  if (op.op !== 'merge' || !keep) return [];
  const others = op.gridCodes.filter((code) => code !== op.keep).flatMap((code) => lineage(rows.get(code) ?? { code, is_new: false, predecessors: [] }));
  return [{ ...identityOf(keep), predecessors: [...new Set([...keep.predecessors, ...others])].filter((code) => code !== op.keep) }];
}
