import { z } from 'zod';
import { areaParts } from './areas.ts';
import { endpoint } from './endpoint.ts';
import { anyGeometry, areaCode, elementCode, personInCharge, position } from './shapes.ts';

export const matterLimits = { places: 50, repeats: 50, periodDays: 3_660, defaultDays: 90, exposureMeters: 100, clusterMeters: 150, helperMeters: 3_000 } as const;

/** A matter (6 digits) or a class of them (2 or 4). */
export const matterCode = z.string().regex(/^(\d{2}){1,3}$/, 'a matter code has 6 digits, a class 2 or 4');
/** A place of cases: `e` and the id of its element, or `c` and the number of a cell of 30 m where the case is about no element. */
export const spotCode = z.string().regex(/^[ec]\d{1,15}$/, 'a place of cases is e or c and a number');

const question = {
  /** A matter or a class; or use q. */
  matter: matterCode.optional(),
  /** Words as residents say it: "路灯不亮". */
  q: z.string().trim().min(1).max(60).optional(),
  /** First and last day, both included, in China's zone; without: the 90 days that end today. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Under this region or grid. */
  within: areaCode.optional(),
};

const clockText = z.object({ amount: z.number(), unit: z.string() });
export const matterSummary = z.object({
  code: z.string(),
  name: z.string(),
  /** From type to class. */
  path: z.array(z.object({ code: z.string(), name: z.string() })),
  owner: z.string(),
  ownerTitle: z.string(),
  role: z.string().nullable(),
  roleTitle: z.string().nullable(),
  handle: clockText,
  cases: z.number().int(),
});
export type MatterSummary = z.infer<typeof matterSummary>;

export const rankedPlace = z.object({
  spot: spotCode,
  name: z.string(),
  address: z.string(),
  element: z.object({ code: z.string(), kind: z.string(), category: z.string() }).nullable(),
  position,
  areaCode: z.string(),
  areaName: z.string(),
  /** Why it is ranked here. */
  why: z.object({
    cases: z.number().int(),
    /** Reported again within 30 days after the case before was closed. */
    relapses: z.number().int(),
    /** Verification failed or the reporter was not content. */
    returns: z.number().int(),
    open: z.number().int(),
    lastAt: z.string(),
    /** Residents of the buildings within 100 m; null where fewer than 5, which only those who may see single people are told. */
    people: z.number().int().nullable(),
    /** Hazards within 100 m that are not done with: of the matter's kind where it has one, else all. */
    hazards: z.number().int(),
  }),
  /** 0 to 100, and what each reason gives to it. */
  score: z.number(),
  parts: z.object({ cases: z.number(), recurrence: z.number(), open: z.number(), people: z.number(), hazards: z.number() }),
});
export type RankedPlace = z.infer<typeof rankedPlace>;

export const unit = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('department'),
    /** Its code, or `none` for the cases for which none is set. */
    department: z.string(),
    title: z.string(),
    cases: z.number().int(),
    open: z.number().int(),
    /** Closed in time of those that were due; null where none was. */
    onTimeRate: z.number().nullable(),
    returns: z.number().int(),
    /** From report to closing, mean of those closed. */
    meanHours: z.number().nullable(),
  }),
  /** People in charge of the grid and building of a place; the telephone is masked for whoever may not see internal rows. */
  personInCharge.extend({ type: z.literal('person'), spot: spotCode }),
  z.object({
    type: z.literal('resource'),
    spot: spotCode,
    code: elementCode,
    name: z.string(),
    category: z.string(),
    position,
    contact: z.string().nullable(),
    phone: z.string().nullable(),
    meters: z.number(),
    /** `walking`: along streets; `straight`: no street joins the two. */
    measured: z.enum(['walking', 'straight']),
  }),
]);
export type Unit = z.infer<typeof unit>;

export const similarCase = z.object({
  id: z.string(),
  title: z.string(),
  spot: spotCode,
  reportedAt: z.string(),
  closedAt: z.string(),
  hours: z.number(),
  rating: z.number().int().nullable(),
  returns: z.number().int(),
  department: z.string().nullable(),
  departmentTitle: z.string().nullable(),
  /** What was done, out of the log. */
  solution: z.string(),
});

const hotspotFeature = z.object({
  type: z.literal('Feature'),
  geometry: anyGeometry,
  properties: z.union([
    /** Cases that lie closer together than chance would put them. */
    z.object({ role: z.literal('cluster'), id: z.number().int(), cases: z.number().int(), places: z.number().int(), rank: z.number().int(), spots: z.array(z.string()) }),
    /** Getis-Ord Gi* of a grid (or community); a hot one has more cases than the mean itself. `level` is the confidence in per cent after the false discovery rate is controlled. */
    z.object({
      role: z.literal('area'), code: z.string(), name: z.string(), cases: z.number().int(), z: z.number(), p: z.number(), q: z.number(),
      kind: z.enum(['hot', 'cold']), level: z.union([z.literal(90), z.literal(95), z.literal(99)]),
    }),
  ]),
});

export const matterAnswer = z.object({
  matters: z.array(matterSummary),
  /** How the words were understood; null where a code was given. */
  matched: z.enum(['name', 'alias', 'part', 'similar']).nullable(),
  period: z.object({ from: z.string(), to: z.string() }),
  within: z.object({ code: z.string(), name: z.string() }).nullable(),
  totals: z.object({ cases: z.number().int(), open: z.number().int(), returns: z.number().int(), places: z.number().int() }),
  /** Cases about protected people, which the reader may only count: null under 5. Nothing else in the answer knows them. */
  countedOnly: z.object({ cases: z.number().int().nullable(), areas: z.array(z.object({ code: z.string(), name: z.string(), cases: z.number().int() })) }).nullable(),
  places: z.array(rankedPlace),
  repeats: z.array(z.object({ spot: spotCode, name: z.string(), address: z.string(), position, areaName: z.string(), cases: z.number().int(), lastAt: z.string() })),
  /** Places with three cases or more. */
  repeatTotal: z.number().int(),
  hotspots: z.object({ type: z.literal('FeatureCollection'), features: z.array(hotspotFeature) }),
  hotspotNotes: z.object({
    clusterMeters: z.number(),
    /** Cases within that distance that make a place the core of a cluster. */
    coreCases: z.number().int(),
    /** Areas compared by Gi*. */
    areas: z.number().int(),
    /** Whether they were judged; with fewer than 8 areas, or `fewestCases` in all of them, chance cannot be told from more. */
    verdict: z.enum(['judged', 'too-few-cases', 'too-few-areas']),
    fewestCases: z.number().int(),
    falseDiscoveryRate: z.number(),
  }),
  trend: z.object({
    /** Weeks from Monday; the first and the last may be cut by the period. */
    weeks: z.array(z.object({ from: z.string(), to: z.string(), cases: z.number().int() })),
    /** Monday to Sunday, each 24 hours. */
    hours: z.array(z.array(z.number().int())),
  }),
  units: z.array(unit),
  similar: z.array(similarCase),
  solutions: z.array(z.object({ note: z.string(), cases: z.number().int(), returns: z.number().int(), meanRating: z.number().nullable(), medianHours: z.number() })),
  asOf: z.string(),
});
export type MatterAnswer = z.infer<typeof matterAnswer>;

export const searchMatters = endpoint({
  method: 'get',
  path: '/api/search/matters',
  summary: '以事项找地点: places ranked with reasons, repeats, hot spots, trend, people and units, similar cases',
  access: 'events.read',
  query: z.object(question),
  response: matterAnswer,
});

export const searchMattersInArea = endpoint({
  method: 'post',
  path: '/api/search/matters',
  summary: 'The same inside an area made of pieces',
  access: 'events.read',
  body: z.object({ ...question, parts: areaParts }),
  response: matterAnswer,
  bodyLimitBytes: 2_000_000,
});

export const findHelp = endpoint({
  method: 'get',
  path: '/api/search/matters/help',
  summary: 'Who and what can deal with a matter at one place: people in charge, and resources with their walking distance',
  access: 'events.read',
  query: z.object({ matter: matterCode, spot: spotCode }),
  response: z.object({ units: z.array(unit), position }),
});

export const listElementMatters = endpoint({
  method: 'get',
  path: '/api/elements/:code/matters',
  summary: 'Which matters concern an element, with the cases there',
  access: 'events.read',
  params: z.object({ code: elementCode }),
  response: z.object({
    spot: spotCode,
    cases: z.number().int(),
    open: z.number().int(),
    /** Those with cases first. */
    matters: z.array(z.object({ code: z.string(), name: z.string(), ownerTitle: z.string(), cases: z.number().int(), open: z.number().int(), lastAt: z.string().nullable() })),
  }),
});
