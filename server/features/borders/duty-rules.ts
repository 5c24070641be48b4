import type { DutyDecisions } from '#contract/border-duties.ts';
import type { RefusalReason } from '#contract/refusals.ts';
import type { Open } from './duty-queries.ts';

/** Why these decisions cannot be made of what is open, or null: somebody else was faster, or they were never offered. */
export function refuseDecisions({ undecided, unattended }: Pick<Open, 'undecided' | 'unattended'>, { decided, appointed }: DutyDecisions): Extract<RefusalReason, 'duty-decided' | 'grid-attended'> | null {
  const choices = new Map(undecided.map((duty) => [duty.dutyId, duty.choices.map(({ code }) => code)]));
  const candidates = new Map(unattended.map((grid) => [grid.code, grid.candidates]));
  const areOnce = new Set(decided.map(({ dutyId }) => dutyId)).size === decided.length;
  if (!areOnce || !decided.every(({ dutyId, gridCode }) => choices.get(dutyId)?.includes(gridCode))) return 'duty-decided';
  return appointed.every(({ dutyId, gridCode }) => candidates.get(gridCode)?.includes(dutyId)) ? null : 'grid-attended';
}
