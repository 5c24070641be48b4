import type { Position, VertexId } from './coverage.ts';
import { crossingPoint, distanceToSegment, segmentsCross } from './predicates.ts';
import { edgeKey, type Insertions } from './segments.ts';
import { eachMeeting } from './sweep.ts';
import { inOrderAlong } from './trace.ts';
import type { VertexPool } from './vertex-pool.ts';

interface Wire {
  readonly a: VertexId;
  readonly b: VertexId;
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
  readonly isLine: boolean;
  readonly on: Set<VertexId>;
}

/**
 * Lines laid over borders: every point where they meet becomes a vertex of both, computed once. Borders are not compared
 * with one another: they meet at their vertices already.
 * @param borders segments, each once
 * @returns what has to be inserted into the borders, and the lines with all their vertices
 */
export function nodeLines(borders: readonly (readonly [VertexId, VertexId])[], lines: readonly (readonly VertexId[])[], pool: VertexPool): { insertions: Insertions; lines: VertexId[][] } {
  const borderWires = borders.map(([a, b]) => wire(a, b, false, pool));
  const lineWires = lines.map((line) => line.slice(1).map((b, i) => wire(line[i]!, b, true, pool)));
  meetAll([...borderWires, ...lineWires.flat()], pool);
  const insertions = new Map<number, readonly VertexId[]>();
  for (const { a, b, from, to, on } of borderWires) {
    if (on.size > 0) insertions.set(edgeKey(a, b), a < b ? inOrderAlong(from, to, on, pool.at) : inOrderAlong(to, from, on, pool.at));
  }
  const noded = lineWires.map((wires, i) => [lines[i]![0]!, ...wires.flatMap(({ from, to, b, on }) => [...inOrderAlong(from, to, on, pool.at), b])]);
  return { insertions, lines: noded.map((line) => line.filter((vertex, i) => vertex !== line[i - 1])) };
}

function wire(a: VertexId, b: VertexId, isLine: boolean, pool: VertexPool): Wire {
  const from = pool.at(a);
  const to = pool.at(b);
  const margin = pool.tolerance;
  return {
    a,
    b,
    from,
    to,
    west: Math.min(from[0], to[0]) - margin,
    east: Math.max(from[0], to[0]) + margin,
    south: Math.min(from[1], to[1]) - margin,
    north: Math.max(from[1], to[1]) + margin,
    isLine,
    on: new Set(),
  };
}

/** Every line against what lies over the same ground; borders meet one another at their vertices already. */
function meetAll(wires: readonly Wire[], pool: VertexPool): void {
  eachMeeting(wires, (one, other) => {
    if (one.isLine || other.isLine) meet(one, other, pool);
    return false;
  });
}

function meet(p: Wire, q: Wire, pool: VertexPool): void {
  const touches = [takeEnd(p, q.a, q.from, pool), takeEnd(p, q.b, q.to, pool), takeEnd(q, p.a, p.from, pool), takeEnd(q, p.b, p.to, pool)].some(Boolean);
  if (touches || p.a === q.a || p.a === q.b || p.b === q.a || p.b === q.b || !segmentsCross(p.from, p.to, q.from, q.to)) return;
  const vertex = pool.idOf(crossingPoint(p.from, p.to, q.from, q.to));
  for (const one of [p, q]) if (vertex !== one.a && vertex !== one.b) one.on.add(vertex);
}

/** Puts the end of another segment into this one where it lies on it. */
function takeEnd(onto: Wire, end: VertexId, at: Position, pool: VertexPool): boolean {
  if (end === onto.a || end === onto.b || distanceToSegment(onto.from, onto.to, at) > pool.tolerance) return false;
  const isNearEnd = [onto.from, onto.to].some((corner) => Math.hypot(corner[0] - at[0], corner[1] - at[1]) <= pool.tolerance);
  if (!isNearEnd) onto.on.add(end);
  return true;
}
