import type { Router } from 'express';
import { decideOpenDuties, listOpenDuties, type OpenDuties } from '#contract/border-duties.ts';
import { refusal } from '#contract/refusals.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { lockGround } from './adoption-queries.ts';
import * as queries from './duty-queries.ts';
import { refuseDecisions } from './duty-rules.ts';
import { requirePlan } from './plan-answer.ts';
import { planBeyond } from './refusals.ts';
import type { PlanRow } from './plan-queries.ts';
import { appendLog } from './review-queries.ts';

/** The people in charge whom an adoption leaves to be decided. */
export function addDutyRoutes(router: Router, platform: Platform): void {
  route(router, platform, listOpenDuties, async ({ db, params, session }) => answerOpen(db, session, await requirePlan(db, params.id)));

  route(router, platform, decideOpenDuties, async ({ db, params, body, session, requestId }) => {
    const plan = await requirePlan(db, params.id);
    if (!isWithinReach(plan, session)) throw planBeyond();
    if (plan.status !== 'adopted') throw new ProblemError('conflict', refusal('plan-not-adopted'));
    if (body.decided.length + body.appointed.length === 0) throw new ProblemError('not-valid', refusal('nothing-decided'));
    await lockGround(db, plan.id);
    const reason = refuseDecisions(await queries.findOpenDuties(db, plan.id), body);
    if (reason) throw new ProblemError('conflict', refusal(reason));
    // Whoever gets a grid by a decision is not yet there when it is asked who may be appointed.
    await queries.appointToGrids(db, plan.id, body.appointed);
    await queries.decideDuties(db, plan.id, body.decided);
    await appendLog(db, plan.id, 'appoint');
    const answer = await answerOpen(db, session, plan);
    await writeAudit(db, { userId: session?.userId ?? null, action: 'borders.appoint', object: plan.scope_code, detail: { plan: plan.id, decided: body.decided, appointed: body.appointed }, requestId });
    return answer;
  });
}

async function answerOpen(db: RequestDatabase, session: Session | null, plan: PlanRow): Promise<OpenDuties> {
  return { mayDecide: isWithinReach(plan, session) && (session?.rights.includes('borders.adopt') ?? false), ...(await queries.findOpenDuties(db, plan.id)) };
}

function isWithinReach({ scope_code: scope }: PlanRow, session: Session | null): boolean {
  return scope.startsWith(session?.jurisdiction ?? '-');
}
