import type { Router } from 'express';
import { cancelProposal, foundCommunities, getProposal, getProposedGrids, listProposals, type ProposeBody, proposeGrids } from '#contract/partition.ts';
import { writeAudit } from '../../platform/audit.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route, routePlain } from '../../platform/route.ts';
import { bandOf } from './bands.ts';
import * as queries from './queries.ts';
import { openRuns } from './runs.ts';

const noPlan = () => new ProblemError('not-found', 'There is no such plan.');
const noProposal = () => new ProblemError('not-found', 'There is no such proposal.');

export function addPartitionRoutes(router: Router, platform: Platform): void {
  const runs = openRuns(platform);

  // The worker must find the proposal in the table: the transaction has to end before it begins.
  routePlain(router, platform, proposeGrids, async ({ params, body, session, requestId }) => {
    const { userId, roles, jurisdiction } = session!;
    const context = { userId, roles, jurisdiction, requestId };
    const proposal = await platform.database.withRequest(context, async (db) => {
      const plan = await queries.findPlan(db, params.id, body.within ?? '');
      checkPlan(plan, body);
      const id = await queries.startProposal(db, params.id, body, userId);
      if (!id) throw new ProblemError('conflict', 'A proposal for this plan is being made. Wait for it, or cancel it.');
      return (await queries.listProposals(db, params.id, id))[0]!;
    });
    runs.start({ context, proposalId: proposal.id, planId: params.id, asked: body });
    return proposal;
  });

  route(router, platform, listProposals, async ({ db, params }) => {
    if (!(await queries.findPlan(db, params.id, ''))) throw noPlan();
    return { proposals: await queries.listProposals(db, params.id) };
  });

  route(router, platform, getProposal, async ({ db, params }) => {
    const [proposal] = await queries.listProposals(db, params.id, params.proposalId);
    if (!proposal) throw noProposal();
    return proposal;
  });

  route(router, platform, getProposedGrids, async ({ db, params }) => {
    const [proposal] = await queries.listProposals(db, params.id, params.proposalId);
    if (!proposal?.alternatives.some(({ number }) => number === params.number)) throw noProposal();
    return { type: 'FeatureCollection' as const, features: await queries.listGrids(db, params.proposalId, params.number) };
  });

  route(router, platform, cancelProposal, async ({ db, params }) => {
    if (!(await queries.cancelProposal(db, params.id, params.proposalId))) throw noProposal();
    await runs.stop(params.proposalId);
    return {};
  });

  route(router, platform, foundCommunities, async ({ body, session, requestId }) => {
    if (!body.parentCode.startsWith(session!.jurisdiction ?? '-')) throw new ProblemError('no-right', 'This ground lies outside your jurisdiction.');
    return platform.database.asOwner(async (db) => {
      const communities = await queries.foundCommunities(db, body.parentCode, body.name);
      if (communities.length === 0) throw new ProblemError('conflict', 'This is no county or street with a border, or communities have its ground already.');
      const codes = communities.map(({ code }) => code);
      await queries.placeElements(db, codes);
      await writeAudit(db, { userId: session!.userId, action: 'region.founded', outcome: 'success', detail: { codes, parent: body.parentCode }, requestId });
      return { communities };
    });
  });
}

/** Throws not-found, no-right, conflict or not-valid where nothing can be proposed for the plan. */
function checkPlan(plan: queries.PlanRow | null, body: ProposeBody): asserts plan is queries.PlanRow {
  if (!plan) throw noPlan();
  if (!plan.is_reached) throw new ProblemError('no-right', 'The plan reaches beyond your jurisdiction.');
  if (plan.status !== 'draft') throw new ProblemError('conflict', 'Only a draft can be changed.');
  if (body.within && !body.within.startsWith(plan.scope_code)) throw new ProblemError('not-valid', 'This ground is not in the plan.', { errors: [{ pointer: '/within', detail: 'lies outside the plan' }] });
  if (plan.communities.length === 0) {
    throw new ProblemError('not-valid', 'There is no community with a border here. Found one first: every grid belongs to a community.', { errors: [{ pointer: '/within', detail: 'no community with a border' }] });
  }
  const bad = plan.communities.find(({ isVillage, min, max }) => !bandOf(body, { isVillage, band: { min, max } }, plan.communities.length === 1));
  if (bad) throw new ProblemError('not-valid', `min ≤ target ≤ max cannot hold in ${bad.code}.`, { errors: [{ pointer: bad.isVillage ? '/village' : '/target', detail: 'min ≤ target ≤ max must hold' }] });
}
