import type { Position } from './coverage.ts';
import { orient } from './predicates.ts';

/** Triangles over points: three half-edges each, turned left. Half-edge e starts at `starts[e]`; its other side is `twins[e]`, −1 at the rim. */
export interface Triangulation {
  readonly starts: Int32Array;
  readonly twins: Int32Array;
}

export const nextEdge = (e: number): number => (e % 3 === 2 ? e - 2 : e + 1);
export const previousEdge = (e: number): number => (e % 3 === 0 ? e + 2 : e - 1);

/**
 * Delaunay triangulation: each point is put into the triangle that holds it, and edges are flipped until no circle holds a
 * fourth point (C. L. Lawson, Software for C1 Surface Interpolation, 1977). Points that are the same as one before are left out.
 * @param points the first four are the corners of a box around all others, counter-clockwise
 */
export function triangulate(points: readonly Position[]): Triangulation {
  const starts = new Int32Array(6 * points.length);
  const twins = new Int32Array(6 * points.length).fill(-1);
  starts.set([0, 1, 2, 0, 2, 3]);
  twins[2] = 3;
  twins[3] = 2;
  let count = 6;
  let last = 0;
  for (const p of alongRows(points)) {
    const edge = locate(points, starts, twins, last, points[p]!);
    last = edge;
    const first = edge - (edge % 3);
    const isThere = same(points[starts[first]!]!, points[p]!) || same(points[starts[first + 1]!]!, points[p]!) || same(points[starts[first + 2]!]!, points[p]!);
    if (isThere) continue;
    insert(starts, twins, first, count, p);
    flipAround(points, starts, twins, [first, count, count + 3]);
    count += 6;
  }
  return { starts: starts.slice(0, count), twins: twins.slice(0, count) };
}

const same = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1];

/** All but the corners, in an order in which each is near to the one before: row by row, forth and back. */
function alongRows(points: readonly Position[]): number[] {
  let [south, north] = [Infinity, -Infinity];
  for (let i = 4; i < points.length; i++) {
    south = Math.min(south, points[i]![1]);
    north = Math.max(north, points[i]![1]);
  }
  const height = Math.max(1e-300, north - south);
  const rows = Math.max(1, Math.floor(Math.sqrt((points.length - 4) / 2)));
  const rowOf = points.map((p) => Math.min(rows - 1, Math.floor(((p[1] - south) / height) * rows)));
  const order = Array.from({ length: points.length - 4 }, (_, i) => i + 4);
  return order.sort((a, b) => {
    const row = rowOf[a]!;
    if (row !== rowOf[b]!) return row - rowOf[b]!;
    const further = points[a]![0] - points[b]![0];
    return (row % 2 === 0 ? further : -further) || a - b;
  });
}

/** Walks from triangle to triangle towards a point; gives a half-edge of the one that holds it. */
function locate(points: readonly Position[], starts: Int32Array, twins: Int32Array, from: number, at: Position): number {
  let edge = from;
  for (let tried = 0; tried < 3; ) {
    const isBeyond = orient(points[starts[edge]!]!, points[starts[nextEdge(edge)]!]!, at) < 0;
    if (isBeyond && twins[edge]! >= 0) {
      edge = nextEdge(twins[edge]!);
      tried = 0;
    } else {
      edge = nextEdge(edge);
      tried += 1;
    }
  }
  return edge;
}

/** Three triangles in the place of one; this runs for every point, so nothing is made that would have to be cleared away. */
function insert(starts: Int32Array, twins: Int32Array, first: number, count: number, p: number): void {
  const [a, b, c] = [starts[first]!, starts[first + 1]!, starts[first + 2]!];
  const [besideA, besideB, besideC] = [twins[first]!, twins[first + 1]!, twins[first + 2]!];
  fill(starts, first, a, b, p);
  fill(starts, count, b, c, p);
  fill(starts, count + 3, c, a, p);
  link(twins, first, besideA);
  link(twins, first + 1, count + 2);
  link(twins, count, besideB);
  link(twins, count + 1, count + 5);
  link(twins, count + 3, besideC);
  link(twins, count + 4, first + 2);
}

function fill(starts: Int32Array, base: number, a: number, b: number, c: number): void {
  starts[base] = a;
  starts[base + 1] = b;
  starts[base + 2] = c;
}

/** @param doubtful edges opposite to a new point; it is emptied */
function flipAround(points: readonly Position[], starts: Int32Array, twins: Int32Array, doubtful: number[]): void {
  for (let edge = doubtful.pop(); edge !== undefined; edge = doubtful.pop()) {
    if (!mustFlip(points, starts, twins, edge)) continue;
    const twin = twins[edge]!;
    flip(starts, twins, edge, twin);
    doubtful.push(edge, twin);
  }
}

function link(twins: Int32Array, a: number, b: number): void {
  twins[a] = b;
  if (b >= 0) twins[b] = a;
}

/** Whether the edge of a triangle, seen from the new point opposite to it, has a nearer point behind it. */
function mustFlip(points: readonly Position[], starts: Int32Array, twins: Int32Array, edge: number): boolean {
  const twin = twins[edge]!;
  if (twin < 0) return false;
  const u = points[starts[edge]!]!;
  const v = points[starts[nextEdge(edge)]!]!;
  const p = points[starts[previousEdge(edge)]!]!;
  const behind = points[starts[previousEdge(twin)]!]!;
  if (orient(u, behind, p) <= 0 || orient(behind, v, p) <= 0) return false;
  return orient(u, v, p) <= 0 || isInCircle(u, v, p, behind);
}

function flip(starts: Int32Array, twins: Int32Array, edge: number, twin: number): void {
  const p = starts[previousEdge(edge)]!;
  const behind = starts[previousEdge(twin)]!;
  const v = starts[nextEdge(edge)]!;
  const besideU = twins[nextEdge(twin)]!;
  const besideV = twins[previousEdge(twin)]!;
  const farV = twins[nextEdge(edge)]!;
  starts[nextEdge(edge)] = behind;
  starts[twin] = behind;
  starts[nextEdge(twin)] = v;
  starts[previousEdge(twin)] = p;
  link(twins, edge, besideU);
  link(twins, twin, besideV);
  link(twins, nextEdge(twin), farV);
  link(twins, nextEdge(edge), previousEdge(twin));
}

function isInCircle(a: Position, b: Position, c: Position, d: Position): boolean {
  const ax = a[0] - d[0];
  const ay = a[1] - d[1];
  const bx = b[0] - d[0];
  const by = b[1] - d[1];
  const cx = c[0] - d[0];
  const cy = c[1] - d[1];
  const aa = ax * ax + ay * ay;
  const bb = bx * bx + by * by;
  const cc = cx * cx + cy * cy;
  return ax * (by * cc - bb * cy) - ay * (bx * cc - bb * cx) + aa * (bx * cy - by * cx) > 0;
}

/** The centre of the circle around a triangle; its middle where the corners lie in a line. */
export function circumcenter(a: Position, b: Position, c: Position): Position {
  const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
  const twice = 2 * (bx * cy - by * cx);
  const [bb, cc] = [bx * bx + by * by, cx * cx + cy * cy];
  const center: Position = [a[0] + (cy * bb - by * cc) / twice, a[1] + (bx * cc - cx * bb) / twice];
  return Number.isFinite(center[0]) && Number.isFinite(center[1]) ? center : [(a[0] + b[0] + c[0]) / 3, (a[1] + b[1] + c[1]) / 3];
}
