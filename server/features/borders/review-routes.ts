import type { Router } from 'express';
import { addBorderComment, approveBorderPlan, discardBorderPlan, listBorderComments, listGridBands, resolveBorderComment, returnBorderPlan, setGridBand, submitBorderPlan, withdrawBorderPlan } from '#contract/border-review.ts';
import { type PlanObstacle, type PlanStatus, type PlanStep, planStepObstacle, planSteps, rightOfStep } from '#contract/border-rules.ts';
import { visibleText } from '#contract/text.ts';
import { refusal } from '#contract/refusals.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { judgePlan } from './judge.ts';
import { answerPlan, requirePlan } from './plan-answer.ts';
import { auditStep } from './plan-audit.ts';
import { refuseBehind } from './plan-behind.ts';
import { findPlanState } from './plan-queries.ts';
import { faultProblem, planBeyond, versionConflict } from './refusals.ts';
import * as queries from './review-queries.ts';

const steps = { submit: submitBorderPlan, withdraw: withdrawBorderPlan, return: returnBorderPlan, approve: approveBorderPlan, discard: discardBorderPlan } as const;
type PlainStep = keyof typeof steps;

export function addReviewRoutes(router: Router, platform: Platform): void {
  for (const step of Object.keys(steps) as PlainStep[]) {
    route(router, platform, steps[step], async ({ db, params, body, session, requestId }) => {
      await stepPlan(db, session, { planId: params.id, step, ...body });
      const answer = await answerPlan(db, session, params.id);
      await auditStep(db, { step, plan: answer, session, requestId });
      return answer;
    });
  }
  addCommentRoutes(router, platform);
  addBandRoutes(router, platform);
}

/** Moves a plan on by one step. Throws not-found, no-right, conflict, not-valid, border-not-valid or version-conflict. */
async function stepPlan(db: RequestDatabase, session: Session | null, { planId, step, version, note }: { planId: string; step: PlainStep; version?: number | undefined; note: string }): Promise<void> {
  const plan = await requirePlan(db, planId);
  refuseStep(step, planStepObstacle(step, {
    status: plan.status, rights: session?.rights ?? [], isAuthor: plan.owner.isMe || (plan.submitter?.isMe ?? false), isInJurisdiction: plan.scope_code.startsWith(session?.jurisdiction ?? '-'),
  }), plan.status);
  if (version !== undefined && version !== plan.version) throw versionConflict(plan.version);
  if (planSteps[step].needsNote && visibleText(note) === '') throw refused('not-valid', refusal('note-missing'), '/note');
  // The row is locked first, so that what is judged is what is handed in.
  const isMoved = await queries.movePlan(db, { planId, version: plan.version, from: plan.status, to: planSteps[step].to, isSubmitted: step === 'submit' });
  if (!isMoved) throw versionConflict((await requirePlan(db, planId)).version);
  if (step === 'submit') await refuseUnready(db, planId);
  // What is approved could not be adopted, and nobody could bring it up to date without returning it.
  if (step === 'approve') await refuseBehind(db, planId);
  await queries.appendLog(db, planId, step, note);
}

/** What is handed in begins from today's borders, changes something, and has no fault. */
async function refuseUnready(db: RequestDatabase, planId: string): Promise<void> {
  await refuseBehind(db, planId);
  if ((await findPlanState(db, planId)).changes_nothing) throw new ProblemError('conflict', refusal('plan-changes-nothing'));
  const faults = (await judgePlan(db, planId)).filter(({ severity }) => severity === 'fault');
  if (faults.length > 0) throw faultProblem(faults);
}

/** Says why a step cannot be taken. */
export function refuseStep(step: PlanStep, obstacle: PlanObstacle | null, status: PlanStatus): void {
  if (obstacle === 'no-right') throw new ProblemError('no-right', `The step "${step}" needs the right "${rightOfStep(step, status)}".`);
  if (obstacle === 'not-yours') throw new ProblemError('no-right', refusal('plan-not-yours'));
  if (obstacle === 'outside') throw planBeyond();
  if (obstacle === 'needs-another') throw new ProblemError('no-right', refusal('plan-needs-another'));
  if (obstacle === 'wrong-state') throw new ProblemError('conflict', refusal('step-not-now'));
}

function addCommentRoutes(router: Router, platform: Platform): void {
  route(router, platform, listBorderComments, async ({ db, params }) => {
    await requirePlan(db, params.id);
    return { comments: await queries.listComments(db, params.id) };
  });
  route(router, platform, addBorderComment, async ({ db, params, body }) => {
    const plan = await requirePlan(db, params.id);
    if (body.gridCode !== null && !(await queries.hasGrid(db, plan.id, body.gridCode))) throw refused('not-valid', refusal('grid-not-in-plan', { code: body.gridCode }), '/gridCode');
    return queries.addComment(db, params.id, body);
  });
  route(router, platform, resolveBorderComment, async ({ db, params, body }) => {
    await requirePlan(db, params.id);
    const comment = await queries.resolveComment(db, params.id, params.commentId, body.isResolved);
    if (!comment) throw new ProblemError('not-found', 'There is no such comment.');
    return comment;
  });
}

function addBandRoutes(router: Router, platform: Platform): void {
  route(router, platform, listGridBands, async ({ db }) => ({ bands: await queries.listBands(db) }));
  route(router, platform, setGridBand, async ({ db, params, body, session, requestId }) => {
    if (!params.code.startsWith(session?.jurisdiction ?? '-')) throw new ProblemError('no-right', 'The place lies beyond your jurisdiction.');
    if (!(await queries.setBand(db, params.code, body))) throw new ProblemError('not-found', 'There is no county, street or community with this code.');
    const bands = await queries.listBands(db);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'borders.band', object: params.code, detail: body, requestId });
    return { bands };
  });
}
