import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { type BorderProblemKind, planObstacles, type PlanStep, planStatuses, planSteps, problemKinds } from './border-rules.ts';
import { anyGeometry, areaCode, drawnPosition, elementCode, fieldError, gridCode, polygonGeometry, multiPolygonGeometry, position, regionCode } from './shapes.ts';
import { visibleLine } from './text.ts';

export const borderLimits = { lineVertices: 50_000, codesPerEdit: 5_000, gridsPerPlan: 5_000, commentLength: 1_000, nameLength: 80 } as const;

const problemKindNames = Object.keys(problemKinds) as [BorderProblemKind, ...BorderProblemKind[]];

export const borderProblem = z.object({
  kind: z.enum(problemKindNames),
  severity: z.enum(['fault', 'warning']),
  /** English sentence for machines and logs; screens say it in their own words by kind and measure. */
  detail: z.string(),
  gridCodes: z.array(z.string()),
  location: position,
  /** The ground meant: the gap, the overlap, the building that is cut. */
  geometry: anyGeometry.nullable(),
  /** Square metres of a gap, overlap or sliver; households outside the band; compactness; metres for a worker. */
  measure: z.number().nullable(),
});
export type BorderProblem = z.infer<typeof borderProblem>;

const households = z.number().int();
/** What a grid holds. Null where the reader may not know: people outside the right are never counted as 0, and none under 5. */
export const borderCounts = z.object({
  households,
  buildings: z.number().int(),
  places: z.number().int(),
  people: z.number().int().nullable(),
  keyPersons: z.number().int().nullable(),
  squareMeters: z.number(),
  /** Polsby–Popper: 4π area / perimeter², 1 for a circle. */
  compactness: z.number(),
});
export type BorderCounts = z.infer<typeof borderCounts>;

export const gridKinds = ['base', 'dedicated', 'micro'] as const;
const planGridProperties = z.object({
  code: gridCode,
  kind: z.enum(gridKinds),
  communityCode: z.string(),
  /** For a micro-grid the grid that holds it. */
  parentCode: z.string().nullable(),
  name: z.string(),
  /** Made by this plan: its code is provisional until adoption. */
  isNew: z.boolean(),
  /** Shape, kind or name differ from today's. */
  isChanged: z.boolean(),
  /** Its outline is another than today's: what is changed and not redrawn has another name or kind alone. */
  isRedrawn: z.boolean(),
  /** Grids that are or were, whose ground it took over. */
  predecessors: z.array(z.string()),
  counts: borderCounts,
});
export const planGrid = z.object({ type: z.literal('Feature'), id: z.string(), geometry: polygonGeometry, properties: planGridProperties });
export type PlanGrid = z.infer<typeof planGrid>;
const planGrids = z.object({ type: z.literal('FeatureCollection'), features: z.array(planGrid) });

export const householdBand = z.object({ min: z.number().int().min(1).max(100_000), max: z.number().int().min(1).max(100_000) });
/** Where the households of a community's buildings come from: a register, an estimate by floors and ground, or nowhere: nothing stands there. */
export const householdsSources = ['registered', 'estimated', 'unknown'] as const;
export type HouseholdsSource = (typeof householdsSources)[number];
const planCommunity = z.object({
  code: z.string(),
  name: z.string(),
  geometry: anyGeometry,
  /** Households that a base grid should have. */
  band: householdBand,
  householdsSource: z.enum(householdsSources),
  /** A number that no grid of the community ever had: the first after all of them, where 999 is taken the lowest that is left. */
  nextSequence: z.number().int(),
  /** Numbers after that one which are taken. */
  takenSequences: z.array(z.number().int()),
});

export const person = z.object({ id: z.number().int(), name: z.string(), isMe: z.boolean() });
export const planSummary = z.object({
  id: z.uuid(),
  name: z.string(),
  status: z.enum(planStatuses),
  version: z.number().int(),
  community: z.object({ code: z.string(), name: z.string() }),
  owner: person,
  submitter: person.nullable(),
  changedGrids: z.number().int(),
  openComments: z.number().int(),
  /** Of an adopted plan: duties and grids about whose people somebody has to decide. */
  openDuties: z.number().int(),
  createdAt: z.string(),
  updatedAt: z.string(),
  effectiveAt: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  /** The plan whose adoption this one takes back. */
  reverts: z.uuid().nullable(),
  /** Why a step is not possible for the reader; null where it is. */
  obstacles: z.record(z.enum(Object.keys(planSteps) as [PlanStep, ...PlanStep[]]), z.enum(planObstacles).nullable()),
  /** Whether the reader may edit it now. */
  mayEdit: z.boolean(),
});
export type PlanSummary = z.infer<typeof planSummary>;

export const borderPlan = planSummary.extend({
  community: z.object({ code: z.string(), name: z.string(), geometry: anyGeometry }),
  /** The communities that the plan divides: one, or all of a street or county. */
  communities: z.array(planCommunity),
  grids: planGrids,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  /** Who saved last, and when; null before the first edit. */
  lastEdit: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** Today's grids are no longer those that the plan started from: it has to be brought up to date before adoption. */
  isBehind: z.boolean(),
  /** It differs from today's grids in nothing: there is nothing to hand in. */
  changesNothing: z.boolean(),
  log: z.array(z.object({ step: z.string(), status: z.enum(planStatuses), note: z.string(), /** What kept it from taking effect on its day. */ obstacles: z.array(fieldError), by: z.string(), at: z.string() })),
});
export type BorderPlan = z.infer<typeof borderPlan>;

const line = z.array(drawnPosition);
export const borderName = visibleLine(borderLimits.nameLength);
const name = borderName;
export const version = z.number().int().min(0);
const ground = z.discriminatedUnion('type', [polygonGeometry, multiPolygonGeometry]);

/** Edits of a plan. `replace` is how the editor saves what was done in it; it is judged like the others. */
export const borderOp = z.discriminatedUnion('op', [
  z.object({ op: z.literal('split'), gridCode, line, name: name.optional() }),
  z.object({ op: z.literal('merge'), gridCodes: z.array(gridCode).min(2).max(200), keep: gridCode }).refine(({ gridCodes, keep }) => gridCodes.includes(keep), { path: ['keep'], message: 'one of gridCodes' }),
  z.object({ op: z.literal('reshape'), line }),
  z.object({ op: z.literal('moveVertex'), from: drawnPosition, to: drawnPosition }),
  z.object({ op: z.literal('insertVertex'), at: drawnPosition }),
  z.object({ op: z.literal('deleteVertex'), at: drawnPosition }),
  z.object({ op: z.literal('transfer'), elementCodes: z.array(elementCode).min(1).max(borderLimits.codesPerEdit).optional(), geometry: ground.optional(), toGridCode: gridCode }),
  z.object({ op: z.literal('create'), geometry: polygonGeometry, kind: z.enum(gridKinds).default('dedicated'), name: name.optional() }),
  z.object({ op: z.literal('rename'), gridCode, name: name.optional(), kind: z.enum(['base', 'dedicated']).optional() }),
  z.object({
    op: z.literal('replace'),
    grids: z.array(z.object({ code: gridCode, kind: z.enum(gridKinds), communityCode: regionCode, parentCode: gridCode.nullable(), name, predecessors: z.array(gridCode).max(200), geometry: polygonGeometry })).max(borderLimits.gridsPerPlan),
    removed: z.array(gridCode).max(borderLimits.gridsPerPlan),
  }),
  z.object({ op: z.literal('takeProposal'), proposalId: z.uuid(), alternative: z.number().int().min(0) }),
]);
export type BorderOp = z.infer<typeof borderOp>;

export const editAnswer = z.object({
  version,
  /** As they are now. */
  grids: planGrids,
  /** Codes of grids that the plan no longer has. */
  removed: z.array(z.string()),
  counts: z.array(z.object({ code: z.string(), before: borderCounts.nullable(), after: borderCounts.nullable() })),
  warnings: z.array(borderProblem),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});
export type EditAnswer = z.infer<typeof editAnswer>;

export const planParams = z.object({ id: z.uuid() });
const largeBody = 20_000_000;

export const listBorderPlans = endpoint({
  method: 'get',
  path: '/api/border-plans',
  summary: 'Border plans, newest first',
  access: 'borders.read',
  query: z.object({ within: areaCode.optional(), status: z.enum(planStatuses).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  response: z.object({ plans: z.array(planSummary) }),
});
export const createBorderPlan = endpoint({
  method: 'post',
  path: '/api/border-plans',
  summary: 'A plan for the grids of a community, a street or a county, beginning as they are today or as another plan has them',
  access: 'borders.write',
  body: z.object({ communityCode: regionCode.refine((code) => [6, 9, 12].includes(code.length), 'a county, street or community has 6, 9 or 12 digits'), name, copyOf: z.uuid().optional() }),
  response: borderPlan,
  status: 201,
});
export const getBorderPlan = endpoint({ method: 'get', path: '/api/border-plans/:id', summary: 'A plan with its grids', access: 'borders.read', params: planParams, response: borderPlan });
export const renameBorderPlan = endpoint({
  method: 'patch',
  path: '/api/border-plans/:id',
  summary: 'Gives a plan another name',
  access: 'borders.write',
  params: planParams,
  body: z.object({ version, name }),
  response: borderPlan,
});
export const editBorderPlan = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/edits',
  summary: 'One edit: split, merge, reshape, moveVertex, insertVertex, deleteVertex, transfer, create, rename, replace, takeProposal',
  access: 'borders.write',
  params: planParams,
  body: z.intersection(z.object({ version }), borderOp),
  response: editAnswer,
  bodyLimitBytes: largeBody,
});
const turnBack = (verb: 'undo' | 'redo', summary: string) =>
  endpoint({ method: 'post', path: `/api/border-plans/:id/${verb}`, summary, access: 'borders.write', params: planParams, body: z.object({ version }), response: editAnswer });
export const undoBorderEdit = turnBack('undo', 'Takes the last edit back, to the same bytes');
export const redoBorderEdit = turnBack('redo', 'Makes the edit again that was taken back last');

export const checkBorderPlan = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/problems',
  summary: 'All faults and warnings of a plan as it stands',
  access: 'borders.read',
  params: planParams,
  response: z.object({ version, problems: z.array(borderProblem) }),
});
export const judgeGrids = endpoint({
  method: 'post',
  path: '/api/border-plans/:id/judge',
  summary: 'Faults and warnings that a replacement would have, without saving it',
  access: 'borders.write',
  params: planParams,
  body: z.object({ grids: z.array(z.object({ code: gridCode, kind: z.enum(gridKinds), communityCode: regionCode, parentCode: gridCode.nullable(), geometry: ground })).max(borderLimits.gridsPerPlan), removed: z.array(gridCode).max(borderLimits.gridsPerPlan) }),
  response: z.object({ problems: z.array(borderProblem), /** Codes of the grids that the offer changes: what was wrong with others stands as it was. */ judged: z.array(z.string()) }),
  bodyLimitBytes: largeBody,
});

/**
 * What lies on the plan's ground and is counted: buildings with their footprint (exact, for cutting and for hand-over)
 * and other counted things by a point. People and key persons are null where the reader may not know them: outside the
 * reader's ground, and fewer than may be told.
 */
export const listBorderUnits = endpoint({
  method: 'get',
  path: '/api/border-plans/:id/units',
  summary: 'Buildings, places and key persons of the plan’s ground, as numbers for counting while a border is dragged',
  access: 'borders.read',
  params: planParams,
  query: z.object({ within: areaCode.optional() }),
  response: z.object({
    /** Fewer people or key persons than this are not told to the reader. */
    smallestTold: z.number().int(),
    buildings: z.array(
      z.object({
        code: elementCode,
        name: z.string(),
        /** The inner point that decides in which grid it lies. */
        at: position,
        outline: z.array(z.array(position)),
        households: z.number().int(),
        people: z.number().int().nullable(),
        keyPersons: z.number().int().nullable(),
        estate: z.string(),
      }),
    ),
    places: z.array(z.object({ code: elementCode, category: z.string(), at: position })),
  }),
});
export type BorderUnits = z.infer<typeof listBorderUnits.response>;
