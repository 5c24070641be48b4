import type { BorderPlan, HouseholdsSource } from '#contract/borders.ts';
import { formatCount } from '../../shared/format.ts';
import type { Words } from '../../shared/words/words.ts';

export type Communities = Pick<BorderPlan, 'communities'>;

/** Where the households of a grid's community come from. */
export function householdsSourceOf(plan: Communities | null | undefined, community: string): HouseholdsSource {
  return plan?.communities.find(({ code }) => code === community)?.householdsSource ?? 'registered';
}

/** `412 户`, `约 412 户`, or that nothing is known. */
export function householdsText(count: number, source: HouseholdsSource, words: Words): string {
  return words.borders.householdsBy[source](formatCount(count));
}

/** Of a grid of today or of the past: what is registered, or that nothing is. */
export function registeredText(count: number | null, words: Words): string {
  return householdsText(count ?? 0, count === null ? 'unknown' : 'registered', words);
}
