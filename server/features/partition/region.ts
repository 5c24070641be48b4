/** A connected set of units of a piece with the edges inside it, numbered 0 … size − 1: what is divided anew. */
import type { CostModel } from './cost.ts';
import type { Piece } from './pieces.ts';

export interface Region {
  size: number;
  /** Units of the piece. */
  units: Int32Array;
  weight: Float64Array;
  area: Float64Array;
  perimeter: Float64Array;
  /** Edges inside, each once: local ends, metres, cost when cut. */
  from: Int32Array;
  to: Int32Array;
  meters: Float64Array;
  cutCost: Float64Array;
}

/** @param local room for one number for each unit of the piece; what it holds does not matter */
export function takeRegion(piece: Piece, costs: Pick<CostModel, 'cutCost'>, units: Int32Array, local: Int32Array): Region {
  const size = units.length;
  for (let index = 0; index < size; index++) local[units[index]!] = index;
  const [from, to, entries]: [number[], number[], number[]] = [[], [], []];
  const [weight, area, perimeter] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  for (let index = 0; index < size; index++) {
    const unit = units[index]!;
    weight[index] = piece.weight[unit]!;
    area[index] = piece.area[unit]!;
    perimeter[index] = piece.perimeter[unit]!;
    for (let at = piece.starts[unit]!, end = piece.starts[unit + 1]!; at < end; at++) {
      const other = local[piece.others[at]!]!;
      // A number below `size` may be left over from another region: only the unit itself tells.
      if (other <= index || units[other] !== piece.others[at]) continue;
      from.push(index);
      to.push(other);
      entries.push(at);
    }
  }
  const [meters, cutCost] = [new Float64Array(entries.length), new Float64Array(entries.length)];
  for (let edge = 0; edge < entries.length; edge++) {
    meters[edge] = piece.meters[entries[edge]!]!;
    cutCost[edge] = costs.cutCost[entries[edge]!]!;
  }
  return { size, units, weight, area, perimeter, from: Int32Array.from(from), to: Int32Array.from(to), meters, cutCost };
}
