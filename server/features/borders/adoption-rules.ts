import { type Refusal, refusal, type RefusalReason } from '#contract/refusals.ts';
import type { Conflict } from './adoption-queries.ts';
import type { FieldError } from '#contract/shapes.ts';

const conflictReasons = {
  'began-since': 'grid-began-since',
  'ended-since': 'grid-ended-since',
  'changed-since': 'grid-changed-since',
  'both-changed': 'grid-changed-by-both',
  'community-border-changed': 'community-border-changed',
} as const satisfies Record<Conflict['reason'], RefusalReason>;

/** One sentence for each thing that has changed, for people and for the log. */
export function tellConflict({ code, name, reason }: Pick<Conflict, 'code' | 'name' | 'reason'>): Refusal {
  return refusal(conflictReasons[reason], { name, code });
}

/** More places than anybody goes to. */
const mostErrors = 100;

/** What has changed, each with its place and its grid. */
export function conflictErrors(conflicts: readonly Conflict[]): FieldError[] {
  return conflicts.slice(0, mostErrors).map((conflict) => ({ ...tellConflict(conflict), kind: conflict.reason, gridCodes: [conflict.code], location: conflict.location }));
}
