import type { Coverage, Position } from './coverage.ts';

export interface FaceMeasures {
  readonly squareMeters: number;
  readonly perimeterMeters: number;
  /** Polsby–Popper: 4π area / perimeter², 1 for a circle. */
  readonly compactness: number;
}

/** Area, outline's length (holes' too) and compactness of a face on the sphere of PostGIS's geography within some parts in a thousand; exact ratios between faces. */
export function measureFace(_coverage: Coverage, _key: string): FaceMeasures {
  return { squareMeters: 0, perimeterMeters: 0, compactness: 0 };
}

/** Whether the face holds the point; a point on its border is held (as `st_intersects` says). */
export function isInFace(_coverage: Coverage, _key: string, _at: Position): boolean {
  return false;
}
