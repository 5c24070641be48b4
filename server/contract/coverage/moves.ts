import { refuse, type Coverage, type EditOutcome, type Position, type VertexId } from './coverage.ts';

export interface VertexMove {
  readonly vertex: VertexId;
  readonly to: Position;
}

/**
 * Moves vertices for all who have them. Refuses `border-of-community` for a vertex of a community's border and
 * `would-cross` where a ring would cross or touch itself or a micro-grid would leave its parent.
 */
export function moveVertices(_coverage: Coverage, _moves: readonly VertexMove[]): EditOutcome {
  return refuse('nothing-changes');
}

/** A vertex on the segment between two neighbouring vertices: every face and community that has the segment gets it. */
export function insertVertex(_coverage: Coverage, _from: VertexId, _to: VertexId, _at: Position): EditOutcome {
  return refuse('nothing-changes');
}

/**
 * Takes vertices out of all who have them. Refuses junctions of three faces and more and vertices that a community's
 * border needs (`would-cross`, `border-of-community`), and rings that would have fewer than three.
 */
export function deleteVertices(_coverage: Coverage, _vertices: readonly VertexId[]): EditOutcome {
  return refuse('nothing-changes');
}

/** Moves vertices of one face alone: leaves a gap or an overlap on purpose. Vertices of communities' borders may be left too. */
export function moveOwn(_coverage: Coverage, _key: string, _moves: readonly VertexMove[]): EditOutcome {
  return refuse('nothing-changes');
}
