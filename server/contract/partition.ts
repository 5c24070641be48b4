import { z } from 'zod';
import { borderLimits, gridKinds, householdBand, planParams } from './borders.ts';
import { endpoint } from './endpoint.ts';
import { polygonGeometry, regionCode } from './shapes.ts';
import { visibleLine } from './text.ts';

/** What weighs most in an alternative; `own` are the weights that were asked for. */
export const alternativeKinds = ['own', 'balanced', 'compact', 'streets', 'leastChange'] as const;
export type AlternativeKind = (typeof alternativeKinds)[number];
/** How far a proposal has come. */
export const proposalStages = ['waiting', 'lines', 'blocks', 'cuts', 'faces', 'units', 'solving', 'writing'] as const;
export type ProposalStage = (typeof proposalStages)[number];
export const proposalStates = ['running', 'done', 'failed', 'cancelled'] as const;

const householdCount = z.number().int().min(1).max(100_000);
const weight = z.number().min(0).max(10);

/** Households that a grid should have, as a middle with a share around it, or as a band. What is not given is as the street has configured it. */
const wantedBand = {
  target: householdCount.optional(),
  /** Share of the target, 0.25: from 300 to 500 around 400. */
  tolerance: z.number().min(0.01).max(0.9).optional(),
  min: householdCount.optional(),
  max: householdCount.optional(),
};
const inOrder = ({ target, min, max }: { target?: number | undefined; min?: number | undefined; max?: number | undefined }) =>
  (min ?? 0) <= (max ?? Number.POSITIVE_INFINITY) && (min ?? 0) <= (target ?? min ?? 0) && (target ?? 0) <= (max ?? Number.POSITIVE_INFINITY);
const orderWords = 'min ≤ target ≤ max must hold';

export const proposeBody = z
  .object({
    ...wantedBand,
    /** For villages of the scope; the band above is for the other communities, and for a village that is asked about by itself. */
    village: z.object(wantedBand).refine(inOrder, orderWords).optional(),
    /** The same ground, wishes and seed give the same grids. */
    seed: z.number().int().min(0).max(0xffffffff).default(1),
    weights: z.object({ balance: weight, compactness: weight, change: weight, streets: weight }).partial().optional(),
    /** A street or community inside the plan; without it all of the plan. */
    within: regionCode.optional(),
  })
  .refine(inOrder, orderWords);
export type ProposeBody = z.infer<typeof proposeBody>;

export const outsideReasons = ['unit-above-max', 'ground-too-small', 'total-indivisible', 'unit-fits-nowhere', 'none-better-found'] as const;
const figures = z.object({
  /** Without dedicated grids, as are the figures below. */
  grids: z.number().int(),
  dedicatedGrids: z.number().int(),
  gridsInBand: z.number().int(),
  /** 0 … 1. */
  shareInBand: z.number(),
  meanCompactness: z.number(),
  cutEdges: z.number().int(),
  householdsMoved: z.number().int(),
  /** Of the borders between grids: on streets, rivers, railways and walls, 0 … 1. */
  shareOnStreets: z.number(),
  tornEstates: z.number().int(),
});
const alternative = z.object({
  number: z.number().int(),
  kind: z.enum(alternativeKinds),
  figures,
  /** Grids outside the band, by why they are. */
  misfits: z.partialRecord(z.enum(outsideReasons), z.number().int()),
});
export type ProposalAlternative = z.infer<typeof alternative>;

export const proposal = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  state: z.enum(proposalStates),
  stage: z.enum(proposalStages),
  /** Of all the work, 0 … 1. */
  share: z.number(),
  asked: proposeBody,
  /** No household of the ground is known: all are reckoned from footprints and heights. */
  isEstimated: z.boolean(),
  households: z.number().int().nullable(),
  buildings: z.number().int().nullable(),
  units: z.number().int().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** Why it failed, in English for machines and logs. */
  problem: z.object({ code: z.enum(['no-ground', 'server-stopped', 'node-lost', 'not-solvable', 'error']), detail: z.string() }).nullable(),
  alternatives: z.array(alternative),
});
export type Proposal = z.infer<typeof proposal>;

const reason = z.discriminatedUnion('code', [
  /** Metres of its border on lines of one class, with the names of the longest. */
  z.object({ code: z.literal('follows'), kind: z.string(), names: z.array(z.string()), meters: z.number() }),
  z.object({ code: z.literal('estate-whole'), names: z.array(z.string()) }),
  z.object({ code: z.literal('estate-torn'), names: z.array(z.string()) }),
  z.object({ code: z.literal('dedicated'), kind: z.string(), name: z.string() }),
  z.object({ code: z.literal('continues'), gridCode: z.string(), movedIn: z.number().int() }),
  z.object({ code: z.literal('in-band'), households: z.number().int(), min: z.number().int(), max: z.number().int() }),
  z.object({ code: z.literal('outside-band'), why: z.enum(outsideReasons), households: z.number().int(), min: z.number().int(), max: z.number().int() }),
]);
export type ProposalReason = z.infer<typeof reason>;

const proposedGrid = z.object({
  type: z.literal('Feature'),
  id: z.number().int(),
  geometry: polygonGeometry,
  properties: z.object({
    number: z.number().int(),
    kind: z.enum(gridKinds),
    communityCode: z.string(),
    /** The grid of the plan whose code it keeps. */
    continues: z.string().nullable(),
    /** Grids of the plan that it is made from, most households first. */
    predecessors: z.array(z.string()),
    households: z.number().int(),
    buildings: z.number().int(),
    squareMeters: z.number(),
    compactness: z.number(),
    isInBand: z.boolean(),
    band: householdBand,
    reasons: z.array(reason),
  }),
});
export type ProposedGrid = z.infer<typeof proposedGrid>;

const proposalParams = planParams.extend({ proposalId: z.uuid() });

export const proposeGrids = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/propose',
  summary: 'Begins to draw grids by the machine; one proposal at a time for each plan',
  access: 'borders.write',
  params: planParams,
  body: proposeBody,
  response: proposal,
  status: 202,
});
export const listProposals = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/proposals',
  summary: 'Proposals for a plan, newest first',
  access: 'borders.read',
  params: planParams,
  response: z.object({ proposals: z.array(proposal) }),
});
export const getProposal = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/proposals/:proposalId',
  summary: 'State, progress and alternatives of a proposal',
  access: 'borders.read',
  params: proposalParams,
  response: proposal,
});
export const getProposedGrids = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/proposals/:proposalId/alternatives/:number',
  summary: 'The grids of one alternative with numbers and reasons',
  access: 'borders.read',
  params: proposalParams.extend({ number: z.coerce.number().int().min(0).max(9) }),
  response: z.object({ type: z.literal('FeatureCollection'), features: z.array(proposedGrid) }),
});
export const cancelProposal = endpoint({
  method: 'delete',
  path: '/api/border-plans/:id/proposals/:proposalId',
  summary: 'Ends a running proposal at once, or drops a finished one',
  access: 'borders.write',
  params: proposalParams,
  response: z.object({}),
  status: 204,
});

/** Ground that was imported without communities cannot have grids: every grid belongs to one. */
export const foundCommunities = endpoint({
  method: 'post',
  path: '/api/regions',
  summary: 'Communities with local codes, so that grids can be drawn: one over all of a street that has none, one in each such street of a county',
  access: 'regions.write',
  /** The name is for one community; those of a county are named as its streets. */
  body: z.object({ parentCode: regionCode, name: visibleLine(borderLimits.nameLength) }),
  response: z.object({ communities: z.array(z.object({ code: z.string(), name: z.string() })) }),
  status: 201,
});
