import { refuse, type Coverage, type EditOutcome, type Position } from './coverage.ts';

/**
 * Splits a face by a line that enters and leaves it once. The ends of the line may reach beyond the face. The larger part
 * keeps the key, the other is `newKey`. Neighbours and the community get the new vertices. Micro-grids go with the
 * part that holds them.
 * Refuses `line-does-not-cross`, `line-touches-only`, `line-crosses-twice`, `line-runs-along`, `line-crosses-itself`,
 * `line-too-short`, and `not-inside-one` where a micro-grid would be cut.
 */
export function splitFace(_coverage: Coverage, _key: string, _line: readonly Position[], _newKey: string): EditOutcome {
  return refuse('nothing-changes');
}
