import type { Problem } from '#contract/shapes.ts';
import { ApiError } from './api-call.ts';
import type { Words } from './words/words.ts';

type Reasoned = Pick<Problem, 'reason' | 'values'>;

/** A server's reason in the reader's language; null where it gives none, or one that this screen does not know yet. */
export function refusalText({ reason, values }: Reasoned, words: Words): string | null {
  if (reason === undefined || !Object.hasOwn(words.refusals, reason)) return null;
  const say = words.refusals[reason as keyof Words['refusals']] as (values: NonNullable<Reasoned['values']>) => string;
  return say(values ?? {});
}

/** Why a call was refused: the problem's reason, else those of its single values. */
export function whyRefused(error: unknown, words: Words): string | null {
  const problem = error instanceof ApiError ? error.problem : null;
  if (!problem) return null;
  const faults = (problem.errors ?? []).flatMap((fault) => refusalText(fault, words) ?? []);
  return refusalText(problem, words) ?? ([...new Set(faults)].join('；') || null);
}
