import type { Coverage, Position, VertexId } from './coverage.ts';

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
export function vertexAt(_coverage: Coverage, _at: Position, _tolerance = 0): VertexHit | null {
  return null;
}

/** The nearest segment of a face or community within `tolerance` degrees. */
export function segmentAt(_coverage: Coverage, _at: Position, _tolerance: number): SegmentHit | null {
  return null;
}

/** The ground face that holds the point (the first by key where it lies on a border), or null outside all. */
export function faceAt(_coverage: Coverage, _at: Position): string | null {
  return null;
}
