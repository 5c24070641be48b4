import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { areaCode } from './shapes.ts';

/** Sheets in one file, and grids in one export. */
export const exportLimits = { sheets: 100, grids: 20_000 } as const;
export const gridFileFormats = ['gpkg', 'shp', 'geojson'] as const;
export type GridFileFormat = (typeof gridFileFormats)[number];

export const getBorderSheet = endpoint({
  method: 'get',
  path: '/api/grids/:code/sheet.pdf',
  summary: 'Border sheets as PDF: map, code, what each side runs along, households, people in charge; one grid, or all of a community',
  access: 'session',
  params: z.object({ code: areaCode }),
  /** With a plan: its grids as they would be. */
  query: z.object({ plan: z.uuid().optional() }),
  response: z.string().meta({ description: 'application/pdf' }),
});
export const exportGrids = endpoint({
  method: 'get',
  path: '/api/grids/export',
  summary: 'Grids as GeoPackage, zipped Shapefile or GeoJSON in EPSG:4490 (CGCS2000)',
  access: 'session',
  query: z.object({ within: areaCode.optional(), plan: z.uuid().optional(), format: z.enum(gridFileFormats).default('gpkg') }),
  response: z.string().meta({ description: 'application/geopackage+sqlite3, application/zip or application/geo+json' }),
});
