/**
 * Grids drawn by the machine: divides a graph of units into connected grids of about so many households each, compact, with
 * borders on streets and rivers, with few households moved. Pure and deterministic: the same graph, options and seed give the
 * same bytes; no clock is read.
 *
 * Method. Each connected piece of a zone is solved by itself. It is first cut by random spanning trees, recursively, into as many grids
 * as its total asks for; then single units move over borders by simulated annealing, which never tears a grid
 * (flip.ts), and neighbouring grids are recombined: joined and cut anew by the best edge of many random spanning trees (recombine.ts),
 * with the number of grids free to change. The best of several starts is kept.
 * Sources: D. DeFord, M. Duchin, J. Solomon, "Recombination: A Family of Markov Chains for Redistricting", Harvard Data Science
 * Review 3 (2021); S. Kirkpatrick, C. Gelatt, M. Vecchi, "Optimization by Simulated Annealing", Science 220 (1983), 671–680;
 * C. Fiduccia, R. Mattheyses, "A Linear-Time Heuristic for Improving Network Partitions", DAC 1982, 175–181 (gains of single moves).
 */
import { explainOutside } from './explain.ts';
import { findGraphFaults, type PartitionGraph, PartitionInputError } from './graph.ts';
import { PartitionAborted, type PartitionHooks, type PartitionOptions, type PartitionWeights, resolveOptions, USUAL_WEIGHTS } from './options.ts';
import { type Piece, readGround } from './pieces.ts';
import { deriveSeed } from './random.ts';
import { describeGrids, type GridFacts, type GridReport, measurePartition, type PartitionFigures } from './report.ts';
import { chooseEffort, searchPiece } from './search.ts';

export interface Partition {
  /** Grid of each unit: a position in `grids`. */
  assignment: Int32Array;
  /** In the order of their first units. */
  grids: GridReport[];
  figures: PartitionFigures;
}

/** @throws PartitionInputError when the graph or the options cannot be used, PartitionAborted when asked to end */
export function solvePartition(graph: PartitionGraph, options: PartitionOptions, hooks: PartitionHooks = {}): Partition {
  const faults = findGraphFaults(graph);
  if (faults.length > 0) throw new PartitionInputError(faults);
  const { seed, effort, weights, bandOf } = resolveOptions(options);
  const { pieces, dedicated } = readGround(graph, bandOf);
  const facts: GridFacts[] = dedicated.map((units) => ({ units, zone: graph.units[units[0]!]!.zone ?? null, band: bandOf(graph.units[units[0]!]!.zone ?? null), isDedicated: true, outside: null }));
  const tell = progressOf(hooks, pieces);
  const work = chooseEffort(graph.units.length, effort);
  for (const [index, piece] of pieces.entries()) {
    const pieceSeed = deriveSeed(seed, graph.units[piece.units[0]!]!.id);
    const owner = searchPiece(piece, weights, pieceSeed, work, (done) => tell(index, done));
    facts.push(...readGrids(graph, piece, owner));
  }
  tell(pieces.length, 0);
  facts.sort((a, b) => a.units[0]! - b.units[0]!);
  const assignment = new Int32Array(graph.units.length);
  for (const [grid, { units }] of facts.entries()) for (const unit of units) assignment[unit] = grid;
  const grids = describeGrids(graph, assignment, facts);
  return { assignment, grids, figures: measurePartition(graph, assignment, grids) };
}

export const ALTERNATIVES = ['balanced', 'compact', 'streets', 'leastChange'] as const;
export type Alternative = (typeof ALTERNATIVES)[number];

export const ALTERNATIVE_WEIGHTS: Record<Alternative, PartitionWeights> = {
  balanced: { ...USUAL_WEIGHTS, balance: 2 },
  compact: { ...USUAL_WEIGHTS, compactness: 3, streets: 0.5 },
  streets: { ...USUAL_WEIGHTS, streets: 4 },
  leastChange: { ...USUAL_WEIGHTS, change: 2 },
};

/** One partition for each way of weighing; 'leastChange' only where units name their grid of today. The weights of the options are not used. */
export function solveAlternatives(
  graph: PartitionGraph,
  options: Omit<PartitionOptions, 'weights'>,
  hooks: PartitionHooks = {},
  wanted: readonly Alternative[] = ALTERNATIVES,
): { alternative: Alternative; weights: PartitionWeights; partition: Partition }[] {
  const hasToday = graph.units.some(({ currentGrid, isDedicated }) => currentGrid != null && !isDedicated);
  const chosen = wanted.filter((alternative) => alternative !== 'leastChange' || hasToday);
  return chosen.map((alternative, index) => {
    const weights = ALTERNATIVE_WEIGHTS[alternative];
    const onProgress = (done: number) => hooks.onProgress?.((index + done) / chosen.length);
    return { alternative, weights, partition: solvePartition(graph, { ...options, weights }, { ...hooks, onProgress }) };
  });
}

/** Share of all units that are done, with the pieces one after the other. */
function progressOf({ onProgress, isAborted }: PartitionHooks, pieces: readonly Piece[]): (index: number, done: number) => void {
  const before = [0];
  for (const piece of pieces) before.push(before.at(-1)! + piece.count);
  const all = Math.max(1, before.at(-1)!);
  let furthest = -1;
  return (index, done) => {
    if (isAborted?.()) throw new PartitionAborted();
    const share = index >= pieces.length ? 1 : (before[index]! + done * pieces[index]!.count) / all;
    if (share <= furthest) return;
    furthest = share;
    onProgress?.(share);
  };
}

function readGrids(graph: PartitionGraph, piece: Piece, owner: Int32Array): GridFacts[] {
  const members = new Map<number, number[]>();
  for (let unit = 0; unit < piece.count; unit++) {
    const list = members.get(owner[unit]!);
    if (list) list.push(unit);
    else members.set(owner[unit]!, [unit]);
  }
  return [...members.values()].map((units) => ({
    units: Int32Array.from(units, (unit) => piece.units[unit]!),
    zone: piece.zone,
    band: piece.band,
    isDedicated: false,
    outside: explainOutside(piece, units, (unit) => graph.units[piece.units[unit]!]!.id),
  }));
}
