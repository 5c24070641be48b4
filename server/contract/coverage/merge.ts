import { refuse, type Coverage, type EditOutcome } from './coverage.ts';

/**
 * Two or more faces of one layer become one, which goes on as `keep` (one of `keys`). Refuses `not-neighbours` where the
 * whole would fall apart, `several-communities`. Micro-grids of the faces follow.
 */
export function mergeFaces(_coverage: Coverage, _keys: readonly string[], _keep: string): EditOutcome {
  return refuse('nothing-changes');
}

/** Takes a face away, with its micro-grids. Its ground is a gap until it is given to somebody. */
export function removeFace(_coverage: Coverage, _key: string): EditOutcome {
  return refuse('nothing-changes');
}
