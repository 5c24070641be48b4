import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import type { GridFileFormat } from '#contract/exports.ts';
import { runGdal } from '../../platform/gdal.ts';
import type { ExportedGrid } from './queries.ts';

interface FileFormat {
  /** Ending of the file. */
  ending: string;
  mediaType: string;
  /** What GDAL is told. */
  options: string[];
}
/** One row per format. A Shapefile's names have ten characters at most, and its text is UTF-8 with a .cpg that says so. */
export const fileFormats: Record<GridFileFormat, FileFormat> = {
  gpkg: { ending: 'gpkg', mediaType: 'application/geopackage+sqlite3', options: ['-f', 'GPKG', '-nln', 'grids'] },
  shp: { ending: 'shz', mediaType: 'application/zip', options: ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=UTF-8', '-nln', 'grids'] },
  geojson: { ending: 'geojson', mediaType: 'application/geo+json; charset=utf-8', options: ['-f', 'GeoJSON', '-lco', 'RFC7946=NO', '-lco', 'COORDINATE_PRECISION=15', '-nln', 'grids'] },
};

/** Field names as they fit every format. */
const fieldOf = { code: 'code', kind: 'kind', name: 'name', communityCode: 'comm_code', communityName: 'comm_name', parentCode: 'parent', households: 'households', validFrom: 'valid_from', predecessors: 'predecess' } as const;

/**
 * Writes grids through GDAL and hands the file on. The coordinates stay as they are: CGCS2000 and WGS 84 differ by
 * centimetres, less than a border is known by.
 * @throws GdalMissingError where GDAL is not installed; an error with GDAL's own words where it fails
 */
export async function writeGridFile(grids: readonly ExportedGrid[], format: GridFileFormat, signal: AbortSignal, send: (mediaType: string) => Writable): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'getu-grids-'));
  try {
    const source = path.join(folder, 'source.geojson');
    await writeFile(source, JSON.stringify({ type: 'FeatureCollection', features: grids.map(toFeature) }));
    const { ending, mediaType, options } = fileFormats[format];
    const target = path.join(folder, `grids.${ending}`);
    const result = await runGdal('ogr2ogr', [...options, '-a_srs', 'EPSG:4490', target, source], {}, signal);
    if (result.code !== 0) throw new Error(`ogr2ogr could not write ${format}: ${result.stderr.slice(0, 500)}`);
    await pipeline(createReadStream(target), send(mediaType));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function toFeature({ geometry, ...grid }: ExportedGrid) {
  const properties = Object.fromEntries(Object.entries(fieldOf).map(([key, field]) => [field, grid[key as keyof typeof fieldOf] ?? null]));
  return { type: 'Feature', properties, geometry };
}
