import { refuse, type Coverage, type EditOutcome } from './coverage.ts';
import type { GroundInput } from './shapes.ts';

/**
 * The ground inside the shape goes to a face of the same community; what of the shape lies outside the community is left out.
 * Refuses `would-be-multipart` (who would fall apart: `faces`, `location` in a part), `would-be-empty` unless `mayEnd`,
 * `outside-community`, `line-crosses-itself`, `not-inside-one` where a micro-grid would be cut.
 */
export function giveGround(_coverage: Coverage, _ground: GroundInput, _toKey: string, _options: { readonly mayEnd?: boolean } = {}): EditOutcome {
  return refuse('nothing-changes');
}

/** A new ground face out of those that are there now: a dedicated grid. One that lies inside another becomes its hole. Refusals as for `giveGround`. */
export function carveFace(_coverage: Coverage, _ground: GroundInput, _newKey: string, _options: { readonly mayEnd?: boolean } = {}): EditOutcome {
  return refuse('nothing-changes');
}

/** A micro-grid inside one ground face, sharing vertices where they touch. Refuses `not-inside-one`, `would-cross` over another micro-grid. */
export function nestFace(_coverage: Coverage, _ground: GroundInput, _newKey: string): EditOutcome {
  return refuse('nothing-changes');
}
