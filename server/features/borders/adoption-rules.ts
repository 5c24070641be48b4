import type { Conflict } from './adoption-queries.ts';

const conflictWords: Record<Conflict['reason'], string> = {
  'began-since': 'is new since the plan began',
  'ended-since': 'has ended since the plan began',
  'changed-since': 'has changed since the plan began',
  'both-changed': 'has been changed by the plan and by others',
  'community-border-changed': 'has another border since the plan began',
};
/** One sentence for each thing that has changed, for people and for the log. */
export function tellConflict({ code, reason }: Conflict): string {
  return `${code} ${conflictWords[reason]}.`;
}
