import { type PlanStep, planSteps } from '#contract/border-rules.ts';
import type { PlanSummary } from '#contract/borders.ts';

type Obstacle = Exclude<NonNullable<PlanSummary['obstacles'][PlanStep]>, 'wrong-state'> | 'unsaved';
export interface OfferedStep {
  name: PlanStep;
  /** Why it cannot be taken now. */
  obstacle: Obstacle | null;
  /** The one that leads on. */
  isMain: boolean;
}
/** In the order of the buttons: what leads on comes first. */
const order: PlanStep[] = ['adopt', 'approve', 'submit', 'return', 'withdraw', 'unschedule', 'discard'];
const leadsOn = new Set<PlanStep>(['submit', 'approve', 'adopt']);

/** The steps of a plan's state, each with what stands in its way for this reader; those of other states are left out. */
export function offeredSteps({ status, obstacles }: Pick<PlanSummary, 'status' | 'obstacles'>, isUnsaved: boolean): OfferedStep[] {
  const offered = order
    .filter((name) => (planSteps[name].from as readonly string[]).includes(status))
    .map((name) => {
      const obstacle = obstacles[name] ?? null;
      return { name, obstacle: obstacle === 'wrong-state' ? null : (obstacle ?? (isUnsaved && name === 'submit' ? ('unsaved' as const) : null)) };
    });
  // A submitted plan is approved or adopted: where both may be done, approving it is the usual way.
  const main = (status === 'submitted' ? ['approve' as const] : [...leadsOn]).find((name) => offered.some((step) => step.name === name && step.obstacle === null));
  return offered.map((step) => ({ ...step, isMain: step.name === main }));
}
