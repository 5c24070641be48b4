/**
 * The baseline that people use: recursive spanning-tree bipartition as in GerryChain's `recursive_tree_part`
 * (DeFord, Duchin, Solomon 2021, §3.1). A random spanning tree (minimum of random weights) of what is left is cut at a random edge of
 * those that split off one part within the tolerance; the allowance of the parts so far is carried along; the last two are cut
 * from each other. The original gives up where no tree has such an edge; here the edge nearest to the tolerance is taken
 * after 50 trees, so that it can be compared on ground that does not divide.
 */
import type { Band } from '../../../server/features/partition/options.ts';
import { labelParts } from '../../../server/features/partition/parts.ts';
import type { Piece } from '../../../server/features/partition/pieces.ts';
import { Random } from '../../../server/features/partition/random.ts';
import { takeRegion } from '../../../server/features/partition/region.ts';
import { growTree, markSide } from '../../../server/features/partition/spanning-tree.ts';

const mostTrees = 50;

/** Units above the band stand alone, as with us. @param countOf grids for a connected part of the others @returns grid of each unit of the piece */
export function bipartitionRecursively(piece: Piece, seed: number, countOf: (units: Int32Array) => number): Int32Array {
  const random = new Random(seed);
  const owner = new Int32Array(piece.count);
  let grids = 0;
  for (const part of labelParts(piece, (unit) => (piece.weight[unit]! > piece.band.max ? ~unit : 0))) {
    for (const units of peel(piece, part, Math.min(part.length, countOf(part)), random)) {
      for (const unit of units) owner[unit] = grids;
      grids += 1;
    }
  }
  return owner;
}

function peel(piece: Piece, all: Int32Array, count: number, random: Random): Int32Array[] {
  const { min, max } = piece.band;
  const target = weigh(piece, all) / count;
  const parts: Int32Array[] = [];
  let [left, debt] = [all, 0];
  for (let wanted = count; wanted > 1 && left.length > 1; wanted--) {
    const bounds = wanted === 2 ? { min, max, target } : { min: Math.max(min, min - debt), max: Math.min(max, max - debt), target };
    const side = cutOff(piece, left, bounds, wanted === 2, random);
    const units = left.filter((_, index) => side[index] === 1);
    left = left.filter((_, index) => side[index] === 0);
    debt += weigh(piece, units) - target;
    parts.push(units);
  }
  return [...parts, left];
}

/** Marks one side of a cut within the bounds; of both sides where two are left. */
function cutOff(piece: Piece, units: Int32Array, { min, max }: Band, areBoth: boolean, random: Random): Uint8Array {
  const region = takeRegion(piece, { cutCost: new Float64Array(piece.others.length) }, units, new Int32Array(piece.count));
  const whole = weigh(piece, units);
  const offBand = (weight: number) => Math.max(0, min - weight, weight - max);
  let nearest: { off: number; side: Uint8Array } = { off: Number.POSITIVE_INFINITY, side: new Uint8Array(units.length) };
  for (let tree = 0; tree < mostTrees; tree++) {
    const { order, parent } = growTree(region, random, 0);
    const below = region.weight.slice();
    for (let at = order.length - 1; at > 0; at--) below[parent[order[at]!]!]! += below[order[at]!]!;
    const cuts = [...order.subarray(1)].flatMap((node) => [
      { node, isBelow: true, off: offBand(below[node]!) + (areBoth ? offBand(whole - below[node]!) : 0) },
      { node, isBelow: false, off: offBand(whole - below[node]!) + (areBoth ? offBand(below[node]!) : 0) },
    ]);
    const good = cuts.filter(({ off }) => off === 0);
    const chosen = good[random.below(good.length)] ?? cuts.reduce((least, cut) => (cut.off < least.off ? cut : least));
    if (chosen.off >= nearest.off) continue;
    const side = markSide({ order, parent }, chosen.node);
    nearest = { off: chosen.off, side: chosen.isBelow ? side : side.map((mark) => 1 - mark) };
    if (chosen.off === 0) break;
  }
  return nearest.side;
}

const weigh = (piece: Piece, units: Int32Array) => units.reduce((sum, unit) => sum + piece.weight[unit]!, 0);
