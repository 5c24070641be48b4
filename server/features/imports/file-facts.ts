/** Looks into a file before GDAL does: what it is, whether it is whole, in which encoding. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { datasetOf } from './dataset.ts';
import { detectEncoding } from './encoding.ts';
import { ImportFault } from './fault.ts';
import { readPart, readZipEntries, readZipEntry, type ZipEntry } from './zip.ts';

export type FileFormat = 'geojson' | 'geojsonseq' | 'shapefile' | 'geopackage' | 'osm' | 'csv' | 'spreadsheet';
export interface FileFacts {
  /** As the user typed it, without the folder. */
  name: string;
  path: string;
  format: FileFormat;
  /** What GDAL opens. */
  gdalPath: string;
  isGzip: boolean;
  dataset: string;
  /** GDAL's open options, such as the encoding of a DBF. */
  openOptions: string[];
  /** True where the file states a coordinate system that GDAL must convert from. */
  mayStateCrs: boolean;
  bytes: number;
}

const HEAD_BYTES = 8192;
/** Begins each text of an RFC 8142 sequence. */
const RECORD_SEPARATOR = '\u001e';
const formats = 'GeoJSON, GeoJSONSeq, Shapefile, GeoPackage, OSM PBF or XML, CSV and XLSX';

/**
 * @param encoding label named by the user, or null to find it out
 * @throws ImportFault: missing, empty, cut short, of an unknown format or encoding
 */
export async function inspectFile(file: string, encoding: string | null): Promise<FileFacts> {
  const whole = path.resolve(file);
  const name = path.basename(file);
  const info = await stat(whole).catch((cause) => {
    throw new ImportFault(`${file} is not there or cannot be read.`, { cause });
  });
  if (info.isDirectory()) throw new ImportFault(`${file} is a folder; name the files in it.`);
  if (info.size === 0) throw new ImportFault(`${name} is empty.`);
  const raw = await readHead(whole, HEAD_BYTES);
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = isGzip ? await headOfGzip(whole, name) : raw;
  if (head.length === 0) throw new ImportFault(`${name} is empty.`);
  const base = { name, path: whole, isGzip, dataset: datasetOf(file), openOptions: [], bytes: info.size, mayStateCrs: false, gdalPath: isGzip ? `/vsigzip/${whole}` : whole };
  if (startsWith(raw, 'PK\u0003\u0004')) return inspectZip(base, encoding);
  if (startsWith(head, 'SQLite format 3\0')) return { ...base, format: 'geopackage', mayStateCrs: true };
  if (startsWith(head, '\u00d0\u00cf\u0011\u00e0')) return { ...base, format: 'spreadsheet' };
  if (/OSMHeader/.test(head.subarray(0, 64).toString('latin1'))) return { ...base, format: 'osm' };
  if (/\.(shx|dbf|prj|cpg)$/i.test(name)) throw new ImportFault(`${name} is a part of a Shapefile; name its ${name.replace(/\.\w+$/, '.shp')}.`);
  if ((head.length > 4 && head.readUInt32BE(0) === 9994) || /\.shp$/i.test(name)) return inspectShapefile(base, encoding);
  return inspectText(base, head);
}

type Base = Omit<FileFacts, 'format'>;

function inspectText(base: Base, head: Buffer): FileFacts {
  const text = head.toString('utf8').replace(/^\ufeff/, '').trimStart();
  if (text.startsWith('<')) {
    if (/<osm[\s>]/.test(text)) return { ...base, format: 'osm' };
    throw new ImportFault(`${base.name} is XML, but not OpenStreetMap's; readable are ${formats}.`);
  }
  if ((text.startsWith('{') || text.startsWith(RECORD_SEPARATOR)) && !/\.csv/i.test(base.name)) {
    const isSequence = text.startsWith(RECORD_SEPARATOR) || /\.(geojsonl|geojsonseq|geojsons|ndjson|jsonl)(\.gz)?$/i.test(base.name) || (/^\{"type":\s*"Feature"/.test(text) && /\}\r?\n\{/.test(text));
    return { ...base, format: isSequence ? 'geojsonseq' : 'geojson', mayStateCrs: /"crs"\s*:/.test(text) };
  }
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(base.name)) {
    if (text === '') throw new ImportFault(`${base.name} holds nothing but blank lines.`);
    return { ...base, format: 'csv' };
  }
  if (/\.(xlsx|zip|gpkg|pbf|geojson|json)$/i.test(base.name)) throw new ImportFault(`${base.name} is not what its name says, or its beginning is damaged.`);
  throw new ImportFault(`${base.name} is of no format that is known here; readable are ${formats}.`);
}

async function inspectShapefile(base: Base, encoding: string | null): Promise<FileFacts> {
  const stem = base.path.replace(/\.shp$/i, '');
  for (const extension of ['shx', 'dbf']) {
    if (!(await exists(`${stem}.${extension}`)) && !(await exists(`${stem}.${extension.toUpperCase()}`))) {
      throw new ImportFault(`${base.name} lacks its ${path.basename(stem)}.${extension}: a Shapefile is at least .shp, .shx and .dbf side by side.`);
    }
  }
  const hasCpg = (await exists(`${stem}.cpg`)) || (await exists(`${stem}.CPG`));
  const dbf = encoding !== null || hasCpg ? null : await readHead((await exists(`${stem}.dbf`)) ? `${stem}.dbf` : `${stem}.DBF`, 4_000_000);
  return { ...base, format: 'shapefile', mayStateCrs: true, openOptions: dbfOptions(base.name, dbf, encoding) };
}

async function inspectZip(base: Base, encoding: string | null): Promise<FileFacts> {
  const entries = await readZipEntries(base.path);
  if (entries === null) throw new ImportFault(`${base.name} is cut short or damaged: its list of contents is missing.`);
  const names = entries.map((entry) => entry.name);
  if (names.includes('xl/workbook.xml')) return { ...base, format: 'spreadsheet' };
  const zipped = { ...base, gdalPath: /\.zip$/i.test(base.name) ? `/vsizip/${base.path}` : `/vsizip/{${base.path}}`, mayStateCrs: true };
  if (names.some((name) => /\.shp$/i.test(name))) {
    const entry = entries.find((candidate) => /\.dbf$/i.test(candidate.name));
    const dbf = encoding !== null || !entry || names.some((name) => /\.cpg$/i.test(name)) ? null : await beginningOf(base, entry);
    return { ...zipped, format: 'shapefile', openOptions: dbfOptions(base.name, dbf, encoding) };
  }
  const inner = names.find((name) => /\.(geojson|json|gpkg)$/i.test(name));
  if (inner) return { ...zipped, format: /gpkg$/i.test(inner) ? 'geopackage' : 'geojson', gdalPath: `${zipped.gdalPath}/${inner}` };
  throw new ImportFault(`${base.name} holds no Shapefile, GeoPackage, GeoJSON or workbook.`);
}

async function beginningOf(base: Base, entry: ZipEntry): Promise<Buffer> {
  return readZipEntry(base.path, entry, 2_000_000).catch((cause) => {
    throw new ImportFault(`${base.name} is damaged: ${entry.name} cannot be unpacked.`, { cause });
  });
}

/** A DBF without .cpg says its encoding by a byte that is seldom right: the text itself is asked. */
function dbfOptions(name: string, dbf: Buffer | null, encoding: string | null): string[] {
  if (encoding !== null) return ['-oo', `ENCODING=${gdalEncoding(encoding)}`];
  if (dbf === null) return [];
  const text = dbf.subarray(dbf.readUInt16LE(8));
  if (text.every((byte) => byte < 0x80) && dbf.subarray(32, dbf.readUInt16LE(8)).every((byte) => byte < 0x80)) return [];
  const found = detectEncoding(dbf.subarray(32));
  if (found === null) throw new ImportFault(`The encoding of the text in ${name} cannot be told; name it with --encoding, for instance gb18030, big5 or windows-1252.`);
  return ['-oo', `ENCODING=${gdalEncoding(found)}`];
}

export const gdalEncoding = (label: string) => (label === 'windows-1252' ? 'CP1252' : label.toUpperCase());

const readHead = (file: string, bytes: number): Promise<Buffer> =>
  readPart(file, 0, bytes).catch((cause) => {
    throw new ImportFault(`${path.basename(file)} cannot be read.`, { cause });
  });

async function headOfGzip(file: string, name: string): Promise<Buffer> {
  const stream = createReadStream(file).pipe(createGunzip());
  try {
    for await (const chunk of stream) return Buffer.from(chunk).subarray(0, HEAD_BYTES);
  } catch (cause) {
    throw new ImportFault(`${name} is a damaged gzip file.`, { cause });
  } finally {
    stream.destroy();
  }
  return Buffer.alloc(0);
}

const startsWith = (bytes: Buffer, magic: string) => bytes.subarray(0, magic.length).toString('latin1') === magic;
const exists = (file: string) => stat(file).then(() => true, () => false);
