import { z } from 'zod';

/** `[lng, lat]` in EPSG:4326. */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
/** `[west, south, east, north]` in EPSG:4326. */
export const bbox = z.tuple([z.number(), z.number(), z.number(), z.number()]);

// Positions out of the world and swapped axes pass here: the server answers them with a problem that has a place to fly to.
// Shapes out of other programs carry a height: it is dropped.
export const drawnPosition = z.tuple([z.number(), z.number(), z.number().optional()]).transform(([lng, lat]): [number, number] => [lng, lat]);
const ring = z.array(drawnPosition);
export const pointGeometry = z.object({ type: z.literal('Point'), coordinates: drawnPosition });
export const polygonGeometry = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) });
export const multiPolygonGeometry = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) });
/** An area to search in; a Point needs a radius beside it. */
export const areaGeometry = z.discriminatedUnion('type', [pointGeometry, polygonGeometry, multiPolygonGeometry]);
export type AreaGeometry = z.infer<typeof areaGeometry>;
/** Any GeoJSON geometry that we answer with: checked by PostGIS, so only its kind is described. */
export const anyGeometry = z.object({
  type: z.enum(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon', 'GeometryCollection']),
  coordinates: z.array(z.unknown()).optional(),
});
export type AnyGeometry = z.infer<typeof anyGeometry>;

export const regionCode = z.string().regex(/^\d{2,12}$/, 'a region code has 2 to 12 digits');
export const gridCode = z.string().regex(/^\d{15}$/, 'a grid code has 15 digits');
export const areaCode = z.string().regex(/^\d{2,15}$/, 'a region or grid code has 2 to 15 digits');
export const elementCode = z.string().regex(/^\d{19}$/, 'a digital ID has 19 digits');

/** Why, as data (refusals.ts): a screen says it in its reader's language. */
const refusalParts = { reason: z.string().optional(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() };

/** One thing that is wrong, where it is, and in which value. */
export const fieldError = z.object({
  detail: z.string(),
  ...refusalParts,
  pointer: z.string().optional(),
  location: position.optional(),
  /** Of borders: why it cannot be, and the grids concerned. */
  kind: z.string().optional(),
  gridCodes: z.array(z.string()).optional(),
  /** Of a version conflict: the present version. */
  version: z.number().int().optional(),
});
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  ...refusalParts,
  errors: z.array(fieldError).optional(),
});
export type Problem = z.infer<typeof problem>;

export const regionRef = z.object({ code: z.string(), level: z.string(), name: z.string() });
export type RegionRef = z.infer<typeof regionRef>;
/** Someone who is responsible for a place, as on the board on the entrance. */
export const personInCharge = z.object({
  role: z.string(),
  roleTitle: z.string(),
  holder: z.string(),
  phone: z.string(),
  scope: z.enum(['region', 'grid', 'building']),
  areaCode: z.string(),
  unitNo: z.number().int().nullable(),
});
export type PersonInCharge = z.infer<typeof personInCharge>;
/** Someone with all duties that they have in an area. */
export const personWithDuties = personInCharge.pick({ holder: true, phone: true }).extend({
  /** The nearest first. */
  duties: z.array(personInCharge.omit({ holder: true, phone: true }).extend({ areaName: z.string() })),
});
export type PersonWithDuties = z.infer<typeof personWithDuties>;
