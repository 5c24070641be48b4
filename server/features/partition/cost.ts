/**
 * What a partition costs; the search makes it small. The sum over grids of
 *   balance:     0 at the target, 0.1 at the ends of the band; outside 4 and 8 more for each target's worth of households beyond the band
 *   compactness: 1 − Polsby–Popper (4πA / P²; D. Polsby, R. Popper, Yale Law & Policy Review 9 (1991), 301–353)
 * and over pairs of units in different grids of
 *   cut edges, borders in the open (rivers and large roads inside a grid the other way round), estates that are torn,
 * and over households that leave their grid of today. Each with its weight.
 */
import type { Band, PartitionWeights } from './options.ts';
import type { Piece } from './pieces.ts';

const outsideCost = 4;
/** Twice the price of being outside: two grids that are too heavy are never better as one. */
const beyondCost = 8;
const bandCost = 0.1;
const cutEdgeCost = 0.1;
const openBorderCost = 0.25;
const estateCost = 0.5;
const movedCost = 2;

export interface CostModel {
  band: Band;
  balance: number;
  compactness: number;
  /** For a household that leaves its grid. */
  perHousehold: number;
  /** For each entry of the piece's rows, when the two units lie in different grids. */
  cutCost: Float64Array;
}

export function buildCosts(piece: Piece, weights: PartitionWeights): CostModel {
  const gridWidth = Math.sqrt(piece.area.reduce((sum, area) => sum + area, 0) / expectGrids(piece)) || 1;
  const cutCost = new Float64Array(piece.others.length);
  for (let unit = 0; unit < piece.count; unit++) {
    for (let at = piece.starts[unit]!; at < piece.starts[unit + 1]!; at++) {
      const tearsEstate = piece.estate[unit]! >= 0 && piece.estate[unit] === piece.estate[piece.others[at]!];
      cutCost[at] =
        weights.compactness * cutEdgeCost + (weights.streets * openBorderCost * piece.cutMeters[at]!) / gridWidth + (tearsEstate ? weights.streets * estateCost : 0);
    }
  }
  return { band: piece.band, balance: weights.balance, compactness: weights.compactness, perHousehold: (weights.change * movedCost) / piece.band.target, cutCost };
}

/** Cost of one grid by its households, area in m² and perimeter in m. */
export function gridCost(costs: CostModel, weight: number, area: number, perimeter: number): number {
  return costs.balance * balanceCost(costs.band, weight) + costs.compactness * (1 - polsbyPopper(area, perimeter));
}

export function balanceCost({ target, min, max }: Band, weight: number): number {
  const beyond = weight < min ? min - weight : weight - max;
  if (beyond > 0) return outsideCost + (beyondCost * beyond) / target;
  const width = weight < target ? target - min : max - target;
  return width > 0 ? bandCost * ((weight - target) / width) ** 2 : 0;
}

/** 1 for a circle; 0 without a perimeter; never above 1, also where area and perimeter were measured differently. */
export function polsbyPopper(area: number, perimeter: number): number {
  return perimeter > 0 ? Math.min(1, (4 * Math.PI * area) / (perimeter * perimeter)) : 0;
}

/** How many grids a total should make: nearest to the target with all of them inside the band, where that can be. */
export function countGrids({ target, min, max }: Band, total: number): number {
  const wanted = Math.max(1, Math.round(total / target));
  const [fewest, most] = [Math.ceil(total / Math.max(max, 1e-9)), min > 0 ? Math.floor(total / min) : Number.POSITIVE_INFINITY];
  return fewest <= most ? Math.max(1, Math.min(Math.max(wanted, fewest), most)) : wanted;
}

/** Grids that a piece will have, about: each unit above the band is one, the others make as many as their total asks for. */
function expectGrids({ band, weight }: Piece): number {
  const light = weight.filter((one) => one <= band.max);
  return Math.max(1, weight.length - light.length + countGrids(band, light.reduce((sum, one) => sum + one, 0)) - (light.length > 0 ? 0 : 1));
}
