/** Why a grid lies outside its band: what can be proved is told as proved, the rest as what it is. */
import type { Adjacency } from './adjacency.ts';
import { countGrids } from './cost.ts';
import type { Band } from './options.ts';
import type { Piece } from './pieces.ts';

export type OutsideReason =
  /** One unit alone has more households than the band allows; units are never cut. */
  | { code: 'unit-above-max'; unit: string; households: number }
  /** The connected ground (an island, what lies between dedicated grids and the zone's border) has too few households in all. */
  | { code: 'ground-too-small'; households: number }
  /** No number of grids divides the ground's households into the band. */
  | { code: 'total-indivisible'; households: number; grids: number }
  /** No connected set of units with this one lies inside the band: its neighbours are too heavy. */
  | { code: 'unit-fits-nowhere'; unit: string; households: number }
  /** Nothing forbids it, but the search found no better partition: worth a look by eye, or another seed. */
  | { code: 'none-better-found'; households: number };

const mostSets = 4000;

/** @param units local numbers of the grid's units in the piece */
export function explainOutside(piece: Piece, units: readonly number[], nameOf: (unit: number) => string): OutsideReason | null {
  const { band, weight } = piece;
  const households = units.reduce((sum, unit) => sum + weight[unit]!, 0);
  if (isInBand(band, households)) return null;
  const heaviest = units.reduce((most, unit) => (weight[unit]! > weight[most]! ? unit : most), units[0]!);
  if (weight[heaviest]! > band.max) return { code: 'unit-above-max', unit: nameOf(heaviest), households: weight[heaviest]! };
  const total = weight.reduce((sum, one) => sum + one, 0);
  if (total < band.min) return { code: 'ground-too-small', households: total };
  const count = countGrids(band, total);
  if (!isInBand(band, total / count)) return { code: 'total-indivisible', households: total, grids: count };
  const stuck = [...units].sort((a, b) => weight[b]! - weight[a]!).find((unit) => weight[unit]! > 0 && !canBeInBand(piece, band, weight, unit));
  if (stuck !== undefined) return { code: 'unit-fits-nowhere', unit: nameOf(stuck), households: weight[stuck]! };
  return { code: 'none-better-found', households };
}

export const isInBand = ({ min, max }: Band, households: number) => households >= min && households <= max;

/**
 * Whether some connected set of units with this one lies inside the band. Sets are grown unit by unit; a unit that was
 * passed over stays out of all later sets of its branch, so that no set comes twice. After 4,000 sets the answer is yes,
 * because no was not proved.
 */
export function canBeInBand({ starts, others }: Pick<Adjacency, 'starts' | 'others'>, { min, max }: Pick<Band, 'min' | 'max'>, weight: Float64Array, unit: number): boolean {
  let sets = 0;
  const grow = (total: number, members: ReadonlySet<number>, frontier: readonly number[], barred: ReadonlySet<number>): boolean => {
    if (total >= min || ++sets > mostSets) return true;
    const passed = new Set(barred);
    for (const [index, next] of frontier.entries()) {
      if (total + weight[next]! <= max) {
        const fresh = [...others.subarray(starts[next], starts[next + 1])].filter((other) => !members.has(other) && !passed.has(other) && !frontier.includes(other));
        if (grow(total + weight[next]!, new Set(members).add(next), [...frontier.slice(index + 1), ...fresh], passed)) return true;
      }
      passed.add(next);
    }
    return false;
  };
  return weight[unit]! <= max && grow(weight[unit]!, new Set([unit]), [...others.subarray(starts[unit], starts[unit + 1])], new Set([unit]));
}
