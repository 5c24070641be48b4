import { z } from 'zod';
import { type PlanStep, planSteps } from './border-rules.ts';
import { borderCounts, borderLimits, borderName, borderPlan, householdBand, person, planParams, version } from './borders.ts';
import { endpoint } from './endpoint.ts';
import { areaCode, gridCode, position, regionCode } from './shapes.ts';

const name = borderName;

const stepEndpoint = (step: Exclude<PlanStep, 'adopt'>, summary: string) =>
  endpoint({
    method: 'post',
    path: `/api/border-plans/:id/${step}`,
    summary,
    access: planSteps[step].right,
    params: planParams,
    body: z.object({ version: version.optional(), note: z.string().trim().max(borderLimits.commentLength).default('') }),
    response: borderPlan,
  });
export const submitBorderPlan = stepEndpoint('submit', 'Hands a plan in for review; it may have no fault');
export const withdrawBorderPlan = stepEndpoint('withdraw', 'Takes a submitted plan back to go on with it');
export const returnBorderPlan = stepEndpoint('return', 'Gives a plan back with what should be changed');
export const approveBorderPlan = stepEndpoint('approve', 'Approves a plan that somebody else submitted');
export const unscheduleBorderPlan = stepEndpoint('unschedule', 'Takes back the day on which it would take effect');
export const discardBorderPlan = stepEndpoint('discard', 'Gives a plan up; it stays in the list of discarded ones');
export const adoptBorderPlan = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/adopt',
  summary: "Makes the plan's grids today's at once or from a day to come; a submitted plan is approved with it by another than its author",
  access: planSteps.adopt.right,
  params: planParams,
  body: z.object({ version: version.optional(), effectiveAt: z.iso.datetime({ offset: true }).optional(), note: z.string().trim().max(borderLimits.commentLength).default('') }),
  response: borderPlan.extend({ codes: z.array(z.object({ provisional: gridCode, final: gridCode })) }),
});
const conflictChoice = z.enum(['plan', 'today']);
export type ConflictChoice = z.infer<typeof conflictChoice>;
export const rebaseBorderPlan = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/rebase',
  summary: "Brings a plan up to date with today's grids: what it did not change follows, what it changed stays",
  access: 'borders.write',
  params: planParams,
  body: z.object({
    version,
    /** Whose borders count where the plan and others have changed the same ground, by the code that a conflict names. */
    choices: z.record(gridCode, conflictChoice).default({}),
    /** The same for all other conflicts; without it they are refused, each with its place. */
    otherwise: conflictChoice.optional(),
  }),
  response: borderPlan,
});

/** One row of what an adoption would change: something that comes to lie in another grid. */
const mover = z.object({ kind: z.string(), code: z.string(), name: z.string(), from: z.string().nullable(), to: z.string().nullable(), location: position.nullable() });
export const getBorderImpact = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/impact',
  summary: 'Who and what changes grid by this plan: households, buildings, key persons, open events, visits, devices, people in charge',
  access: 'borders.read',
  params: planParams,
  response: z.object({
    version,
    grids: z.array(z.object({ code: gridCode, name: z.string(), change: z.enum(['new', 'ended', 'changed', 'renamed']), before: borderCounts.nullable(), after: borderCounts.nullable(), predecessors: z.array(z.string()), successors: z.array(z.string()) })),
    /** How many of a kind change grid; null where the reader may not know. */
    moves: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), kind: z.string(), count: z.number().int().nullable() })),
    openEvents: z.array(mover),
    devices: z.array(mover),
    /**
     * Duties of grids that end or change; `decision` says what adoption does with them where nobody decides: of several
     * grids the first has it meanwhile. `returns`: taking an adoption back gives it back.
     */
    duties: z.array(z.object({ id: z.number().int(), role: z.string(), holder: z.string(), from: z.string(), to: z.array(z.string()), decision: z.enum(['follows', 'returns', 'ends', 'to-decide']) })),
    /** Grids of the plan that nobody will be in charge of; a dedicated one without households is left out. */
    unattended: z.array(z.object({ code: gridCode, name: z.string(), households: z.number().int() })),
    /** Due visits of persons who change grid; null where the reader may not know. */
    visits: z.number().int().nullable(),
  }),
});
export type BorderImpact = z.infer<typeof getBorderImpact.response>;

export const borderComment = z.object({ id: z.number().int(), gridCode: z.string().nullable(), location: position.nullable(), text: z.string(), by: person, at: z.string(), resolvedAt: z.string().nullable(), resolvedBy: z.string().nullable() });
export const listBorderComments = endpoint({ method: 'get', path: '/api/border-plans/:id/comments', summary: 'Comments of the review, by place', access: 'borders.read', params: planParams, response: z.object({ comments: z.array(borderComment) }) });
export const addBorderComment = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/comments',
  summary: 'A comment on a place of the plan',
  access: 'borders.read',
  params: planParams,
  body: z.object({ text: z.string().trim().min(1).max(borderLimits.commentLength), gridCode: gridCode.nullable().default(null), location: position.nullable().default(null) }),
  response: borderComment,
  status: 201,
});
export const resolveBorderComment = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/comments/:commentId/resolve',
  summary: 'Says that a comment is dealt with, or opens it again',
  access: 'borders.read',
  params: planParams.extend({ commentId: z.coerce.number().int() }),
  body: z.object({ isResolved: z.boolean() }),
  response: borderComment,
});

export const listAdoptions = endpoint({
  method: 'get',
  path: '/api/border-adoptions',
  summary: 'When borders changed, newest first: the days that the map can be opened as of',
  access: 'session',
  query: z.object({ within: areaCode.optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  response: z.object({ adoptions: z.array(z.object({ planId: z.uuid().nullable(), name: z.string(), communityCode: z.string(), communityName: z.string(), at: z.string(), by: z.string(), grids: z.number().int(), isReverted: z.boolean() })) }),
});
export const revertAdoption = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/revert',
  summary: 'A new plan that brings back the borders of before this adopted one',
  access: 'borders.write',
  params: planParams,
  body: z.object({ name: name.optional() }),
  response: borderPlan,
  status: 201,
});

export const listGridBands = endpoint({
  method: 'get',
  path: '/api/grid-bands',
  summary: 'Households that a base grid should have, by region; the longest code that fits counts',
  access: 'borders.read',
  response: z.object({ bands: z.array(householdBand.extend({ areaCode: z.string(), name: z.string(), isVillage: z.boolean() })) }),
});
export const setGridBand = endpoint({
  method: 'put',
  path: '/api/grid-bands/:code',
  summary: 'Sets the band of a county, street or community',
  access: 'borders.review',
  params: z.object({ code: regionCode }),
  body: householdBand.extend({ isVillage: z.boolean().default(false) }).refine(({ min, max }) => min <= max, 'the least may not be more than the most'),
  response: z.object({ bands: z.array(householdBand.extend({ areaCode: z.string(), name: z.string(), isVillage: z.boolean() })) }),
});
