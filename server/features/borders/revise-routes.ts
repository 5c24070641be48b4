import type { Router } from 'express';
import { getBorderImpact, listAdoptions, rebaseBorderPlan, revertAdoption } from '#contract/border-review.ts';
import { borderLimits } from '#contract/borders.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Conflict } from './adoption-queries.ts';
import { tellConflict } from './adoption-rules.ts';
import { takePlan } from './edit.ts';
import { findImpact } from './impact.ts';
import { answerPlan, requirePlan } from './plan-answer.ts';
import { appendLog } from './review-queries.ts';
import * as revisions from './revise-queries.ts';

/** What a plan would change, bringing it up to date, taking an adopted one back, and the days on which borders changed. */
export function addRevisionRoutes(router: Router, platform: Platform): void {
  route(router, platform, getBorderImpact, async ({ db, params }) => findImpact(db, await requirePlan(db, params.id)));

  route(router, platform, rebaseBorderPlan, async ({ db, params, body, session }) => {
    await takePlan(db, { planId: params.id, version: body.version, reader: session });
    refuse(await revisions.listRebaseConflicts(db, params.id), 'Both the plan and others have changed this ground. Take these grids as they are today, then draw your change anew.');
    await revisions.rebasePlan(db, params.id);
    await appendLog(db, params.id, 'rebase');
    return answerPlan(db, session, params.id);
  });

  route(router, platform, revertAdoption, async ({ db, params, body, session }) => {
    const plan = await requirePlan(db, params.id);
    if (plan.status !== 'adopted') throw new ProblemError('conflict', 'Only an adopted plan can be taken back.');
    if (!plan.scope_code.startsWith(session?.jurisdiction ?? '-')) throw new ProblemError('no-right', 'The plan reaches beyond your jurisdiction.');
    refuse(await revisions.listLaterChanges(db, plan.id), 'A later plan has changed these grids again. Take that one back first.');
    const id = await revisions.insertReversal(db, plan, body.name ?? `撤销 ${plan.name}`.slice(0, borderLimits.nameLength));
    await appendLog(db, id, 'create');
    return answerPlan(db, session, id);
  });

  route(router, platform, listAdoptions, async ({ db, query }) => {
    const rows = await revisions.listAdoptions(db, query.within ?? '', query.limit);
    return { adoptions: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  });
}

function refuse(conflicts: Conflict[], detail: string): void {
  if (conflicts.length === 0) return;
  const errors = conflicts.slice(0, 100).map((conflict) => ({ detail: tellConflict(conflict), location: conflict.location }));
  throw new ProblemError('conflict', detail, { errors });
}
