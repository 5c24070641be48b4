import type { BorderPlan, HouseholdsSource } from '#contract/borders.ts';
import { formatCount } from '../../shared/format.ts';
import type { Words } from '../../shared/words/words.ts';

export type Communities = Pick<BorderPlan, 'communities'>;

/** Where the households of a grid's community come from. */
export function householdsSourceOf(plan: Communities | null | undefined, community: string): HouseholdsSource {
  return plan?.communities.find(({ code }) => code === community)?.householdsSource ?? 'registered';
}

/** `412`, `约 412` or `未知`: a number of a table whose head says what it counts. */
export function householdsFigure(count: number, source: HouseholdsSource, words: Words): string {
  if (source === 'unknown') return words.borders.unknownFigure;
  return source === 'estimated' ? `${words.borders.about} ${formatCount(count)}` : formatCount(count);
}

/** What a sum of households of several communities is: unknown where nothing of it is known, an estimate where a part of it is. */
export function joinedSource(sources: readonly HouseholdsSource[]): HouseholdsSource {
  if (sources.length > 0 && sources.every((source) => source === 'unknown')) return 'unknown';
  return sources.every((source) => source === 'registered') ? 'registered' : 'estimated';
}

/** `412 户`, `约 412 户`, or that nothing is known. */
export function householdsText(count: number, source: HouseholdsSource, words: Words): string {
  return words.borders.householdsBy[source](formatCount(count));
}

/** Of a grid of today or of the past: what is registered, or that nothing is. */
export function registeredText(count: number | null, words: Words): string {
  return householdsText(count ?? 0, count === null ? 'unknown' : 'registered', words);
}
