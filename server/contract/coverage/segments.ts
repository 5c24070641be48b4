import type { Ring, VertexId } from './coverage.ts';

/** Vertex ids stay below this, so that two of them fit into one exact number. */
const ID_LIMIT = 2 ** 26;

/** One number for a directed segment. */
export const segmentKey = (from: VertexId, to: VertexId): number => from * ID_LIMIT + to;
/** One number for a segment in either direction. */
export const edgeKey = (a: VertexId, b: VertexId): number => (a < b ? a * ID_LIMIT + b : b * ID_LIMIT + a);
export const segmentEnds = (key: number): [VertexId, VertexId] => [Math.floor(key / ID_LIMIT), key % ID_LIMIT];

/** Vertices to insert into segments, by `edgeKey`, in order from the end with the smaller id. */
export type Insertions = ReadonlyMap<number, readonly VertexId[]>;

/** A ring with vertices inserted into its segments; the same ring where there are none. */
export function withInsertions(ring: Ring, insertions: Insertions): Ring {
  if (insertions.size === 0) return ring;
  let grown: VertexId[] | null = null;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    const between = insertions.get(edgeKey(a, b));
    if (between && !grown) grown = ring.slice(0, i);
    grown?.push(a);
    if (between) grown?.push(...(a < b ? between : between.toReversed()));
  }
  return grown ?? ring;
}
