/** Brings a file into tables of the import's private schema: the work is ogr2ogr's, save for plain GeoJSON sequences. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GdalMissingError, type GdalResult, runGdal } from '../../platform/gdal.ts';
import { ImportFault } from './fault.ts';
import type { FileFacts } from './file-facts.ts';
import { explainGdal } from './gdal.ts';
import type { ImportOptions } from './options.ts';
import { readLines } from './read-lines.ts';
import { rewriteAsUtf8 } from './rewrite-text.ts';
import { replaceBrokenLines } from './rewrite-lines.ts';

/** Where ogr2ogr writes: connection by libpq's variables, so that no password is among the arguments. */
export interface LoadTarget {
  adminUrl: string;
  schema: string;
  database: string;
  env: Record<string, string>;
  temporaryFolder: string;
}
export interface RawTable {
  table: string;
  layer: string;
  /** True for CSV and spreadsheets, whose columns are still field_1, field_2 …: the header is found later. */
  isPlainTable: boolean;
  /** The names of the properties where the table keeps them as JSON; else they are its columns. */
  properties?: string[];
  rows?: number;
}
export interface LoadedFile {
  tables: RawTable[];
  sha256: Buffer;
  notes: string[];
}
/** OSM's driver reads all layers in one pass. */
const OSM_LAYERS = ['points', 'lines', 'multipolygons'];
const DEGREES = /\b(GEOGCRS|GEOGCS)\["(WGS[ _]84|GCS_WGS_1984|China Geodetic Coordinate System 2000|CGCS2000|GCS_China_Geodetic_Coordinate_System_2000)"/;

/** @throws ImportFault with one sentence about the file */
export async function loadFile(facts: FileFacts, number: number, options: ImportOptions, target: LoadTarget, signal: AbortSignal, debug: (text: string) => void): Promise<LoadedFile> {
  // A line-by-line file that must not be moved to another coordinate system needs no GDAL, if its lines are plain.
  const table = `raw_${number}`;
  const lines = facts.format === 'geojsonseq' && options.crs?.kind !== 'epsg' ? await readLines(facts, target.adminUrl, target.schema, table, signal) : null;
  if (lines) return { tables: [{ table, layer: '', isPlainTable: false, properties: lines.columns, rows: lines.rows }], sha256: lines.sha256, notes: [] };
  const digest = digestFile(facts);
  // Its failure is reported below, after GDAL's own; meanwhile it is not "unhandled".
  digest.catch(() => undefined);
  const notes: string[] = [];
  const tables = await load(facts, table, options, target, signal, debug, notes);
  return { tables, sha256: await digest, notes };
}

function tellMissing(error: unknown): never {
  throw error instanceof GdalMissingError ? new ImportFault(error.message, { cause: error }) : error;
}

async function load(facts: FileFacts, prefix: string, options: ImportOptions, target: LoadTarget, signal: AbortSignal, debug: (text: string) => void, notes: string[]): Promise<RawTable[]> {
  const run = async (program: 'ogr2ogr' | 'ogrinfo', args: string[]): Promise<GdalResult> => {
    const result = await runGdal(program, args, { ...target.env, OGR_XLSX_HEADERS: 'DISABLE', OGR_XLSX_FIELD_TYPES: 'STRING', OGR_XLS_HEADERS: 'DISABLE', OGR_XLS_FIELD_TYPES: 'STRING', OGR_ODS_HEADERS: 'DISABLE', OGR_ODS_FIELD_TYPES: 'STRING' }, signal).catch(tellMissing);
    if (result.stderr !== '') debug(`${program}: ${result.stderr}`);
    return result;
  };
  const write = async (source: string, args: string[]) => {
    const result = await run('ogr2ogr', ['-f', 'PostgreSQL', `PG:dbname='${target.database}'`, source, '-unsetFid', '-nomd', ...outputOptions(target.schema), ...args]);
    return result.code === 0 && !/^ERROR/m.test(result.stderr) ? null : result;
  };
  const must = async (source: string, args: string[]) => {
    const failed = await write(source, args);
    if (failed) throw new ImportFault(explainGdal(facts.name, failed.stderr));
  };

  switch (facts.format) {
    case 'osm':
      await must(facts.gdalPath, OSM_LAYERS);
      return OSM_LAYERS.map((layer) => ({ table: layer, layer, isPlainTable: false }));
    case 'csv': {
      const { path, encoding } = await rewriteAsUtf8(facts, options.encoding, options.headerRow, target.temporaryFolder, prefix);
      if (encoding !== 'utf-8') notes.push(`text read as ${encoding}`);
      const failed = await write(path, ['-nln', prefix, '-oo', 'HEADERS=NO', '-oo', 'AUTODETECT_TYPE=NO', '-nlt', 'NONE']);
      if (failed) throw new ImportFault(/Unable to open/.test(failed.stderr) ? `${facts.name} is not a table: its first line has no comma, semicolon or tab.` : explainGdal(facts.name, failed.stderr));
      return [{ table: prefix, layer: facts.name, isPlainTable: true }];
    }
    case 'geojsonseq': {
      const failed = await write(facts.gdalPath, ['-nln', prefix, ...anyShape, ...crsOptions(options, null)]);
      if (!failed) return [{ table: prefix, layer: '', isPlainTable: false }];
      if (!/JSON parsing error/.test(failed.stderr)) throw new ImportFault(explainGdal(facts.name, failed.stderr));
      // A broken line costs that line, not the file: it is replaced by an empty feature, so that the row numbers stay.
      const mended = await replaceBrokenLines(facts, target.temporaryFolder, prefix);
      if (mended.good === 0) throw new ImportFault(`${facts.name} has no line that is GeoJSON.`);
      await must(mended.path, ['-nln', `${prefix}_mended`, ...anyShape, ...crsOptions(options, null)]);
      return [{ table: `${prefix}_mended`, layer: '', isPlainTable: false }];
    }
    case 'geojson':
      await must(facts.gdalPath, ['-nln', prefix, ...anyShape, ...crsOptions(options, facts.mayStateCrs ? 'stated' : null)]);
      return [{ table: prefix, layer: '', isPlainTable: false }];
    default:
      return loadLayers();
  }

  async function loadLayers(): Promise<RawTable[]> {
    const list = await run('ogrinfo', ['-ro', '-q', facts.gdalPath, ...facts.openOptions]);
    const found = [...list.stdout.matchAll(/^(?:\d+|Layer): (.*?)(?: \([^()]*\))?$/gm)].map((match) => match[1] ?? '');
    if (list.code !== 0 || found.length === 0) throw new ImportFault(explainGdal(facts.name, list.stderr));
    const layers = facts.format === 'spreadsheet' ? chooseSheet(found, options.sheet, facts.name, notes) : found;
    const tables: RawTable[] = [];
    for (const [n, layer] of layers.entries()) {
      const table = `${prefix}_${n + 1}`;
      const isPlainTable = facts.format === 'spreadsheet';
      const crs = isPlainTable ? ['-nlt', 'NONE'] : [...anyShape, ...crsOptions(options, await statedCrs(layer))];
      await must(facts.gdalPath, [layer, '-nln', table, ...facts.openOptions, ...crs]);
      tables.push({ table, layer, isPlainTable });
    }
    return tables;
  }

  /** 'degrees': WGS 84 or CGCS 2000, kept bit for bit; 'stated': GDAL converts; null: unknown, taken for degrees and checked. */
  async function statedCrs(layer: string): Promise<'degrees' | 'stated' | null> {
    const info = await run('ogrinfo', ['-ro', '-so', facts.gdalPath, layer, ...facts.openOptions]);
    const crs = /Layer SRS WKT:\n([\s\S]*?)\nData axis/.exec(info.stdout)?.[1];
    if (crs === undefined || crs.includes('(unknown)')) {
      if (options.crs === null) notes.push(`${layer} does not state its coordinate system; taken as WGS 84`);
      return null;
    }
    return DEGREES.test(crs) && !/^(PROJCRS|BOUNDCRS|COMPOUNDCRS)/.test(crs) ? 'degrees' : 'stated';
  }
}

/** A column that takes any type: a Shapefile of polygons holds multipolygons, too. */
const anyShape = ['-nlt', 'GEOMETRY', '-dim', 'XY'];
const outputOptions = (schema: string) => ['UNLOGGED=ON', 'LAUNDER=NO', 'SPATIAL_INDEX=NONE', `SCHEMA=${schema}`, 'FID=import_row', 'GEOMETRY_NAME=import_geom'].flatMap((option) => ['-lco', option]).concat('--config', 'PG_USE_COPY', 'YES');

/** The user's word goes over the file's; GCJ-02 and BD-09 are degrees that are moved later. */
function crsOptions(options: ImportOptions, stated: 'degrees' | 'stated' | null): string[] {
  if (options.crs?.kind === 'epsg' && options.crs.code !== 4326) return ['-s_srs', `EPSG:${options.crs.code}`, '-t_srs', 'EPSG:4326'];
  return stated === 'stated' && options.crs === null ? ['-t_srs', 'EPSG:4326'] : [];
}

function chooseSheet(sheets: string[], wanted: string | null, name: string, notes: string[]): string[] {
  if (wanted !== null && !sheets.includes(wanted)) throw new ImportFault(`${name} has no sheet "${wanted}"; it has ${sheets.join(', ')}.`);
  const sheet = wanted ?? sheets[0] ?? '';
  if (wanted === null && sheets.length > 1) notes.push(`sheet "${sheet}" read; the others (${sheets.slice(1).join(', ')}) with --sheet`);
  return [sheet];
}

/** The file's SHA-256; reads a gzip file to its end, because GDAL takes one that was cut short for whole. */
async function digestFile(facts: FileFacts): Promise<Buffer> {
  const hash = createHash('sha256');
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  const hashing = createReadStream(facts.path, { highWaterMark: 1 << 20 }).on('data', (chunk) => hash.update(chunk));
  try {
    if (facts.isGzip) await pipeline(hashing, createGunzip({ chunkSize: 1 << 20 }), nowhere());
    else await pipeline(hashing, nowhere());
  } catch (cause) {
    throw new ImportFault(facts.isGzip ? `${facts.name} is cut short or damaged: the gzip stream does not end.` : `${facts.name} cannot be read to its end.`, { cause });
  }
  return hash.digest();
}
