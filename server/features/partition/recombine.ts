/**
 * Recombination: neighbouring grids become one region, which is divided anew by random spanning trees; kept when cheaper
 * (ReCom: D. DeFord, M. Duchin, J. Solomon, Harvard Data Science Review 3 (2021), here as a descent in which every cut of every
 * tree is judged by the whole cost, and the number of grids may change).
 */
import { balanceCost, gridCost } from './cost.ts';
import type { Draft } from './draft.ts';
import { takeRegion } from './region.ts';
import { growTree, markSide, sumSides } from './spanning-tree.ts';
import { findBestCut, type SplitContext, splitUnits } from './split.ts';

const leastGain = 1e-9;

/** Neighbouring grids of one grid, in order. */
export function gridsBeside({ piece, owner, first, next }: Draft, grid: number): number[] {
  const found: number[] = [];
  for (let unit = first[grid]!; unit >= 0; unit = next[unit]!) {
    for (let at = piece.starts[unit]!; at < piece.starts[unit + 1]!; at++) {
      const other = owner[piece.others[at]!]!;
      if (other !== grid && !found.includes(other)) found.push(other);
    }
  }
  return found.sort((a, b) => a - b);
}

/** Cuts the common ground of two neighbours anew, or makes them one. @returns whether that was cheaper */
export function recombinePair(draft: Draft, context: SplitContext, a: number, b: number): boolean {
  const units = membersOf(draft, [a, b]);
  const region = takeRegion(draft.piece, draft.costs, units, context.local);
  const [together, before] = weighPair(draft, region, a, b);
  const isRicherToMerge = together < before - leastGain && draft.costs.perHousehold === 0;
  let best: { cost: number; side: Uint8Array } = { cost: isRicherToMerge ? together : before - leastGain, side: new Uint8Array(0) };
  for (let tree = 0; tree < context.trees; tree++) {
    const cuts = sumSides(region, growTree(region, context.random, tree % 2 === 0 ? 0.6 : 0));
    const cut = findBestCut(draft.costs, cuts, 2);
    if (cut.score < best.cost) best = { cost: cut.score, side: markSide(cuts, cut.node) };
  }
  if (best.side.length > 0) return placeSides(draft, units, best.side, a, b);
  if (isRicherToMerge) draft.replace(units, units.map(() => a));
  return isRicherToMerge;
}

/** Cost of two grids as one, and as they are. */
function weighPair({ costs, owner, weight, area, perimeter, cost }: Draft, { from, to, meters, cutCost, units }: ReturnType<typeof takeRegion>, a: number, b: number): [number, number] {
  let [shared, cut] = [0, 0];
  for (let edge = 0; edge < from.length; edge++) {
    if (owner[units[from[edge]!]!] === owner[units[to[edge]!]!]) continue;
    shared += meters[edge]!;
    cut += cutCost[edge]!;
  }
  return [gridCost(costs, weight[a]! + weight[b]!, area[a]! + area[b]!, perimeter[a]! + perimeter[b]! - 2 * shared), cost[a]! + cost[b]! + cut];
}

/** Gives each side the number with which fewer households move; where moving costs, only if the whole is still cheaper. */
function placeSides(draft: Draft, units: Int32Array, side: Uint8Array, a: number, b: number): boolean {
  const { owner, piece } = draft;
  const old = units.map((unit) => owner[unit]!);
  let kept = 0;
  for (const [index, unit] of units.entries()) kept += (owner[unit] === a) === (side[index] === 1) ? piece.weight[unit]! : -piece.weight[unit]!;
  const [one, other] = kept >= 0 ? [a, b] : [b, a];
  const placed = units.map((_, index) => (side[index] === 1 ? one : other));
  if (draft.costs.perHousehold === 0) {
    draft.replace(units, placed);
    return true;
  }
  const before = regionCost(draft, units);
  draft.replace(units, placed);
  if (regionCost(draft, units) < before - leastGain) return true;
  draft.replace(units, old);
  return false;
}

/** Divides the ground of one or more neighbouring grids into as many, one more or one fewer, `tries` times each. @returns whether that was cheaper */
export function recombine(draft: Draft, context: SplitContext, grids: readonly number[], tries: number): boolean {
  const units = membersOf(draft, grids);
  const old = units.map((unit) => draft.owner[unit]!);
  let best: { cost: number; grids: Int32Array } = { cost: regionCost(draft, units) - leastGain, grids: old };
  for (const count of countsWorthTrying(draft, grids)) {
    for (let turn = 0; turn < (count === 1 ? 1 : tries); turn++) {
      const proposal = placeParts(draft, grids, units, splitUnits(context, units, count));
      if (!proposal) continue;
      draft.replace(units, proposal);
      const cost = regionCost(draft, units);
      if (cost < best.cost) best = { cost, grids: proposal };
      draft.replace(units, old);
    }
  }
  if (best.grids === old) return false;
  draft.replace(units, best.grids);
  return true;
}

/** As many as now, and one more or fewer where that may bring more grids into the band. */
function countsWorthTrying(draft: Draft, grids: readonly number[]): number[] {
  const { band } = draft.costs;
  const total = grids.reduce((sum, grid) => sum + draft.weight[grid]!, 0);
  const off = (count: number) => count * balanceCost(band, total / count);
  const now = grids.reduce((sum, grid) => sum + balanceCost(band, draft.weight[grid]!), 0);
  return [grids.length - 1, grids.length, grids.length + 1].filter((count) => count >= 1 && (count === grids.length || off(count) <= now + 0.5));
}

/** Units of the grids, in order. */
function membersOf(draft: Draft, grids: readonly number[]): Int32Array {
  const units = new Int32Array(grids.reduce((sum, grid) => sum + draft.size[grid]!, 0));
  let end = 0;
  for (const grid of grids) for (let unit = draft.first[grid]!; unit >= 0; unit = draft.next[unit]!) units[end++] = unit;
  return units.sort();
}

/** New parts take the numbers of the grids that they share most households with; one more takes a free number. */
function placeParts(draft: Draft, grids: readonly number[], units: Int32Array, parts: readonly Int32Array[]): Int32Array | undefined {
  const spare = parts.length > grids.length ? draft.freeGrid() : undefined;
  if (parts.length > grids.length + (spare === undefined ? 0 : 1)) return undefined;
  const left = new Set(spare === undefined ? grids : [...grids, spare]);
  const placed = new Map<number, number>();
  for (const members of parts) {
    const shareOf = (grid: number) => members.reduce((sum, unit) => sum + (draft.owner[unit] === grid ? draft.piece.weight[unit]! : 0), 0);
    const [nearest] = [...left].map((grid) => ({ grid, share: shareOf(grid) })).sort((a, b) => b.share - a.share || a.grid - b.grid);
    left.delete(nearest!.grid);
    for (const unit of members) placed.set(unit, nearest!.grid);
  }
  return units.map((unit) => placed.get(unit)!);
}

/** Cost of the grids that the units make, of the edges cut between them, and of the households that move. */
function regionCost(draft: Draft, units: Int32Array): number {
  const { piece, costs, owner, label } = draft;
  const inside = new Set(units.map((unit) => owner[unit]!));
  let [sum, cut] = [0, 0];
  for (const grid of inside) sum += draft.cost[grid]!;
  for (const unit of units) {
    const grid = owner[unit]!;
    if (costs.perHousehold > 0 && piece.current[unit]! >= 0 && piece.current[unit] !== label[grid]) sum += costs.perHousehold * piece.weight[unit]!;
    for (let at = piece.starts[unit]!; at < piece.starts[unit + 1]!; at++) {
      const other = owner[piece.others[at]!]!;
      if (other !== grid && inside.has(other)) cut += costs.cutCost[at]!;
    }
  }
  return sum + cut / 2;
}
