import { refuse, type Coverage, type EditOutcome } from './coverage.ts';
import type { Fault } from './faults.ts';

/** Gives the ground of a gap to `toKey`, else to the neighbour with the longest common border. */
export function fillGap(_coverage: Coverage, _gap: Fault, _toKey?: string): EditOutcome {
  return refuse('nothing-changes');
}

/** Moves the borders on both sides of a gap or overlap together, half way each; vertices of a community's border stay. */
export function closeGap(_coverage: Coverage, _gap: Fault): EditOutcome {
  return refuse('nothing-changes');
}

/** Takes ground that several claim from all but one: `toKey`, else the face that would fall apart without it, else the first by key. */
export function settleOverlap(_coverage: Coverage, _overlap: Fault, _toKey?: string): EditOutcome {
  return refuse('nothing-changes');
}

/** Takes away what of a face lies outside its community. */
export function trimOutside(_coverage: Coverage, _outside: Fault): EditOutcome {
  return refuse('nothing-changes');
}

/** Gives all ground of a narrow face to the neighbour with the longest common border; the face ends. */
export function dropSliver(_coverage: Coverage, _key: string): EditOutcome {
  return refuse('nothing-changes');
}
