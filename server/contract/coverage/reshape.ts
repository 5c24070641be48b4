import { refuse, type Coverage, type EditOutcome, type Position } from './coverage.ts';

/**
 * A new border: the ground between the line and the old border changes its owner. What reaches beyond the first and the
 * last contact with a border is left out. Where the line leaves a face's border and comes back to it, that face takes the
 * ground between; where it cuts a corner off one face, the neighbour with the longest border there takes it.
 */
export function reshape(_coverage: Coverage, _line: readonly Position[]): EditOutcome {
  return refuse('nothing-changes');
}
