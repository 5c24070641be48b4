import type { Position, Ring } from './coverage.ts';
import { alongSegment, isBetween, orient, segmentsCross } from './predicates.ts';
import { boxesMeet, boxOf, segmentsOf, sideOfRings, type Box, type PositionOf } from './rings.ts';

interface Edge {
  readonly from: Position;
  readonly to: Position;
  readonly box: Box;
}
const edgesOf = (rings: readonly Ring[], at: PositionOf): Edge[] =>
  rings.flatMap((ring) => [...segmentsOf(ring)].map(([a, b]) => ({ from: at(a), to: at(b), box: boxOf([at(a), at(b)]) })));

/** The first place where ground leaves the ground that should hold it, or null. Common borders are no leaving. */
export function leavesAt(inner: readonly Ring[], outer: readonly Ring[], at: PositionOf): Position | null {
  const walls = edgesOf(outer, at);
  const outerPositions = outer.map((ring) => ring.map(at));
  for (const edge of edgesOf(inner, at)) {
    const place = crossingOrPart(edge, walls, (part) => sideOfRings(outerPositions, part) < 0);
    if (place) return place;
  }
  // No border leaves: only a hole of the outer one could still lie inside.
  const innerPositions = inner.map((ring) => ring.map(at));
  for (const wall of walls) {
    const place = crossingOrPart(wall, edgesNear(inner, at, wall), (part) => sideOfRings(innerPositions, part) > 0);
    if (place) return place;
  }
  return null;
}

/** The first place where two grounds lie over each other, or null; common borders do not count. */
export function overlapsAt(one: readonly Ring[], other: readonly Ring[], at: PositionOf): Position | null {
  return entersAt(one, other, at) ?? entersAt(other, one, at) ?? sameGroundAt(one, other, at);
}

function entersAt(one: readonly Ring[], other: readonly Ring[], at: PositionOf): Position | null {
  const walls = edgesOf(other, at);
  const box = boxOf(other.flatMap((ring) => ring.map(at)));
  const positions = other.map((ring) => ring.map(at));
  for (const edge of edgesOf(one, at)) {
    if (!boxesMeet(edge.box, box)) continue;
    const place = crossingOrPart(edge, walls, (part) => sideOfRings(positions, part) > 0);
    if (place) return place;
  }
  return null;
}

/** Neither enters the other: they overlap only where they are the same, which a common segment in the same direction tells. */
function sameGroundAt(one: readonly Ring[], other: readonly Ring[], at: PositionOf): Position | null {
  for (const [a, b] of one.flatMap((ring) => [...segmentsOf(ring)])) {
    if (other.some((ring) => ring.some((vertex, i) => vertex === a && ring[(i + 1) % ring.length] === b))) return at(a);
  }
  return null;
}

function edgesNear(rings: readonly Ring[], at: PositionOf, edge: Edge): Edge[] {
  return edgesOf(rings, at).filter(({ box }) => boxesMeet(box, edge.box));
}

/** The first crossing of an edge with walls, or the middle of the first part between its contacts that fails the question. */
function crossingOrPart(edge: Edge, walls: readonly Edge[], isWrong: (part: Position) => boolean): Position | null {
  const contacts = [0, 1];
  const along: [number, number][] = [];
  for (const wall of walls) {
    if (!boxesMeet(wall.box, edge.box)) continue;
    if (segmentsCross(edge.from, edge.to, wall.from, wall.to)) return middleOf(edge, 0.5);
    const touching = [wall.from, wall.to].filter((end) => orient(edge.from, edge.to, end) === 0 && isBetween(edge.from, edge.to, end));
    contacts.push(...touching.map((end) => alongSegment(edge.from, edge.to, end)));
    if (orient(wall.from, wall.to, edge.from) === 0 && orient(wall.from, wall.to, edge.to) === 0) {
      const ends = [wall.from, wall.to].map((end) => alongSegment(edge.from, edge.to, end)).sort((a, b) => a - b);
      along.push([ends[0]!, ends[1]!]);
    }
  }
  contacts.sort((a, b) => a - b);
  for (let i = 0; i + 1 < contacts.length; i++) {
    const [start, end] = [contacts[i]!, contacts[i + 1]!];
    if (start === end || along.some(([a, b]) => a <= start && end <= b)) continue;
    const part = middleOf(edge, (start + end) / 2);
    if (isWrong(part)) return part;
  }
  return null;
}

function middleOf(edge: Edge, t: number): Position {
  return [edge.from[0] + t * (edge.to[0] - edge.from[0]), edge.from[1] + t * (edge.to[1] - edge.from[1])];
}
