import { refuse, type Position, type Refused } from './coverage.ts';
import { crossingPoint, isBetween, orient, segmentsMeet } from './predicates.ts';
import { polygonsOf, type GroundInput } from './shapes.ts';
import { eachMeeting } from './sweep.ts';

/** A refusal for what is no place on earth. */
export function refusePosition(at: Position): Refused | null {
  if (!Number.isFinite(at[0]) || !Number.isFinite(at[1])) return refuse('not-a-number');
  return Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90 ? refuse('out-of-world', at) : null;
}

/** More than this in one drawn line no hand draws. */
export const LINE_VERTEX_LIMIT = 50_000;

/** A drawn line without repeated points, or the reason why it is none. */
export function readLine(line: readonly Position[]): { ok: true; line: Position[] } | Refused {
  const refusal = refusePositions(line);
  if (refusal) return refusal;
  const points = line.filter((p, i) => i === 0 || p[0] !== line[i - 1]![0] || p[1] !== line[i - 1]![1]);
  if (points.length < 2) return refuse('line-too-short', points[0] ?? null);
  const contact = selfContact(points);
  return contact ? refuse('line-crosses-itself', contact) : { ok: true, line: points };
}

/** Drawn polygons as closed rings, or the reason why they are none. */
export function readGround(ground: GroundInput): { ok: true; polygons: Position[][][] } | Refused {
  const polygons: Position[][][] = [];
  for (const polygon of polygonsOf(ground)) {
    const rings: Position[][] = [];
    for (const ring of polygon) {
      const refusal = refusePositions(ring);
      if (refusal) return refusal;
      const closed = [...ring, ring[0]!].filter((p, i, all) => i === 0 || p[0] !== all[i - 1]![0] || p[1] !== all[i - 1]![1]);
      if (closed.length < 4) return refuse('line-too-short', closed[0] ?? null);
      const contact = selfContact(closed);
      if (contact) return refuse('line-crosses-itself', contact);
      rings.push(closed);
    }
    if (rings.length > 0) polygons.push(rings);
  }
  return polygons.length > 0 ? { ok: true, polygons } : refuse('line-too-short');
}

function refusePositions(line: readonly Position[]): Refused | null {
  if (line.length > LINE_VERTEX_LIMIT) return refuse('too-many-vertices', null);
  if (line.length === 0) return refuse('line-too-short');
  for (const at of line) {
    const refusal = refusePosition(at);
    if (refusal) return refusal;
  }
  return null;
}

interface Stroke {
  readonly index: number;
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** Where a line first meets itself; where its ends meet it is a ring. */
function selfContact(points: readonly Position[]): Position | null {
  const last = points.length - 2;
  const isRing = points.length > 3 && points[0]![0] === points.at(-1)![0] && points[0]![1] === points.at(-1)![1];
  const strokes = points.slice(1).map((to, index) => strokeOf(index, points[index]!, to));
  let found: Position | null = null;
  eachMeeting(strokes, (one, other) => {
    const [p, q] = one.index < other.index ? [one, other] : [other, one];
    const isRingEnd = isRing && p.index === 0 && q.index === last;
    found = isRingEnd ? foldAt(q, p) : q.index === p.index + 1 ? foldAt(p, q) : contactOf(p, q);
    return found !== null;
  });
  return found;
}

function strokeOf(index: number, from: Position, to: Position): Stroke {
  return { index, from, to, west: Math.min(from[0], to[0]), east: Math.max(from[0], to[0]), south: Math.min(from[1], to[1]), north: Math.max(from[1], to[1]) };
}

function contactOf(p: Stroke, q: Stroke): Position | null {
  if (!segmentsMeet(p.from, p.to, q.from, q.to)) return null;
  for (const end of [q.from, q.to]) if (orient(p.from, p.to, end) === 0 && isBetween(p.from, p.to, end)) return end;
  for (const end of [p.from, p.to]) if (orient(q.from, q.to, end) === 0 && isBetween(q.from, q.to, end)) return end;
  return crossingPoint(p.from, p.to, q.from, q.to);
}

/** One stroke after the other may turn, but not run back on itself. */
function foldAt(p: Stroke, q: Stroke): Position | null {
  const isBack = (p.from[0] - p.to[0]) * (q.to[0] - p.to[0]) + (p.from[1] - p.to[1]) * (q.to[1] - p.to[1]) > 0;
  return isBack && orient(p.from, p.to, q.to) === 0 ? p.to : null;
}
