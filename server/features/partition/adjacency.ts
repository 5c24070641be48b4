/** Neighbours as compressed sparse rows. */
import { cutCostPerMeter } from './border-classes.ts';
import type { PartitionEdge } from './graph.ts';

/** Neighbours of unit u: `others[starts[u] … starts[u + 1] − 1]`; each pair stands in both rows, once. */
export interface Adjacency {
  starts: Int32Array;
  others: Int32Array;
  /** Common border in metres. */
  meters: Float64Array;
  /** Metres by what they cost between two grids: in the open they count whole, on a river less than nothing. */
  cutMeters: Float64Array;
}

/** @param edges of units 0 … count − 1; loops and edges of 0 m are left out, edges of one pair are added up */
export function buildAdjacency(count: number, edges: readonly PartitionEdge[]): Adjacency {
  const rows = new Int32Array(count + 1);
  const used = edges.filter(({ a, b, commonBorderMeters }) => a !== b && commonBorderMeters > 0);
  for (const { a, b } of used) {
    rows[a + 1]! += 1;
    rows[b + 1]! += 1;
  }
  for (let unit = 0; unit < count; unit++) rows[unit + 1]! += rows[unit]!;
  const next = rows.slice();
  const [others, meters, cutMeters] = [new Int32Array(used.length * 2), new Float64Array(used.length * 2), new Float64Array(used.length * 2)];
  const put = (from: number, to: number, length: number, cut: number): void => {
    const at = next[from]!++;
    others[at] = to;
    meters[at] = length;
    cutMeters[at] = cut;
  };
  for (const edge of used) {
    const cut = edge.commonBorderMeters * cutCostPerMeter(edge.class);
    put(edge.a, edge.b, edge.commonBorderMeters, cut);
    put(edge.b, edge.a, edge.commonBorderMeters, cut);
  }
  return joinPairs(count, { starts: rows, others, meters, cutMeters });
}

/** One entry for each neighbour, in the order in which they were first named. */
function joinPairs(count: number, { starts, others, meters, cutMeters }: Adjacency): Adjacency {
  const joined = new Int32Array(count + 1);
  const seenAt = new Int32Array(count).fill(-1);
  let end = 0;
  for (let unit = 0; unit < count; unit++) {
    const first = end;
    for (let at = starts[unit]!; at < starts[unit + 1]!; at++) {
      const other = others[at]!;
      const seen = seenAt[other]!;
      if (seen >= first) {
        meters[seen]! += meters[at]!;
        cutMeters[seen]! += cutMeters[at]!;
        continue;
      }
      seenAt[other] = end;
      others[end] = other;
      meters[end] = meters[at]!;
      cutMeters[end] = cutMeters[at]!;
      end += 1;
    }
    joined[unit + 1] = end;
  }
  return { starts: joined, others: others.subarray(0, end), meters: meters.subarray(0, end), cutMeters: cutMeters.subarray(0, end) };
}
