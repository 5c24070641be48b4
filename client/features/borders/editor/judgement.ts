import type { BorderProblem } from '#contract/borders.ts';
import type { Coverage } from '#contract/coverage/coverage.ts';
import { faceUnder } from './find-border.ts';
import type { Judgement } from './store.ts';

/** What the server says of what is not saved. */
export interface OfferAnswer {
  problems: readonly BorderProblem[];
  /** The grids that it has looked at. */
  judged: readonly string[];
}

/**
 * All that is wrong with the plan as it is edited: what was wrong when it was saved, as far as grids are meant that are as
 * they were, and what the server says of the others.
 */
export function wholeVerdict(saved: readonly BorderProblem[], offer: OfferAnswer, coverage: Coverage): Pick<Judgement, 'problems' | 'made'> {
  const judged = new Set(offer.judged);
  const told = new Set(offer.problems.map(keyOf));
  const standing = saved.filter((problem) => !told.has(keyOf(problem)) && stands(problem, judged, coverage));
  return { problems: [...offer.problems, ...standing], made: offer.problems };
}

/** Where no grid is meant, the place is one that no grid has: it may have been given to one. */
function stands({ gridCodes, location }: BorderProblem, judged: ReadonlySet<string>, coverage: Coverage): boolean {
  if (gridCodes.length === 0) return faceUnder(coverage, location) === null;
  return gridCodes.some((code) => coverage.faces.has(code) && !judged.has(code));
}

function keyOf({ kind, gridCodes, location }: BorderProblem): string {
  return `${kind} ${gridCodes.join()} ${location.join()}`;
}

/** Saving was refused for these faults; what there was to warn of is still so. */
export function refusedWith(faults: readonly BorderProblem[], { problems }: Judgement): Judgement {
  const told = new Set(faults.map(keyOf));
  return { state: 'done', problems: [...faults, ...problems.filter((problem) => problem.severity === 'warning' && !told.has(keyOf(problem)))], made: faults };
}
