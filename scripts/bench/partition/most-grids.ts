/**
 * How many grids inside the band a graph can have at most. A set of grids stays one when each is replaced by a smallest part of it
 * that is still inside the band: a single unit inside the band, or a connected set of units that are all below it. So the first
 * are counted, and the second are packed, in each connected part of the units below the band, by trying all.
 */
import { buildAdjacency } from '../../../server/features/partition/adjacency.ts';
import type { PartitionGraph } from '../../../server/features/partition/graph.ts';
import type { Band } from '../../../server/features/partition/options.ts';
import { labelParts } from '../../../server/features/partition/parts.ts';

const mostTries = 2_000_000;

/** Exact where the parts are small; a part that takes too long counts with its households divided by the least of a grid. */
export function mostGridsInBand({ units, edges }: PartitionGraph, { min, max }: Band): number {
  const near = buildAdjacency(units.length, edges);
  const alone = units.filter(({ weight }) => weight >= min && weight <= max).length;
  const parts = labelParts(near, (unit) => (units[unit]!.weight < min ? 0 : ~unit)).filter(([first]) => units[first!]!.weight < min);
  return alone + parts.reduce((sum, part) => sum + packPart(part, near, (unit) => units[unit]!.weight, { min, max }), 0);
}

function packPart(part: Int32Array, { starts, others }: ReturnType<typeof buildAdjacency>, weightOf: (unit: number) => number, { min, max }: Pick<Band, 'min' | 'max'>): number {
  const isFree = new Set(part);
  let [tries, best] = [0, 0];
  const households = part.reduce((sum, unit) => sum + weightOf(unit), 0);
  const nearOf = (unit: number) => [...others.subarray(starts[unit], starts[unit + 1])].filter((other) => isFree.has(other));
  /** Connected sets with the unit inside the band of which no smaller beginning was; each once. */
  const setsWith = (members: number[], total: number, frontier: number[], barred: ReadonlySet<number>): number[][] => {
    if (++tries > mostTries || total > max) return [];
    if (total >= min) return [members];
    const passed = new Set(barred);
    return frontier.flatMap((next, index) => {
      const fresh = nearOf(next).filter((other) => !members.includes(other) && !passed.has(other) && !frontier.includes(other));
      const found = setsWith([...members, next], total + weightOf(next), [...frontier.slice(index + 1), ...fresh], passed);
      passed.add(next);
      return found;
    });
  };
  const pack = (made: number, left: number): void => {
    best = Math.max(best, made);
    const [unit] = isFree;
    if (unit === undefined || made + Math.floor(left / min) <= best || tries > mostTries) return;
    for (const set of setsWith([unit], weightOf(unit), nearOf(unit), new Set([unit]))) {
      for (const one of set) isFree.delete(one);
      pack(made + 1, left - set.reduce((sum, one) => sum + weightOf(one), 0));
      for (const one of set) isFree.add(one);
    }
    isFree.delete(unit);
    pack(made, left - weightOf(unit));
    isFree.add(unit);
  };
  pack(0, households);
  return tries > mostTries ? Math.floor(households / min) : best;
}
