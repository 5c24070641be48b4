import type { Coverage, Position, VertexId } from '#contract/coverage/coverage.ts';
import { facesAt, zonesAt } from '#contract/coverage/owners.ts';
import { eachSegment } from './counts.ts';
import { nearestOnSegment, worldOf } from './world.ts';

export interface VertexHit {
  vertex: VertexId;
  at: Position;
}
export interface EdgeHit {
  from: VertexId;
  to: VertexId;
  /** The nearest place on it. */
  at: Position;
}

/**
 * What of the borders lies under a pointer: every vertex and every segment once, in typed arrays on the map of width 1.
 * Going through all of a community's takes less than the search in a tree would save.
 */
export interface BorderIndex {
  readonly coverage: Coverage;
  readonly ids: Int32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Two places in `ids` for each segment. */
  readonly ends: Int32Array;
}

export function indexBorders(coverage: Coverage): BorderIndex {
  const place = new Map<VertexId, number>();
  const ends: number[] = [];
  const known = new Set<number>();
  const placeOf = (id: VertexId): number => {
    const at = place.get(id) ?? place.size;
    place.set(id, at);
    return at;
  };
  for (const { rings } of coverage.faces.values()) {
    for (const ring of rings) {
      eachSegment(ring, (from, to) => {
        const [a, b] = [placeOf(from), placeOf(to)];
        const key = Math.min(a, b) * 0x4000000 + Math.max(a, b);
        if (known.has(key)) return;
        known.add(key);
        ends.push(a, b);
      });
    }
  }
  const ids = Int32Array.from(place.keys());
  const world = Array.from(ids, (id) => worldOf(coverage.positions.get(id) as Position));
  return { coverage, ids, x: Float64Array.from(world, ([x]) => x), y: Float64Array.from(world, ([, y]) => y), ends: Int32Array.from(ends) };
}

/** The nearest vertex within a distance on the map of width 1, but for those left out. */
export function vertexNear({ coverage, ids, x, y }: BorderIndex, at: Position, reach: number, leftOut?: ReadonlySet<VertexId>): VertexHit | null {
  const [px, py] = worldOf(at);
  let [best, found] = [reach * reach, -1];
  for (let place = 0; place < ids.length; place += 1) {
    const squared = (x[place]! - px) ** 2 + (y[place]! - py) ** 2;
    if (squared > best || leftOut?.has(ids[place]!)) continue;
    [best, found] = [squared, place];
  }
  return found < 0 ? null : { vertex: ids[found]!, at: coverage.positions.get(ids[found]!) as Position };
}

/** The nearest segment within a distance on the map of width 1, but for those that end in a vertex left out. */
export function edgeNear({ coverage, ids, x, y, ends }: BorderIndex, at: Position, reach: number, leftOut?: ReadonlySet<VertexId>): EdgeHit | null {
  const [px, py] = worldOf(at);
  let [best, found, share] = [reach * reach, -1, 0];
  for (let place = 0; place < ends.length; place += 2) {
    const [a, b] = [ends[place]!, ends[place + 1]!];
    const near = nearestOnSegment(px, py, x[a]!, y[a]!, x[b]!, y[b]!);
    if (near.squared > best || leftOut?.has(ids[a]!) || leftOut?.has(ids[b]!)) continue;
    [best, found, share] = [near.squared, place, near.share];
  }
  if (found < 0) return null;
  const [from, to] = [ids[ends[found]!]!, ids[ends[found + 1]!]!];
  const [[ax, ay], [bx, by]] = [coverage.positions.get(from) as Position, coverage.positions.get(to) as Position];
  return { from, to, at: [ax + share * (bx - ax), ay + share * (by - ay)] };
}

/** Vertices inside a box of two opposite corners. */
export function verticesIn({ coverage, ids }: BorderIndex, [ax, ay]: Position, [bx, by]: Position): VertexId[] {
  const [west, east, south, north] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
  return Array.from(ids).filter((id) => {
    const [x, y] = coverage.positions.get(id) as Position;
    return x >= west && x <= east && y >= south && y <= north;
  });
}

/** The micro-grid under a position, else the grid, or null. */
export function faceUnder({ faces, positions }: Coverage, [px, py]: Position): string | null {
  let ground: string | null = null;
  for (const { key, layer, rings } of faces.values()) {
    if (ground !== null && layer === 'ground') continue;
    let isInside = false;
    for (const ring of rings) {
      eachSegment(ring, (a, b) => {
        const [[ax, ay], [bx, by]] = [positions.get(a) as Position, positions.get(b) as Position];
        if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
      });
    }
    if (!isInside) continue;
    if (layer === 'nested') return key;
    ground = key;
  }
  return ground;
}

/** Whether a vertex is where three borders or more meet. */
export function isJunction(coverage: Coverage, vertex: VertexId): boolean {
  return facesAt(coverage, vertex).length + Math.min(1, zonesAt(coverage, vertex).length) > 2;
}
