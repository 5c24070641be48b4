/** The search for one piece: several starts, each annealed, recombined and brought down to where no move helps; the best is kept. */
import { buildCosts } from './cost.ts';
import { Draft } from './draft.ts';
import { canBeInBand, isInBand } from './explain.ts';
import { anneal, descend } from './flip.ts';
import type { PartitionWeights } from './options.ts';
import type { Piece } from './pieces.ts';
import { Random } from './random.ts';
import { gridsBeside, recombine, recombinePair } from './recombine.ts';
import { seedByToday, seedByTrees } from './seed.ts';
import type { SplitContext } from './split.ts';

export interface Effort {
  starts: number;
  /** Tries of single moves for each unit in one start. */
  steps: number;
  /** Rounds of recombination over all pairs of neighbours in one start. */
  rounds: number;
  /** Spanning trees for each cut. */
  trees: number;
}

/** In units of cost, where a grid outside the band costs 4 more: moves that throw one out are all but refused. */
const temperatures = { from: 0.3, to: 0.04 };
const wholeSteps = 40_000_000;
/** Ways tried to divide the ground of grids outside the band. */
const repairTries = 4;
const mostRepairs = 4;

/** How hard to work on ground of so many units: a community is cheap to do well, a county is given the time of a coffee. */
export function chooseEffort(units: number, factor: number): Effort {
  const steps = factor * Math.max(600, Math.min(6400, wholeSteps / units));
  return steps > 3200 ? { starts: 4, steps: Math.round(steps / 2), rounds: 2, trees: 8 } : { starts: 1, steps: Math.round(steps), rounds: steps > 1000 ? 2 : 1, trees: 4 };
}

/** @param tick called often with the share done, 0 … 1; may throw to end the work. @returns the grid of each unit, numbered in any way */
export function searchPiece(piece: Piece, weights: PartitionWeights, seed: number, effort: Effort, tick: (done: number) => void): Int32Array {
  const costs = buildCosts(piece, weights);
  let best: { cost: number; owner: Int32Array } | undefined;
  for (let start = 0; start < (piece.count === 1 ? 1 : effort.starts); start++) {
    const share = (done: number) => tick((start + done) / effort.starts);
    const context: SplitContext = { piece, costs, random: new Random(seed + start * 0x9e3779b9), local: new Int32Array(piece.count), trees: effort.trees, tick: () => share(0) };
    share(0);
    const isFromToday = piece.labels.length > 0 && (weights.change > 0 || start === 1);
    const draft = new Draft(piece, costs, isFromToday ? seedByToday(context) : seedByTrees(context));
    improve(draft, context, effort, share);
    const cost = draft.total();
    if (!best || cost < best.cost) best = { cost, owner: draft.owner };
  }
  return best!.owner;
}

function improve(draft: Draft, context: SplitContext, { steps, rounds }: Effort, share: (done: number) => void): void {
  anneal(draft, context.random, { ...temperatures, steps: steps * draft.piece.count }, (done) => share(done * 0.6));
  draft.relabel();
  const isHelpless = findHelpless(draft.piece);
  for (let round = 0; round < rounds; round++) {
    const tell = (done: number) => share(0.6 + (0.4 * (round + done)) / rounds);
    recombineAll(draft, context, tell);
    for (let pass = 0; pass < mostRepairs && repairAll(draft, context, isHelpless, tell); pass++);
    descend(draft, () => tell(1));
    draft.relabel();
  }
}

/** Every pair of neighbours once. */
function recombineAll(draft: Draft, context: SplitContext, tell: (done: number) => void): void {
  const { count } = draft.piece;
  for (let grid = 0; grid < count; grid++) {
    if (draft.size[grid] === 0) continue;
    tell(grid / count);
    for (const beside of gridsBeside(draft, grid)) {
      // An earlier pair may have moved the two apart.
      if (beside > grid && gridsBeside(draft, grid).includes(beside)) recombinePair(draft, context, grid, beside);
    }
  }
}

/** Divides the ground of grids outside the band anew: by themselves, with one neighbour, with two. @returns whether any was made better */
function repairAll(draft: Draft, context: SplitContext, isHelpless: (unit: number) => boolean, tell: (done: number) => void): boolean {
  let isBetter = false;
  for (let grid = 0; grid < draft.piece.count; grid++) {
    if (draft.size[grid] === 0 || isInBand(draft.costs.band, draft.weight[grid]!) || hasUnit(draft, grid, isHelpless)) continue;
    tell(1);
    isBetter = repair(draft, context, grid) || isBetter;
  }
  return isBetter;
}

function repair(draft: Draft, context: SplitContext, grid: number): boolean {
  if (recombine(draft, context, [grid], repairTries)) return true;
  const near = gridsBeside(draft, grid);
  return (
    near.some((beside) => recombine(draft, context, [grid, beside], repairTries)) ||
    near.some((beside) => gridsBeside(draft, beside).some((third) => third !== grid && recombine(draft, context, [grid, beside, third], repairTries)))
  );
}

function hasUnit({ first, next }: Draft, grid: number, isWanted: (unit: number) => boolean): boolean {
  for (let unit = first[grid]!; unit >= 0; unit = next[unit]!) if (isWanted(unit)) return true;
  return false;
}

/** Whether no grid with the unit can lie inside the band; asked once of each. */
function findHelpless(piece: Piece): (unit: number) => boolean {
  const known = new Int8Array(piece.count);
  return (unit) => {
    if (known[unit] === 0) known[unit] = piece.weight[unit]! === 0 || canBeInBand(piece, piece.band, piece.weight, unit) ? -1 : 1;
    return known[unit] === 1;
  };
}
