import type { Router } from 'express';
import type { BorderProblem } from '#contract/borders.ts';
import { adoptBorderPlan, unscheduleBorderPlan } from '#contract/border-review.ts';
import { farthestYears, planStepObstacle, type PlanStep } from '#contract/border-rules.ts';
import { refusal } from '#contract/refusals.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import * as adoptions from './adoption-queries.ts';
import { startAppointments } from './appointments.ts';
import { judgePlan } from './judge.ts';
import { answerPlan, requirePlan } from './plan-answer.ts';
import { auditStep } from './plan-audit.ts';
import { refuseBehind } from './plan-behind.ts';
import type { PlanRow } from './plan-queries.ts';
import { faultProblem, versionConflict } from './refusals.ts';
import { refuseStep } from './review-routes.ts';

/** A request for "now" may be this late, by its way or by its clock. */
const latenessMs = 5_000;

/** Adoption at once and on a day to come. */
export function addAdoptionRoutes(router: Router, platform: Platform): void {
  startAppointments(platform);

  route(router, platform, adoptBorderPlan, async ({ db, session, params, body, requestId }) => {
    await requireStep(db, session, params.id, 'adopt', body.version);
    const at = body.effectiveAt === undefined ? null : new Date(body.effectiveAt);
    refuseDay(at, platform.now());
    await adoptions.lockGround(db, params.id);
    const plan = await requireStep(db, session, params.id, 'adopt', body.version); // whoever was faster has changed it
    await refuseAppointed(db, plan);
    await refuseBehind(db, plan.id);
    const later = at !== null && at > platform.now() ? at : null;
    const codes = await whereFaultless(judgeBeside(platform, plan.id), adopt(db, plan, later));
    await adoptions.appendPlanLog(db, { planId: plan.id, step: 'adopt', status: later ? 'scheduled' : 'adopted', note: body.note });
    const answer = { ...(await answerPlan(db, session, plan.id)), codes };
    await writeAudit(db, { userId: session?.userId ?? null, action: later ? 'borders.schedule' : 'borders.adopt', object: plan.scope_code, detail: { plan: plan.id, effectiveAt: answer.effectiveAt }, requestId });
    return answer;
  });

  route(router, platform, unscheduleBorderPlan, async ({ db, session, params, body, requestId }) => {
    const plan = await requireStep(db, session, params.id, 'unschedule', body.version);
    if (!(await adoptions.unschedule(db, plan.id, plan.version))) throw versionConflict(plan.version + 1);
    await adoptions.appendPlanLog(db, { planId: plan.id, step: 'unschedule', status: 'approved', note: body.note });
    const answer = await answerPlan(db, session, plan.id);
    await auditStep(db, { step: 'unschedule', plan: answer, session, requestId });
    return answer;
  });
}

/** The plan, where the session may take this step from the version that it knows. */
async function requireStep(db: RequestDatabase, session: Session | null, id: string, step: PlanStep, version: number | undefined): Promise<PlanRow> {
  const plan = await requirePlan(db, id);
  const { status, owner, submitter, scope_code: scope } = plan;
  refuseStep(step, planStepObstacle(step, { status, rights: session?.rights ?? [], isAuthor: owner.isMe || (submitter?.isMe ?? false), isInJurisdiction: scope.startsWith(session?.jurisdiction ?? '-') }), status);
  if (version !== undefined && version !== plan.version) throw versionConflict(plan.version);
  return plan;
}

/** @param later a day to come, or null for at once */
async function adopt(db: RequestDatabase, { id, status }: PlanRow, later: Date | null): Promise<adoptions.FinalCode[]> {
  if (status === 'submitted') await adoptions.appendPlanLog(db, { planId: id, step: 'approve', status: 'approved', note: '' });
  return later ? adoptions.schedule(db, id, later) : adoptions.adoptNow(db, id);
}

function judgeBeside({ database }: Platform, planId: string): Promise<BorderProblem[]> {
  return database.asOwner(async (db) => {
    await adoptions.takeTime(db);
    return judgePlan(db, planId);
  });
}

/**
 * What a step answers that was begun while the plan is still judged, by another connection as it stands: each takes seconds.
 * Throws border-not-valid where the plan has faults; the step's transaction then ends without it.
 */
async function whereFaultless<Result>(judging: Promise<BorderProblem[]>, step: Promise<Result>): Promise<Result> {
  const [judged, done] = await Promise.allSettled([judging, step]);
  if (judged.status === 'rejected') throw judged.reason;
  const faults = judged.value.filter(({ severity }) => severity === 'fault');
  if (faults.length > 0) throw faultProblem(faults);
  if (done.status === 'rejected') throw done.reason;
  return done.value;
}

function refuseDay(at: Date | null, now: Date): void {
  if (at === null) return;
  if (at.getTime() < now.getTime() - latenessMs) throw refused('not-valid', refusal('day-passed'), '/effectiveAt');
  const farthest = new Date(now);
  farthest.setFullYear(now.getFullYear() + farthestYears);
  if (at > farthest) throw refused('not-valid', refusal('day-too-far', { years: farthestYears }), '/effectiveAt');
}

async function refuseAppointed(db: RequestDatabase, plan: PlanRow): Promise<void> {
  const other = await adoptions.findAppointment(db, plan.id);
  if (!other) return;
  throw new ProblemError('conflict', refusal('ground-appointed', other));
}
