import type { Router } from 'express';
import { borderLimits, createBorderPlan, getBorderPlan, listBorderPlans, listBorderUnits, renameBorderPlan } from '#contract/borders.ts';
import { writeAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route, routePlain } from '../../platform/route.ts';
import { addAdoptionRoutes } from './adoption-routes.ts';
import { addDutyRoutes } from './duty-routes.ts';
import { addEditRoutes } from './edit-routes.ts';
import { takePlan } from './edit.ts';
import { answerPlan, presentSummary, requirePlan } from './plan-answer.ts';
import * as queries from './plan-queries.ts';
import { appendLog } from './review-queries.ts';
import { addReviewRoutes } from './review-routes.ts';
import { addRevisionRoutes } from './revise-routes.ts';

export function addBorderRoutes(router: Router, platform: Platform): void {
  addPlanRoutes(router, platform);
  addEditRoutes(router, platform);
  addReviewRoutes(router, platform);
  addAdoptionRoutes(router, platform);
  addRevisionRoutes(router, platform);
  addDutyRoutes(router, platform);
}

function addPlanRoutes(router: Router, platform: Platform): void {
  route(router, platform, listBorderPlans, async ({ db, query, session }) => {
    const plans = await queries.listPlans(db, query);
    return { plans: plans.map((plan) => presentSummary(plan, session)) };
  });
  route(router, platform, createBorderPlan, async ({ db, body, session }) => {
    const { communityCode: scope, name, copyOf = null } = body;
    if (!scope.startsWith(session?.jurisdiction ?? '-')) throw new ProblemError('no-right', 'A plan is made by who answers for all of its ground.');
    const made = await queries.insertPlan(db, { scope, name, copyOf });
    if (!made) throw new ProblemError('not-found', copyOf ? 'There is no such place, or no such plan to copy.' : 'There is no county, street or community with this code.');
    if (made.grids > borderLimits.gridsPerPlan) throw new ProblemError('not-valid', `The place has ${made.grids} grids; a plan takes ${borderLimits.gridsPerPlan}. Make one for each street.`);
    await appendLog(db, made.id, 'create');
    return answerPlan(db, session, made.id);
  });
  route(router, platform, getBorderPlan, ({ db, params, session }) => answerPlan(db, session, params.id));
  route(router, platform, renameBorderPlan, async ({ db, params, body, session }) => {
    await takePlan(db, { planId: params.id, version: body.version, reader: session });
    await queries.renamePlan(db, params.id, body.name);
    return answerPlan(db, session, params.id);
  });
  routePlain(router, platform, listBorderUnits, async ({ params, query, session, requestId, response }) => {
    const context = { userId: session?.userId ?? null, roles: session?.roles ?? [], jurisdiction: session?.jurisdiction ?? null, requestId };
    const units = await platform.database.withRequest(context, async (db) => {
      response.locals.cost = db.cost;
      const plan = await requirePlan(db, params.id);
      const found = await queries.findUnits(db, plan.id, query.within ?? '');
      if (found.peopled > 0) await writeAudit(db, { userId: context.userId, action: 'borders.units', object: query.within ?? plan.scope_code, detail: { buildings: found.peopled }, requestId });
      return found;
    });
    // A county has a hundred thousand buildings: their text goes out as the database wrote it.
    response.status(200).set('Cache-Control', 'no-store').type('application/json').send(`{"smallestTold":${units.smallestTold},"buildings":${units.buildings},"places":${units.places}}`);
    return { smallestTold: units.smallestTold, buildings: [], places: [] };
  });
}
