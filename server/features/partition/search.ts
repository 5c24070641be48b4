/** The search for one piece: several starts, each annealed, recombined and brought down to where no move helps; the best is kept. */
import { buildCosts } from './cost.ts';
import { Draft } from './draft.ts';
import { anneal, descend } from './flip.ts';
import type { PartitionWeights } from './options.ts';
import type { Piece } from './pieces.ts';
import { Random } from './random.ts';
import { gridsBeside, recombine } from './recombine.ts';
import { seedByToday, seedByTrees } from './seed.ts';
import type { SplitContext } from './split.ts';

export interface Effort {
  starts: number;
  /** Tries of single moves in one start. */
  steps: number;
  /** Rounds of recombination over all pairs of neighbours in one start. */
  rounds: number;
  /** Ways tried to divide a pair anew. */
  tries: number;
}

const hottest = 1;
const coldest = 0.01;

/** How hard to work on a piece of so many units: small ones are cheap to do well. */
export function chooseEffort(count: number, factor: number): Effort {
  const starts = Math.max(1, Math.round(factor * Math.min(4, 4000 / count)));
  return { starts, steps: Math.round(factor * count * (count <= 4000 ? 400 : 100)), rounds: 3, tries: count <= 4000 ? 6 : 2 };
}

/** @param tick called often with the share done, 0 … 1; may throw to end the work. @returns the grid of each unit, numbered in any way */
export function searchPiece(piece: Piece, weights: PartitionWeights, seed: number, effort: Effort, tick: (done: number) => void): Int32Array {
  if (piece.count === 1) return new Int32Array(1);
  const costs = buildCosts(piece, weights);
  let best: { cost: number; owner: Int32Array } | undefined;
  for (let start = 0; start < effort.starts; start++) {
    const random = new Random(seed + start * 0x9e3779b9);
    const context: SplitContext = { piece, costs, random, local: new Int32Array(piece.count), trees: 4 };
    const share = (done: number) => tick((start + done) / effort.starts);
    const isFromToday = piece.labels.length > 0 && (weights.change > 0 || start === 1);
    const draft = new Draft(piece, costs, isFromToday ? seedByToday(context) : seedByTrees(context));
    improve(draft, context, effort, share);
    const cost = draft.total();
    if (!best || cost < best.cost) best = { cost, owner: draft.owner };
  }
  return best!.owner;
}

function improve(draft: Draft, context: SplitContext, { steps, rounds, tries }: Effort, share: (done: number) => void): void {
  anneal(draft, context.random, { steps, from: hottest, to: coldest }, (done) => share(done * 0.6));
  draft.relabel();
  for (let round = 0; round < rounds; round++) {
    recombineAll(draft, context, tries, (done) => share(0.6 + (0.4 * (round + done)) / rounds));
    descend(draft, () => share(0.6 + (0.4 * (round + 1)) / rounds));
    draft.relabel();
  }
}

/** Every pair of neighbours once. */
function recombineAll(draft: Draft, context: SplitContext, tries: number, share: (done: number) => void): void {
  const { count } = draft.piece;
  for (let grid = 0; grid < count; grid++) {
    if (draft.size[grid] === 0) continue;
    share(grid / count);
    for (const beside of gridsBeside(draft, grid)) {
      if (beside < grid || draft.size[grid] === 0 || draft.size[beside] === 0) continue;
      // An earlier pair may have moved the two apart.
      if (!gridsBeside(draft, grid).includes(beside)) continue;
      recombine(draft, context, [grid, beside], tries);
    }
  }
}
