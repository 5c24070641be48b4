import type { Positions, VertexRing } from './rings.ts';

/** Noding sets vertices within so many degrees of a line. */
const onLineDegrees = 1e-11;

/**
 * Takes away the vertices that noding has set where no border is now: neither a vertex of before nor a bend nor a place
 * where borders meet. Every owner loses them alike, so neighbours still match.
 * @param grids rings of each grid, over the same vertices @param isOld vertices of today's borders, which stay
 */
export function tidyRings(grids: readonly (readonly VertexRing[])[], { x, y }: Positions, isOld: (vertex: number) => boolean): VertexRing[][] {
  const beside = new Map<number, Set<number>>();
  const see = (vertex: number, other: number) => {
    const others = beside.get(vertex);
    if (others) others.add(other);
    else beside.set(vertex, new Set([other]));
  };
  for (const ring of grids.flat()) {
    let before = ring[ring.length - 1]!;
    for (const vertex of ring) {
      see(before, vertex);
      see(vertex, before);
      before = vertex;
    }
  }
  const isNeedless = (vertex: number): boolean => {
    const [a, b, more] = beside.get(vertex) ?? [];
    if (isOld(vertex) || a === undefined || b === undefined || more !== undefined) return false;
    const [dx, dy] = [x[b]! - x[a]!, y[b]! - y[a]!];
    const length = Math.hypot(dx, dy);
    return length > 0 && Math.abs(dx * (y[vertex]! - y[a]!) - dy * (x[vertex]! - x[a]!)) / length < onLineDegrees;
  };
  return grids.map((rings) => rings.map((ring) => {
    const kept = ring.filter((vertex) => !isNeedless(vertex));
    return kept.length >= 3 ? kept : ring;
  }));
}
