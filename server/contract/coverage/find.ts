import type { Coverage, Position, VertexId } from './coverage.ts';
import { sideOfFace } from './measure.ts';
import { faceBox } from './owners.ts';
import { alongSegment } from './predicates.ts';
import { boxesMeet, segmentsOf } from './rings.ts';

/** A place on a border: the segment from one vertex to the next, and the nearest point of it. */
export interface SegmentHit {
  readonly from: VertexId;
  readonly to: VertexId;
  readonly at: Position;
  /** In degrees of latitude (longitude is shortened as the latitude asks). */
  readonly distance: number;
}
export interface VertexHit {
  readonly vertex: VertexId;
  readonly at: Position;
  readonly distance: number;
}

/** The vertex exactly there, or the nearest within `tolerance` degrees (0 by default: exactly there). */
export function vertexAt(coverage: Coverage, at: Position, tolerance = 0): VertexHit | null {
  const shorten = Math.cos((at[1] * Math.PI) / 180);
  let best: VertexHit | null = null;
  for (const key of facesNear(coverage, at, tolerance / shorten)) {
    for (const ring of coverage.faces.get(key)!.rings) {
      for (const vertex of ring) {
        const position = coverage.positions.get(vertex)!;
        const distance = Math.hypot((position[0] - at[0]) * shorten, position[1] - at[1]);
        if (distance <= tolerance && (!best || distance < best.distance)) best = { vertex, at: position, distance };
      }
    }
  }
  return best;
}

/** The nearest segment of a face within `tolerance` degrees. */
export function segmentAt(coverage: Coverage, at: Position, tolerance: number): SegmentHit | null {
  const shorten = Math.cos((at[1] * Math.PI) / 180);
  const flat = ([x, y]: Position): Position => [x * shorten, y];
  let best: SegmentHit | null = null;
  for (const key of facesNear(coverage, at, tolerance / shorten)) {
    for (const [from, to] of coverage.faces.get(key)!.rings.flatMap((ring) => [...segmentsOf(ring)])) {
      const [a, b] = [coverage.positions.get(from)!, coverage.positions.get(to)!];
      const t = alongSegment(flat(a), flat(b), flat(at));
      const nearest: Position = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
      const distance = Math.hypot((nearest[0] - at[0]) * shorten, nearest[1] - at[1]);
      if (distance <= tolerance && (!best || distance < best.distance)) best = { from, to, at: nearest, distance };
    }
  }
  return best;
}

/** The ground face that holds the point (the first by key where it lies on a border), or null outside all. */
export function faceAt(coverage: Coverage, at: Position): string | null {
  return facesHolding(coverage, at)[0] ?? null;
}

/** Ground faces that hold the point, borders included, in order of their keys. */
export function facesHolding(coverage: Coverage, at: Position): string[] {
  return facesNear(coverage, at, 0).filter((key) => coverage.faces.get(key)!.layer === 'ground' && sideOfFace(coverage, key, at) >= 0);
}

function facesNear(coverage: Coverage, [x, y]: Position, margin: number): string[] {
  return [...coverage.faces.keys()].filter((key) => boxesMeet(faceBox(coverage, key), [x, y, x, y], margin)).sort();
}
