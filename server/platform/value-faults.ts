import type { z } from 'zod';
import { type Refusal, refusal } from '#contract/refusals.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with one value, as a reason that screens have words for; the contract's own sentence where it says more. */
export function valueFault(issue: Issue, given: unknown): Refusal {
  const fault = reasonOf(issue, issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], given));
  return { ...fault, detail: issue.message || fault.detail };
}

function reasonOf(issue: Issue, value: unknown): Refusal {
  if (value === undefined && issue.code !== 'custom') return refusal('value-missing');
  if (issue.code === 'too_small') return tooSmall(issue.origin, Number(issue.minimum));
  if (issue.code === 'too_big') return tooBig(issue.origin, Number(issue.maximum));
  if (issue.code === 'invalid_value') return refusal('value-unknown');
  return refusal('value-not-readable');
}

function tooSmall(origin: string, least: number): Refusal {
  if (origin === 'string') return refusal('text-too-short', { least });
  return origin === 'array' ? refusal('list-too-short', { least }) : refusal('number-too-small', { least });
}

function tooBig(origin: string, most: number): Refusal {
  if (origin === 'string') return refusal('text-too-long', { most });
  return origin === 'array' ? refusal('list-too-long', { most }) : refusal('number-too-large', { most });
}
