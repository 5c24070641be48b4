import type { Position, Ring, VertexId } from './coverage.ts';
import { alongSegment, orient } from './predicates.ts';
import { isCounterClockwise, segmentsOf, sideOfRings, signedArea, type PositionOf } from './rings.ts';
import { segmentKey } from './segments.ts';

/**
 * Rings around the ground to the left of directed segments: at every vertex the walk takes the sharpest turn to the left. A
 * ring that comes back to a vertex is taken apart there, so that every ring passes a vertex once; ends that lead nowhere drop out.
 */
export function traceRings(segments: readonly (readonly [VertexId, VertexId])[], at: PositionOf): Ring[] {
  const outgoing = new Map<VertexId, VertexId[]>();
  for (const [from, to] of segments) {
    const list = outgoing.get(from);
    if (list) list.push(to);
    else outgoing.set(from, [to]);
  }
  const rings: Ring[] = [];
  const walked = new Set<number>();
  for (const [from, to] of segments) {
    if (!walked.has(segmentKey(from, to))) walk(from, to, outgoing, walked, at, rings);
  }
  return rings;
}

function walk(from: VertexId, to: VertexId, outgoing: ReadonlyMap<VertexId, readonly VertexId[]>, walked: Set<number>, at: PositionOf, rings: Ring[]): void {
  const path: VertexId[] = [];
  const places = new Map<VertexId, number>();
  for (let [a, b] = [from, to]; !walked.has(segmentKey(a, b)); ) {
    walked.add(segmentKey(a, b));
    visit(a, path, places, rings);
    const next = nextOf(a, b, outgoing.get(b) ?? [], at);
    if (next === null) return;
    [a, b] = [b, next];
  }
  if (path.length > 2) rings.push(path);
}

/** Goes to a vertex; a loop that this closes becomes a ring of its own. */
function visit(vertex: VertexId, path: VertexId[], places: Map<VertexId, number>, rings: Ring[]): void {
  const place = places.get(vertex);
  if (place !== undefined) {
    const loop = path.splice(place);
    for (const left of loop) places.delete(left);
    if (loop.length > 2) rings.push(loop);
  }
  places.set(vertex, path.length);
  path.push(vertex);
}

/** The next vertex of a walk a→b that keeps the ground on its left. */
function nextOf(a: VertexId, b: VertexId, candidates: readonly VertexId[], at: PositionOf): VertexId | null {
  if (candidates.length < 2) return candidates[0] ?? null;
  return candidates.reduce((best, other) => (turnsMoreLeft(at(a), at(b), at(other), at(best), other === a, best === a) ? other : best));
}

/** Whether p is a sharper turn to the left than q for one who comes from a to b. Turning back comes last. */
function turnsMoreLeft(a: Position, b: Position, p: Position, q: Position, pIsBack: boolean, qIsBack: boolean): boolean {
  if (pIsBack || qIsBack) return qIsBack && !pIsBack;
  const pSide = sideRank(a, b, p);
  const qSide = sideRank(a, b, q);
  return pSide === qSide ? orient(b, q, p) > 0 : pSide < qSide;
}
function sideRank(a: Position, b: Position, p: Position): number {
  const side = orient(a, b, p);
  if (side !== 0) return side > 0 ? 0 : 2;
  const isAhead = (p[0] - b[0]) * (b[0] - a[0]) + (p[1] - b[1]) * (b[1] - a[1]) > 0;
  return isAhead ? 1 : 3;
}

/** Rings as polygons: each outline, the largest first, with the holes that lie in it and in no smaller one. */
export function arrangeRings(rings: readonly Ring[], at: PositionOf): Ring[][] {
  const placed = rings.map((ring) => ({ ring, positions: ring.map(at) }));
  const outlines = placed.filter(({ positions }) => isCounterClockwise(positions)).map((outline) => ({ ...outline, area: signedArea(outline.positions), rings: [outline.ring] }));
  outlines.sort((a, b) => b.area - a.area);
  for (const hole of placed.filter(({ positions }) => !isCounterClockwise(positions))) {
    const holder = outlines.findLast((outline) => liesIn(hole.ring, outline.ring, outline.positions, at));
    holder?.rings.push(hole.ring);
  }
  return outlines.map((outline) => outline.rings);
}

/** Whether a ring lies in another that it does not cross; the same ring turned round does not. */
export function liesIn(inner: Ring, outer: Ring, outerPositions: readonly Position[], at: PositionOf): boolean {
  const shared = new Set(outer);
  const own = inner.find((vertex) => !shared.has(vertex));
  if (own !== undefined) return sideOfRings([outerPositions], at(own)) > 0;
  const edges = new Set<number>();
  for (const [a, b] of segmentsOf(outer)) edges.add(segmentKey(a, b)).add(segmentKey(b, a));
  for (const [a, b] of segmentsOf(inner)) {
    if (!edges.has(segmentKey(a, b))) return sideOfRings([outerPositions], middle(at(a), at(b))) > 0;
  }
  return false;
}

export function middle(a: Position, b: Position): Position {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** Whether two segments from the same vertex lie on each other. */
export function runsAlong(from: Position, a: Position, b: Position): boolean {
  return orient(from, a, b) === 0 && (a[0] - from[0]) * (b[0] - from[0]) + (a[1] - from[1]) * (b[1] - from[1]) > 0;
}

/** Vertices in order along a segment. */
export function inOrderAlong(a: Position, b: Position, vertices: Iterable<VertexId>, at: PositionOf): VertexId[] {
  return [...new Set(vertices)].sort((p, q) => alongSegment(a, b, at(p)) - alongSegment(a, b, at(q)) || p - q);
}
