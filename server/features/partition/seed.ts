/** First partitions of a piece: by spanning trees, or the grids of today. */
import { countGrids } from './cost.ts';
import { labelParts } from './parts.ts';
import { type SplitContext, splitUnits } from './split.ts';

/** Units above the band stand alone; every connected part of the others is divided by its total. */
export function seedByTrees(context: SplitContext): Int32Array {
  const { piece } = context;
  const owner = new Int32Array(piece.count);
  let grids = 0;
  for (const units of labelParts(piece, (unit) => (piece.weight[unit]! > piece.band.max ? ~unit : 0))) {
    const total = units.reduce((sum, unit) => sum + piece.weight[unit]!, 0);
    const count = units.length === 1 ? 1 : countGrids(piece.band, total);
    for (const part of splitUnits(context, units, count)) {
      for (const unit of part) owner[unit] = grids;
      grids += 1;
    }
  }
  return owner;
}

/** The grids of today where they hang together; ground without one is divided by trees. */
export function seedByToday(context: SplitContext): Int32Array {
  const { piece } = context;
  const owner = new Int32Array(piece.count);
  let grids = 0;
  for (const units of labelParts(piece, (unit) => piece.current[unit]!)) {
    const total = units.reduce((sum, unit) => sum + piece.weight[unit]!, 0);
    const parts = piece.current[units[0]!]! >= 0 ? [units] : splitUnits(context, units, countGrids(piece.band, total));
    for (const part of parts) {
      for (const unit of part) owner[unit] = grids;
      grids += 1;
    }
  }
  return owner;
}
