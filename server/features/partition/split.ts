/** Divides a connected region into connected parts near the target, by the best of many random spanning trees. */
import { balanceCost, type CostModel, polsbyPopper } from './cost.ts';
import type { Piece } from './pieces.ts';
import type { Random } from './random.ts';
import { takeRegion } from './region.ts';
import { growTree, markSide, sumSides, type TreeCuts } from './spanning-tree.ts';

export interface SplitContext {
  piece: Piece;
  costs: CostModel;
  random: Random;
  /** Room for one number for each unit of the piece. */
  local: Int32Array;
  /** Spanning trees tried for each cut. */
  trees: number;
  /** Called before each tree; may throw to end the work. */
  tick(): void;
}

/** @returns lists of units of the piece; `count` lists, fewer where there are fewer units */
export function splitUnits(context: SplitContext, units: Int32Array, count: number): Int32Array[] {
  const parts: Int32Array[] = [];
  const waiting: [Int32Array, number][] = [[units, Math.min(count, units.length)]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [members, wanted] = next;
    if (wanted <= 1 || members.length === 1) {
      parts.push(members);
      continue;
    }
    const [side, rest, sideCount] = splitOnce(context, members, wanted);
    waiting.push([rest, wanted - sideCount], [side, sideCount]);
  }
  return parts;
}

/** The best cut of a few trees into a part for `sideCount` grids and one for the rest. */
function splitOnce(context: SplitContext, units: Int32Array, wanted: number): [Int32Array, Int32Array, number] {
  const region = takeRegion(context.piece, context.costs, units, context.local);
  let best: { score: number; side: Uint8Array; count: number } = { score: Number.POSITIVE_INFINITY, side: new Uint8Array(0), count: 0 };
  for (let tree = 0; tree < context.trees; tree++) {
    context.tick();
    const grown = growTree(region, context.random, tree % 2 === 0 ? 0.6 : 0);
    const cuts = sumSides(region, grown);
    const found = findBestCut(context.costs, cuts, wanted);
    if (found.score < best.score) best = { score: found.score, side: markSide(cuts, found.node), count: found.count };
  }
  return [units.filter((_, index) => best.side[index] === 1), units.filter((_, index) => best.side[index] === 0), best.count];
}

interface Cut {
  node: number;
  /** Grids below the cut. */
  count: number;
  score: number;
}

/** Cheapest cut of one tree: exact for two grids; for more, what the two sides are off a whole number of bands, and the shape. */
export function findBestCut(costs: CostModel, cuts: TreeCuts, wanted: number): Cut {
  const root = cuts.order[0]!;
  const [whole, wholeArea, wholePerimeter] = [cuts.weight[root]!, cuts.area[root]!, cuts.perimeter[root]!];
  const best: Cut = { node: cuts.order[1] ?? root, count: 1, score: Number.POSITIVE_INFINITY };
  for (let at = 1; at < cuts.order.length; at++) {
    const node = cuts.order[at]!;
    const weight = cuts.weight[node]!;
    const below = Math.max(1, Math.min(wanted - 1, Math.round(whole > 0 ? (weight / whole) * wanted : wanted / 2)));
    let score = cuts.cutCost[node]! + sideBalance(costs, weight, below) + sideBalance(costs, whole - weight, wanted - below) + lopsided(below, wanted);
    if (score >= best.score) continue;
    score += shapeCost(costs, cuts.area[node]!, cuts.perimeter[node]!);
    score += shapeCost(costs, wholeArea - cuts.area[node]!, wholePerimeter - cuts.perimeter[node]! + 2 * cuts.cutMeters[node]!);
    if (score < best.score) [best.node, best.count, best.score] = [node, below, score];
  }
  return best;
}

const sideBalance = (costs: CostModel, weight: number, count: number) => costs.balance * count * balanceCost(costs.band, weight / count);
const shapeCost = (costs: CostModel, area: number, perimeter: number) => costs.compactness * (1 - polsbyPopper(area, perimeter));
/** Cutting off one grid after the other would look at the rest again and again. */
const lopsided = (below: number, wanted: number) => (wanted > 4 && Math.min(below, wanted - below) < wanted / 5 ? 50 : 0);
