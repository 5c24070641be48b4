import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { anyGeometry, areaCode, elementCode, multiPolygonGeometry, polygonGeometry, position } from './shapes.ts';
import { visibleLine } from './text.ts';

export const areaLimits = { parts: 20, lineVertices: 2_000, lineCrossings: 2_000, bufferMeters: 5_000, radiusMeters: 50_000, pickedCodes: 2_000, savedAreas: 200, listedAreas: 200 } as const;

const bufferMeters = z.number().positive().max(areaLimits.bufferMeters);
/** How a piece joins what the pieces before it make; the first one always adds. */
const op = z.enum(['add', 'subtract', 'intersect']);

/** One piece of an area: what was drawn, or a thing on the map by its code, so that the piece follows when the thing changes. */
export const areaPart = z.discriminatedUnion('from', [
  z.object({ op, from: z.literal('drawn'), geometry: z.discriminatedUnion('type', [polygonGeometry, multiPolygonGeometry]) }),
  z.object({ op, from: z.literal('circle'), center: position, radiusMeters: z.number().positive().max(areaLimits.radiusMeters) }),
  /** The ground within `meters` of a drawn line. */
  z.object({ op, from: z.literal('line'), line: z.array(position).min(2).max(areaLimits.lineVertices), meters: bufferMeters }),
  /** The ground within `meters` of the streets of that name in a county. */
  z.object({ op, from: z.literal('street'), county: z.string().regex(/^\d{6}$/), name: z.string().min(1).max(100), meters: bufferMeters }),
  z.object({ op, from: z.literal('region'), code: areaCode }),
  /** The ground within `meters` of a building or any other element. */
  z.object({ op, from: z.literal('element'), code: elementCode, meters: bufferMeters }),
  z.object({ op, from: z.literal('event'), id: z.uuid(), meters: bufferMeters }),
]);
export type AreaPart = z.infer<typeof areaPart>;
export const areaParts = z.array(areaPart).min(1).max(areaLimits.parts);

/** A kind of things, or one category of it; kind `key_person` means the persons who are cared for, by the type of care. */
export const theme = z.object({ kind: z.string().max(40), category: z.string().max(80).optional() });
export type Theme = z.infer<typeof theme>;
export const careKind = 'key_person';
/** Category of a total that tells several together, because each is of too few people. */
export const fewCategory = 'few';

export const areaConditions = z.object({
  /** Any of these; all kinds without. */
  themes: z.array(theme).max(100).optional(),
  /** Part of a name, code or address. */
  q: z.string().max(100).optional(),
  /** Under this region or grid. */
  within: areaCode.optional(),
  /** Rows nearest to this point first, instead of the area's middle. */
  nearTo: position.optional(),
});
export type AreaConditions = z.infer<typeof areaConditions>;

/** An area with its filters: what can be asked again on another day. */
export const areaQuestion = areaConditions.extend({ parts: areaParts });
export type AreaQuestion = z.infer<typeof areaQuestion>;

/** What a reader chose out of an area: whole themes and single things, less what was taken out again. */
export const selection = z.object({
  themes: z.array(theme).max(100),
  added: z.array(elementCode).max(areaLimits.pickedCodes),
  removed: z.array(elementCode).max(areaLimits.pickedCodes),
});
export type Selection = z.infer<typeof selection>;

export const resolveArea = endpoint({
  method: 'post',
  path: '/api/areas/resolve',
  summary: 'The shape that the pieces of an area make, and the shape and name of each piece',
  access: 'session',
  body: z.object({ parts: areaParts }),
  response: z.object({
    /** Without coordinates where the pieces leave nothing; squareMeters is then 0. */
    geometry: anyGeometry,
    squareMeters: z.number(),
    /** True where a drawn outline crossed itself and was repaired. */
    isRepaired: z.boolean(),
    parts: z.array(
      z.object({
        geometry: anyGeometry,
        /** Name of the thing that it stands on; empty for what was drawn. */
        title: z.string(),
        squareMeters: z.number(),
        isRepaired: z.boolean(),
      }),
    ),
  }),
  bodyLimitBytes: 2_000_000,
});

const savedAreaSummary = z.object({
  id: z.number().int(),
  name: z.string(),
  squareMeters: z.number(),
  partCount: z.number().int(),
  isShared: z.boolean(),
  isMine: z.boolean(),
  /** Name of the owner's jurisdiction; empty where that is everywhere. */
  jurisdictionName: z.string(),
  version: z.number().int(),
  updatedAt: z.string(),
});
export type SavedAreaSummary = z.infer<typeof savedAreaSummary>;
const savedArea = savedAreaSummary.extend({ parts: areaParts });
export type SavedArea = z.infer<typeof savedArea>;

const areaName = visibleLine(80);
const byId = z.object({ id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) });
const version = z.number().int().min(1).max(2_147_483_647);

export const listSavedAreas = endpoint({
  method: 'get',
  path: '/api/areas',
  summary: 'Saved areas: the reader\'s own first, then those shared in overlapping jurisdictions, last changed first',
  access: 'session',
  query: z.object({ q: z.string().trim().max(80).optional() }),
  response: z.object({ items: z.array(savedAreaSummary), total: z.number().int() }),
});

export const createSavedArea = endpoint({
  method: 'post',
  path: '/api/areas',
  summary: `Saves an area under a name, at most ${areaLimits.savedAreas} a person`,
  access: 'session',
  body: z.object({ name: areaName, parts: areaParts, isShared: z.boolean().default(false) }),
  response: savedArea,
  status: 201,
  bodyLimitBytes: 2_000_000,
});

export const getSavedArea = endpoint({ method: 'get', path: '/api/areas/:id', summary: 'A saved area with its pieces', access: 'session', params: byId, response: savedArea });

export const updateSavedArea = endpoint({
  method: 'patch',
  path: '/api/areas/:id',
  summary: 'Renames, redraws or shares a saved area of one\'s own; 409 where its version is another by now',
  access: 'session',
  params: byId,
  body: z.object({ version, name: areaName.optional(), parts: areaParts.optional(), isShared: z.boolean().optional() }),
  response: savedArea,
  bodyLimitBytes: 2_000_000,
});

export const deleteSavedArea = endpoint({
  method: 'delete',
  path: '/api/areas/:id',
  summary: 'Deletes a saved area of one\'s own',
  access: 'session',
  params: byId,
  query: z.object({ version: z.coerce.number().pipe(version) }),
  response: z.null(),
  status: 204,
});
