import type { Ring, VertexId } from './coverage.ts';
import { segmentsOf } from './rings.ts';
import { segmentEnds, segmentKey, withInsertions, type Insertions } from './segments.ts';

/**
 * A sum of borders: how many times each directed segment is in it, a segment and its reverse cancelling each other. Only
 * positive counts are kept. Of an exact coverage, the sum of the faces' borders is the border of their zone; no
 * coordinate is computed for that.
 */
export type Chain = ReadonlyMap<number, number>;

/** The sum of the borders of rings. */
export function chainOf(rings: Iterable<Ring>, insertions: Insertions = new Map()): Chain {
  const chain = new Map<number, number>();
  for (const ring of rings) {
    for (const [from, to] of segmentsOf(withInsertions(ring, insertions))) addSegment(chain, from, to, 1);
  }
  return chain;
}

/** The one less the other. */
export function subtractChain(chain: Chain, other: Chain): Chain {
  const rest = new Map(chain);
  for (const [key, count] of other) {
    const [from, to] = segmentEnds(key);
    for (let i = 0; i < count; i++) addSegment(rest, to, from, 1);
  }
  return rest;
}

/** The directed segments, one by one. */
export function chainSegments(chain: Chain): [VertexId, VertexId][] {
  return [...chain].flatMap(([key, count]) => Array.from({ length: count }, () => segmentEnds(key)));
}

function addSegment(chain: Map<number, number>, from: VertexId, to: VertexId, count: number): void {
  const back = segmentKey(to, from);
  const met = chain.get(back);
  if (met === undefined) {
    const key = segmentKey(from, to);
    chain.set(key, (chain.get(key) ?? 0) + count);
  } else if (met === count) chain.delete(back);
  else chain.set(back, met - count);
}
