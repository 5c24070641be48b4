import type { Router } from 'express';
import { type BorderOp, checkBorderPlan, type EditAnswer, editBorderPlan, judgeGrids, redoBorderEdit, undoBorderEdit } from '#contract/borders.ts';
import { afterwards, type RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { decideDrawn } from './decide-drawn.ts';
import { decideRename, decideReplacement } from './decide-named.ts';
import { decideProposal } from './decide-proposal.ts';
import * as queries from './edit-queries.ts';
import { judgeEdit, takePlan, turnEdit, type Written } from './edit.ts';
import type { DecidedEdit } from './ground.ts';
import { judgePlan } from './judge.ts';
import { judgeOffer } from './judge-offer.ts';
import { presentGrid, requirePlan } from './plan-answer.ts';
import { listPlanGrids } from './plan-queries.ts';

export function addEditRoutes(router: Router, platform: Platform): void {
  route(router, platform, editBorderPlan, async ({ db, params, body, session }) => {
    const { version, ...op } = body;
    const taking = takePlan(db, { planId: params.id, version, reader: session });
    const decided = await afterwards(taking, decide(db, params.id, op, taking));
    const { rows, ...edit } = await judgeEdit(db, params.id, decided, session);
    return afterwards(queries.writeEdit(db, params.id, op, rows, edit.removed), answer(db, await taking, edit));
  });
  for (const [endpoint, isUndo] of [[undoBorderEdit, true], [redoBorderEdit, false]] as const) {
    route(router, platform, endpoint, async ({ db, params, body, session }) => {
      const plan = await takePlan(db, { planId: params.id, version: body.version, reader: session });
      return answer(db, plan, await turn(db, plan, isUndo, session));
    });
  }
  route(router, platform, checkBorderPlan, async ({ db, params }) => {
    const plan = await requirePlan(db, params.id);
    return { version: plan.version, problems: await judgePlan(db, plan.id) };
  });
  route(router, platform, judgeGrids, async ({ db, params, body }) => {
    const plan = await requirePlan(db, params.id);
    return judgeOffer(db, plan.id, body.grids, body.removed);
  });
}

function decide(db: RequestDatabase, planId: string, op: BorderOp, taking: Promise<queries.TakenPlan>): Promise<DecidedEdit> {
  switch (op.op) {
    case 'rename':
      return decideRename(db, planId, op);
    case 'replace':
      return decideReplacement(db, planId, op);
    case 'takeProposal':
      return decideProposal(db, planId, op);
    default:
      return decideDrawn(db, planId, op, taking);
  }
}

async function turn(db: RequestDatabase, plan: queries.TakenPlan, isUndo: boolean, session: Session | null): Promise<Written> {
  const turned = await turnEdit(db, plan.id, isUndo, session);
  if (!turned) throw new ProblemError('conflict', isUndo ? 'There is nothing to take back.' : 'There is nothing to make again.');
  return turned;
}

/** The grids of an edit as they are now, with what they hold before and after. */
async function answer(db: RequestDatabase, plan: queries.TakenPlan, { written, removed, before, after, warnings }: Written): Promise<EditAnswer> {
  const [grids, turns] = await Promise.all([listPlanGrids(db, plan.id, written), queries.findTurns(db, plan.id)]);
  const codes = [...new Set([...before.keys(), ...after.keys()])].sort();
  return {
    version: plan.version,
    grids: {
      type: 'FeatureCollection',
      features: grids.map((grid) => {
        const counts = after.get(grid.code);
        return presentGrid(grid, counts && { people: counts.people, key_persons: counts.keyPersons });
      }),
    },
    removed,
    counts: codes.map((code) => ({ code, before: before.get(code) ?? null, after: after.get(code) ?? null })),
    warnings,
    canUndo: turns.can_undo,
    canRedo: turns.can_redo,
  };
}
