import type { Position, Ring, VertexId } from './coverage.ts';
import { crossingPoint, orient, segmentsMeet, isBetween } from './predicates.ts';
import { isCounterClockwise, segmentsOf, sideOfRings, type PositionOf } from './rings.ts';
import { eachMeeting } from './sweep.ts';
import { liesIn, runsAlong } from './trace.ts';

/** What makes rings no polygon, and where. */
export interface Flaw {
  readonly kind: 'not-valid' | 'multipart';
  readonly location: Position;
}

interface Segment {
  readonly ring: number;
  readonly a: VertexId;
  readonly b: VertexId;
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/**
 * The first flaw of a face's rings, or null: every ring has three vertices and more and neither crosses nor touches
 * itself or another (rings may share single vertices as long as the ground stays in one piece), the first is the outline,
 * turned left, the others are holes in it, turned right, none in another. Exact.
 * @param moved look for crossings of the segments at these vertices only, when the rest was sound before
 */
export function findFlaw(rings: readonly Ring[], at: PositionOf, moved?: ReadonlySet<VertexId>): Flaw | null {
  for (const ring of rings) {
    if (!isOfDistinct(ring)) return { kind: 'not-valid', location: at(repeatedVertex(ring)) };
  }
  const first = rings[0];
  if (!first) return null;
  const crossing = moved ? contactOfMoved(rings, moved, at) : firstContact(rings.flatMap((ring, i) => [...segmentsOf(ring)].map(([a, b]) => segment(i, a, b, at))));
  return crossing ? { kind: 'not-valid', location: crossing } : nestingFlaw(rings, at);
}

/** Rings never change: what is known of one stays so while a border is dragged. */
const distinct = new WeakSet<Ring>();
function isOfDistinct(ring: Ring): boolean {
  if (distinct.has(ring)) return true;
  const is = ring.length > 2 && new Set(ring).size === ring.length;
  if (is) distinct.add(ring);
  return is;
}

function repeatedVertex(ring: Ring): VertexId {
  return ring.find((vertex, i) => ring.indexOf(vertex) < i) ?? ring[0]!;
}

function segment(ring: number, a: VertexId, b: VertexId, at: PositionOf): Segment {
  const from = at(a);
  const to = at(b);
  const [west, east] = from[0] < to[0] ? [from[0], to[0]] : [to[0], from[0]];
  const [south, north] = from[1] < to[1] ? [from[1], to[1]] : [to[1], from[1]];
  return { ring, a, b, from, to, west, east, south, north };
}

function firstContact(segments: readonly Segment[]): Position | null {
  let contact: Position | null = null;
  eachMeeting(segments, (one, other) => {
    contact = contactOf(one, other);
    return contact !== null;
  });
  return contact;
}

/** Asked at every move of a pointer: of the segments that stay only those are put together that come near. */
function contactOfMoved(rings: readonly Ring[], moved: ReadonlySet<VertexId>, at: PositionOf): Position | null {
  for (const own of movedSegments(rings, moved, at)) {
    for (let i = 0; i < rings.length; i++) {
      const ring = rings[i]!;
      for (let j = 0; j < ring.length; j++) {
        const a = ring[j]!;
        const b = ring[j + 1 === ring.length ? 0 : j + 1]!;
        if (isApart(own, at(a), at(b)) || (own.ring === i && own.a === a && own.b === b)) continue;
        const contact = contactOf(own, segment(i, a, b, at));
        if (contact) return contact;
      }
    }
  }
  return null;
}

function movedSegments(rings: readonly Ring[], moved: ReadonlySet<VertexId>, at: PositionOf): Segment[] {
  const segments: Segment[] = [];
  for (let i = 0; i < rings.length; i++) {
    const ring = rings[i]!;
    for (let j = 0; j < ring.length; j++) {
      const a = ring[j]!;
      const b = ring[j + 1 === ring.length ? 0 : j + 1]!;
      if (moved.has(a) || moved.has(b)) segments.push(segment(i, a, b, at));
    }
  }
  return segments;
}

function isApart({ west, east, south, north }: Segment, from: Position, to: Position): boolean {
  return (from[0] < west && to[0] < west) || (from[0] > east && to[0] > east) || (from[1] < south && to[1] < south) || (from[1] > north && to[1] > north);
}

/** Where two segments of a face come together although they may not. */
function contactOf(p: Segment, q: Segment): Position | null {
  if (p.b === q.a || p.a === q.b || p.a === q.a || p.b === q.b) return contactAtVertex(p, q);
  if (!segmentsMeet(p.from, p.to, q.from, q.to)) return null;
  for (const end of [q.from, q.to]) if (orient(p.from, p.to, end) === 0 && isBetween(p.from, p.to, end)) return end;
  for (const end of [p.from, p.to]) if (orient(q.from, q.to, end) === 0 && isBetween(q.from, q.to, end)) return end;
  return crossingPoint(p.from, p.to, q.from, q.to);
}

/** Segments with a common vertex may not lie on each other. */
function contactAtVertex(p: Segment, q: Segment): Position | null {
  const [shared, pOther] = p.a === q.a || p.a === q.b ? [p.from, p.to] : [p.to, p.from];
  const sharedVertex = shared === p.from ? p.a : p.b;
  const qOther = q.a === sharedVertex ? q.to : q.from;
  return runsAlong(shared, pOther, qOther) ? shared : null;
}

function nestingFlaw(rings: readonly Ring[], at: PositionOf): Flaw | null {
  const placed = rings.map((ring) => ring.map(at));
  const [outline, ...holes] = placed as [Position[], ...Position[][]];
  if (!isCounterClockwise(outline)) return { kind: 'not-valid', location: outline[0]! };
  for (const [i, hole] of holes.entries()) {
    const ring = rings[i + 1]!;
    if (isCounterClockwise(hole)) return { kind: 'multipart', location: hole[0]! };
    if (!isWhollyIn(ring, rings[0]!, outline, at)) return { kind: 'not-valid', location: hole[0]! };
    const other = holes.findIndex((one, j) => j !== i && isWhollyIn(ring, rings[j + 1]!, one, at));
    if (other >= 0) return { kind: 'not-valid', location: hole[0]! };
  }
  return holes.length > 0 ? partingVertex(rings, at) : null;
}

function isWhollyIn(inner: Ring, outer: Ring, outerPositions: readonly Position[], at: PositionOf): boolean {
  const shared = new Set(outer);
  if (!inner.some((vertex) => shared.has(vertex))) return sideOfRings([outerPositions], at(inner[0]!)) > 0;
  return liesIn(inner, outer, outerPositions, at) && inner.every((vertex) => shared.has(vertex) || sideOfRings([outerPositions], at(vertex)) > 0);
}

/** A vertex where rings that share vertices close a circle: the ground inside it is cut off. */
function partingVertex(rings: readonly Ring[], at: PositionOf): Flaw | null {
  const group = rings.map((_, i) => i);
  const rootOf = (i: number): number => (group[i] === i ? i : rootOf(group[i]!));
  const firstAt = new Map<VertexId, number>();
  for (const [i, ring] of rings.entries()) {
    for (const vertex of ring) {
      const other = firstAt.get(vertex);
      if (other === undefined) firstAt.set(vertex, i);
      else if (rootOf(other) === rootOf(i)) return { kind: 'multipart', location: at(vertex) };
      else group[rootOf(i)] = rootOf(other);
    }
  }
  return null;
}
