import type { Position, Ring, VertexId } from './coverage.ts';
import { isBetween, orient } from './predicates.ts';

export type PositionOf = (vertex: VertexId) => Position;
/** `[west, south, east, north]` */
export type Box = readonly [number, number, number, number];

export function boxOf(positions: Iterable<Position>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positions) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}

export function boxesMeet(a: Box, b: Box, margin = 0): boolean {
  return a[0] <= b[2] + margin && b[0] <= a[2] + margin && a[1] <= b[3] + margin && b[1] <= a[3] + margin;
}

/** The segments of a ring, from its first vertex on. */
export function* segmentsOf(ring: Ring): Generator<readonly [VertexId, VertexId]> {
  for (let i = 0; i < ring.length; i++) yield [ring[i]!, ring[(i + 1) % ring.length]!];
}

/** Square degrees, positive when counter-clockwise; taken from the ring's own corner, so that little is lost by rounding. */
export function signedArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const p = ring[i]!;
    const q = ring[i + 1]!;
    twice += (p[0] - x0) * (q[1] - y0) - (p[1] - y0) * (q[0] - x0);
  }
  return twice / 2;
}

/** The direction of a ring that does not cross itself, exactly: seen from its lowest, leftmost corner. */
export function isCounterClockwise(ring: readonly Position[]): boolean {
  let lowest = 0;
  for (let i = 1; i < ring.length; i++) {
    const p = ring[i]!;
    const low = ring[lowest]!;
    if (p[1] < low[1] || (p[1] === low[1] && p[0] < low[0])) lowest = i;
  }
  const count = ring.length;
  return orient(ring[(lowest + count - 1) % count]!, ring[lowest]!, ring[(lowest + 1) % count]!) > 0;
}

/** Where a point lies: 1 inside the rings (even–odd), 0 exactly on one, −1 outside. */
export function sideOfRings(rings: readonly (readonly Position[])[], at: Position): 1 | 0 | -1 {
  let inside = false;
  for (const ring of rings) {
    let p = ring.at(-1)!;
    for (const q of ring) {
      if (p[1] > at[1] !== q[1] > at[1]) {
        const side = orient(p, q, at);
        if (side === 0) return 0;
        if (side > 0 === q[1] > p[1]) inside = !inside;
      } else if (p[1] === at[1] && q[1] === at[1] && isBetween(p, q, at)) return 0;
      else if (q[0] === at[0] && q[1] === at[1]) return 0;
      p = q;
    }
  }
  return inside ? 1 : -1;
}

/** A point inside the rings, far from their borders where that is cheap: the middle of the widest part of a middle line. */
export function interiorPoint(rings: readonly (readonly Position[])[]): Position {
  const heights = [...new Set(rings.flatMap((ring) => ring.map((p) => p[1])))].sort((a, b) => a - b);
  const middle = heights.length >> 1;
  let best: { at: Position; width: number } = { at: rings[0]![0]!, width: -1 };
  for (const i of [middle, middle - 1, middle + 1, 1]) {
    if (i < 1 || i >= heights.length) continue;
    const y = (heights[i - 1]! + heights[i]!) / 2;
    const widest = widestSpan(rings, y);
    if (widest.width > best.width) best = widest;
  }
  return best.at;
}

function widestSpan(rings: readonly (readonly Position[])[], y: number): { at: Position; width: number } {
  const crossings: number[] = [];
  for (const ring of rings) {
    let p = ring.at(-1)!;
    for (const q of ring) {
      if (p[1] > y !== q[1] > y) crossings.push(p[0] + ((y - p[1]) / (q[1] - p[1])) * (q[0] - p[0]));
      p = q;
    }
  }
  crossings.sort((a, b) => a - b);
  let best: { at: Position; width: number } = { at: rings[0]![0]!, width: -1 };
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const width = crossings[i + 1]! - crossings[i]!;
    if (width > best.width) best = { at: [(crossings[i]! + crossings[i + 1]!) / 2, y], width };
  }
  return best;
}
