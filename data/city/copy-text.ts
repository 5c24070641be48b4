/** PostgreSQL's COPY text format and EWKB geometries. */
import type { Position } from './warp.ts';

export type CopyValue = string | number | boolean | Buffer | null;

/** One line of COPY text: tab-separated, `\N` for null, bytea as hex. */
export function copyLine(values: readonly CopyValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) {
    if (i > 0) line += '\t';
    line += copyField(values[i]!);
  }
  return `${line}\n`;
}

function copyField(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (letter) => escapes[letter]!) : value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return typeof value === 'number' ? String(value) : `\\\\x${value.toString('hex')}`;
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const srid = 4326;

/** Hex EWKB of a point in EPSG:4326. */
export function pointHex([lng, lat]: Position): string {
  const bytes = Buffer.allocUnsafe(25);
  writeHead(bytes, 0, 1, true);
  bytes.writeDoubleLE(lng, 9);
  bytes.writeDoubleLE(lat, 17);
  return bytes.toString('hex').toUpperCase();
}

export function lineHex(points: readonly Position[]): string {
  const bytes = Buffer.allocUnsafe(13 + points.length * 16);
  let at = writeHead(bytes, 0, 2, true);
  at = bytes.writeUInt32LE(points.length, at);
  writePoints(bytes, at, points);
  return bytes.toString('hex').toUpperCase();
}

/** @param rings closed rings, the outline first. */
export function polygonHex(rings: readonly (readonly Position[])[]): string {
  const bytes = Buffer.allocUnsafe(9 + polygonBody(rings));
  writePolygonBody(bytes, writeHead(bytes, 0, 3, true), rings);
  return bytes.toString('hex').toUpperCase();
}

export function multiPolygonHex(polygons: readonly (readonly (readonly Position[])[])[]): string {
  const bytes = Buffer.allocUnsafe(13 + polygons.reduce((sum, rings) => sum + 5 + polygonBody(rings), 0));
  let at = bytes.writeUInt32LE(polygons.length, writeHead(bytes, 0, 6, true));
  for (const rings of polygons) at = writePolygonBody(bytes, writeHead(bytes, at, 3, false), rings);
  return bytes.toString('hex').toUpperCase();
}

function polygonBody(rings: readonly (readonly Position[])[]): number {
  return 4 + rings.reduce((sum, ring) => sum + 4 + ring.length * 16, 0);
}

function writePolygonBody(bytes: Buffer, start: number, rings: readonly (readonly Position[])[]): number {
  let at = bytes.writeUInt32LE(rings.length, start);
  for (const ring of rings) at = writePoints(bytes, bytes.writeUInt32LE(ring.length, at), ring);
  return at;
}

function writeHead(bytes: Buffer, start: number, type: number, hasSrid: boolean): number {
  let at = bytes.writeUInt8(1, start);
  at = bytes.writeUInt32LE(hasSrid ? type | 0x20000000 : type, at);
  return hasSrid ? bytes.writeUInt32LE(srid, at) : at;
}

function writePoints(bytes: Buffer, start: number, points: readonly Position[]): number {
  let at = start;
  for (const [lng, lat] of points) at = bytes.writeDoubleLE(lat, bytes.writeDoubleLE(lng, at));
  return at;
}
