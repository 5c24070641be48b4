/**
 * Recombination: neighbouring grids become one region, which is divided anew by random spanning trees; kept when cheaper
 * (ReCom: D. DeFord, M. Duchin, J. Solomon, Harvard Data Science Review 3 (2021), here as a descent, with every cut of every tree
 * judged by the whole cost, and with the number of grids free to change by one).
 */
import { balanceCost } from './cost.ts';
import type { Draft } from './draft.ts';
import { type SplitContext, splitUnits } from './split.ts';

/** Units of the grids, in order. */
export function membersOf(draft: Draft, grids: readonly number[]): Int32Array {
  const units: number[] = [];
  for (const grid of grids) for (let unit = draft.first[grid]!; unit >= 0; unit = draft.next[unit]!) units.push(unit);
  return Int32Array.from(units).sort();
}

/** Neighbouring grids of one grid, in order. */
export function gridsBeside({ piece, owner, first, next }: Draft, grid: number): number[] {
  const found = new Set<number>();
  for (let unit = first[grid]!; unit >= 0; unit = next[unit]!) {
    for (let at = piece.starts[unit]!; at < piece.starts[unit + 1]!; at++) found.add(owner[piece.others[at]!]!);
  }
  found.delete(grid);
  return [...found].sort((a, b) => a - b);
}

/** Tries to divide the grids' ground better, `tries` times for each number of grids worth trying. @returns whether it did */
export function recombine(draft: Draft, context: SplitContext, grids: readonly number[], tries: number): boolean {
  const units = membersOf(draft, grids);
  const before = regionCost(draft, units);
  const old = units.map((unit) => draft.owner[unit]!);
  let best: { cost: number; grids: Int32Array } = { cost: before - 1e-9, grids: old };
  for (const count of countsWorthTrying(draft, grids)) {
    for (let turn = 0; turn < (count === 1 ? 1 : tries); turn++) {
      const parts = splitUnits(context, units, count);
      const proposal = placeParts(draft, grids, units, parts);
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

/** New parts take the numbers of the grids that they share most households with; one more takes a free number. */
function placeParts(draft: Draft, grids: readonly number[], units: Int32Array, parts: readonly Int32Array[]): Int32Array | undefined {
  const spare = parts.length > grids.length ? draft.freeGrid() : undefined;
  if (parts.length > grids.length + (spare === undefined ? 0 : 1)) return undefined;
  const numbers = spare === undefined ? [...grids] : [...grids, spare];
  const partOf = new Map<number, number>();
  for (const [part, members] of parts.entries()) for (const unit of members) partOf.set(unit, part);
  const taken = new Map<number, number>();
  for (const [part, members] of parts.entries()) {
    const shares = numbers.map((grid) => [members.reduce((sum, unit) => sum + (draft.owner[unit] === grid ? draft.piece.weight[unit]! + 1e-3 : 0), 0), grid] as const);
    const free = shares.filter(([, grid]) => ![...taken.values()].includes(grid)).sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    taken.set(part, free[0]![1]);
  }
  return units.map((unit) => taken.get(partOf.get(unit)!)!);
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
