import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const layerDescription = z.object({
  id: z.string(),
  title: z.string(),
  titleEn: z.string(),
  /** Group in the layer tree: base, borders, housing, people, places, things, safety, resources. */
  theme: z.string(),
  /** Element kind, or the table it is drawn from (region, grid, ground). */
  kind: z.string(),
  geometry: z.enum(['point', 'line', 'polygon', 'mixed']),
  minzoom: z.number().int(),
  maxzoom: z.number().int(),
  /** Below this zoom the layer carries counts per grid or community (points with `count`), not single elements. */
  countsBelowZoom: z.number().int().nullable(),
  /** Below this zoom only the larger elements are drawn one by one; the smallest are left out. */
  partialBelowZoom: z.number().int().nullable(),
  /** The reader is told counts of its people by grid alone, none under five. */
  hidesFew: z.boolean(),
  sensitivity: z.enum(['open', 'internal', 'restricted']),
  version: z.number().int(),
  fields: z.record(z.string(), z.string()),
  categories: z.array(z.object({ code: z.string(), title: z.string(), titleEn: z.string() })),
  /** URL template with {z}/{x}/{y} and the version. */
  tiles: z.string(),
});
export type LayerDescription = z.infer<typeof layerDescription>;

export const listLayers = endpoint({
  method: 'get',
  path: '/api/layers',
  summary: 'The layers that the reader may see',
  access: 'session',
  response: z.array(layerDescription),
});
export const getTileJson = endpoint({
  method: 'get',
  path: '/api/tiles/:layer',
  summary: 'TileJSON 3 of one layer',
  access: 'session',
  params: z.object({ layer: z.string().max(60) }),
  response: z.looseObject({ tilejson: z.literal('3.0.0'), name: z.string(), tiles: z.array(z.string()), minzoom: z.number(), maxzoom: z.number() }),
});
export const getMapSettings = endpoint({
  method: 'get',
  path: '/api/map-settings',
  summary: 'Where the map opens, and the additional base maps that this deployment configured',
  access: 'session',
  response: z.object({
    home: z.object({ bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable() }),
    bases: z.array(z.object({ id: z.string(), title: z.string(), type: z.enum(['xyz', 'wmts', 'pmtiles', 'tianditu']), tiles: z.array(z.string()), attribution: z.string(), maxzoom: z.number().int() })),
  }),
});
