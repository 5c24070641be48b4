import type { Router } from 'express';
import { getBorderImpact, listAdoptions, rebaseBorderPlan, revertAdoption } from '#contract/border-review.ts';
import { borderLimits } from '#contract/borders.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import { refusal } from '#contract/refusals.ts';
import { conflictErrors } from './adoption-rules.ts';
import { takePlan } from './edit.ts';
import { findImpact } from './impact.ts';
import { answerPlan, requirePlan } from './plan-answer.ts';
import { auditStep } from './plan-audit.ts';
import { planBeyond } from './refusals.ts';
import { appendLog } from './review-queries.ts';
import * as revisions from './revise-queries.ts';

/** What a plan would change, bringing it up to date, taking an adopted one back, and the days on which borders changed. */
export function addRevisionRoutes(router: Router, platform: Platform): void {
  route(router, platform, getBorderImpact, async ({ db, params }) => findImpact(db, await requirePlan(db, params.id)));

  route(router, platform, rebaseBorderPlan, async ({ db, params, body, session, requestId }) => {
    await takePlan(db, { planId: params.id, version: body.version, reader: session });
    const choices = new Map(Object.entries(body.choices));
    const unsettled = await revisions.settleConflicts(db, params.id, (code) => choices.get(code) ?? body.otherwise);
    if (unsettled) throw new ProblemError('conflict', refusal(unsettled.reason), { errors: conflictErrors(unsettled.conflicts) });
    await revisions.rebasePlan(db, params.id);
    await appendLog(db, params.id, 'rebase');
    const answer = await answerPlan(db, session, params.id);
    await auditStep(db, { step: 'rebase', plan: answer, session, requestId, decided: { choices: body.choices, otherwise: body.otherwise } });
    return answer;
  });

  route(router, platform, revertAdoption, async ({ db, params, body, session, requestId }) => {
    const plan = await requirePlan(db, params.id);
    if (plan.status !== 'adopted') throw new ProblemError('conflict', refusal('only-adopted-reverted'));
    if (!plan.scope_code.startsWith(session?.jurisdiction ?? '-')) throw planBeyond();
    if (await revisions.isReverted(db, plan.id)) throw new ProblemError('conflict', refusal('already-reverted'));
    const later = await revisions.listLaterChanges(db, plan.id);
    if (later.length > 0) throw new ProblemError('conflict', refusal('later-plan-adopted'), { errors: conflictErrors(later) });
    const id = await revisions.insertReversal(db, plan, body.name ?? `撤销 ${plan.name}`.slice(0, borderLimits.nameLength));
    await appendLog(db, id, 'create');
    const answer = await answerPlan(db, session, id);
    await auditStep(db, { step: 'revert', plan: answer, session, requestId });
    return answer;
  });

  route(router, platform, listAdoptions, async ({ db, query }) => {
    const rows = await revisions.listAdoptions(db, query.within ?? '', query.limit);
    return { adoptions: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  });
}
