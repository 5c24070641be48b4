import { type PlanObstacle, type PlanStep, planSteps } from '#contract/border-rules.ts';
import type { BorderPlan } from '#contract/borders.ts';

type Obstacle = Exclude<PlanObstacle, 'wrong-state'> | 'unsaved' | 'behind' | 'unchanged';
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
export function offeredSteps(plan: Pick<BorderPlan, 'status' | 'obstacles' | 'isBehind' | 'changesNothing'>, isUnsaved: boolean): OfferedStep[] {
  const { status, obstacles } = plan;
  const offered = order
    .filter((name) => (planSteps[name].from as readonly string[]).includes(status))
    .map((name) => {
      const obstacle = obstacles[name] ?? null;
      return { name, obstacle: obstacle === 'wrong-state' ? null : (obstacle ?? (name === 'submit' ? notReady(plan, isUnsaved) : null)) };
    });
  // A submitted plan is approved or adopted: where both may be done, approving it is the usual way.
  const main = (status === 'submitted' ? ['approve' as const] : [...leadsOn]).find((name) => offered.some((step) => step.name === name && step.obstacle === null));
  return offered.map((step) => ({ ...step, isMain: step.name === main }));
}

/** What has to be done before a plan can be handed in. */
function notReady({ isBehind, changesNothing }: Pick<BorderPlan, 'isBehind' | 'changesNothing'>, isUnsaved: boolean): Obstacle | null {
  if (isUnsaved) return 'unsaved';
  if (isBehind) return 'behind';
  return changesNothing ? 'unchanged' : null;
}
