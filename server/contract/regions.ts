import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyGeometry, areaCode, bbox, gridCode, personInCharge, regionCode, regionRef } from './shapes.ts';

export const regionSummary = regionRef.extend({
  parentCode: z.string().nullable(),
  isLocalCode: z.boolean(),
  population: z.number().int().nullable(),
  childCount: z.number().int(),
  gridCount: z.number().int(),
  bbox: bbox.nullable(),
});
export type RegionSummary = z.infer<typeof regionSummary>;

export const listRegions = endpoint({
  method: 'get',
  path: '/api/regions',
  summary: 'Children of a region (top regions without one), or regions and grids whose name or code contains q',
  access: 'session',
  query: z.object({ parent: regionCode.optional(), q: z.string().trim().min(1).max(100).optional(), limit: z.coerce.number().int().min(1).max(500).default(200) }),
  response: z.object({ regions: z.array(regionSummary) }),
});
export const getRegion = endpoint({
  method: 'get',
  path: '/api/regions/:code',
  summary: 'A region with its shape, the chain above it and who is responsible',
  access: 'session',
  params: z.object({ code: regionCode }),
  response: regionSummary.extend({
    /** Where the source has no figure of the region itself: the sum of its parts, all of which have one of the same source and year. */
    populationOfParts: z.object({ people: z.number().int(), parts: z.number().int() }).nullable(),
    chain: z.array(regionRef), geometry: anyGeometry.nullable(), inCharge: z.array(personInCharge), elementCounts: z.array(z.object({ kind: z.string(), count: z.number().int() })),
  }),
});

const gridProperties = z.object({
  code: z.string(),
  kind: z.enum(['base', 'dedicated', 'micro']),
  communityCode: z.string(),
  name: z.string(),
  /** null where nobody has registered any in the grid's community: unknown is not 0. */
  households: z.number().int().nullable(),
  /** null where the reader may not know: restricted rows outside the jurisdiction are never counted as 0. */
  people: z.number().int().nullable(),
  /** Of an ended grid as it ended; null where nobody wrote that down. */
  buildings: z.number().int().nullable(),
  workers: z.array(z.object({ role: z.string(), holder: z.string(), phone: z.string() })),
  /** For a micro-grid the grid that holds it. */
  parentCode: z.string().nullable(),
  /** The grids that it was made of, and where it has ended those that its ground went to. */
  predecessors: z.array(z.string()),
  successors: z.array(z.string()),
  validFrom: z.string(),
  validTo: z.string().nullable(),
});
/** A moment: the grids that were valid then. */
const asOf = z.iso.datetime({ offset: true }).optional();
export const gridFeature = z.object({ type: z.literal('Feature'), id: z.number().int(), geometry: anyGeometry, properties: gridProperties });
export type GridFeature = z.infer<typeof gridFeature>;
export const listGrids = endpoint({
  method: 'get',
  path: '/api/grids',
  summary: 'Grids within a region or grid code: those of today, or of a moment that has passed, with who was in charge then',
  access: 'session',
  query: z.object({ within: areaCode.optional(), asOf, limit: z.coerce.number().int().min(1).max(5000).default(2000) }),
  response: z.object({ type: z.literal('FeatureCollection'), features: z.array(gridFeature) }),
});
export const getGrid = endpoint({
  method: 'get',
  path: '/api/grids/:code',
  summary: 'One grid with its history, in its last shape or in that of a moment',
  access: 'session',
  params: z.object({ code: gridCode }),
  query: z.object({ asOf }),
  response: gridFeature.extend({
    chain: z.array(regionRef),
    inCharge: z.array(personInCharge),
    history: z.array(z.object({ validFrom: z.string(), validTo: z.string().nullable(), name: z.string(), predecessors: z.array(z.string()), successors: z.array(z.string()), households: z.number().int() })),
  }),
});
