/**
 * Brings a GeoJSON sequence into a staging table in one pass. GDAL reads such a file twice, first for its columns, and takes
 * four times the processor time; here the properties stay JSON, so the columns need not be known before.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { COPY_HEADER, COPY_TRAILER, NotPlain, RowEncoder } from './encode-rows.ts';
import type { FileFacts } from './file-facts.ts';
import { copyIntoStaging, openSession } from './queries.ts';

export interface LinesRead {
  rows: number;
  columns: string[];
  sha256: Buffer;
}
const PORTION_BYTES = 1 << 18;
/** A longer line is GDAL's, so that memory stays bounded. */
const LONGEST_LINE = 1 << 25;

/**
 * Makes SCHEMA.TABLE (import_row, import_props, import_geom) of a file of plain features, one per line.
 * @returns null, and no table, where one line is anything else: GDAL knows more, and says what is wrong
 */
export async function readLines(facts: FileFacts, adminUrl: string, schema: string, table: string, signal: AbortSignal): Promise<LinesRead | null> {
  const session = await openSession(adminUrl);
  const rows = new RowEncoder();
  const hash = createHash('sha256');
  try {
    await session.query('begin');
    await pipeline(Readable.from(encoded(facts, rows, hash)), await copyIntoStaging(session, schema, table), { signal });
    await session.query('commit');
    return { rows: rows.count, columns: [...rows.columns], sha256: hash.digest() };
  } catch (error) {
    if (isAboutTheFile(error)) return null;
    throw error;
  } finally {
    await session.end(); // without a commit the table goes, too
  }
}

async function* encoded(facts: FileFacts, rows: RowEncoder, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<Buffer> {
  yield COPY_HEADER;
  for await (const text of wholeLines(facts, hash)) {
    for (let from = 0, end = text.indexOf('\n'); end >= 0; from = end + 1, end = text.indexOf('\n', from)) {
      const line = text.slice(from, end);
      if (line.trim() === '') continue;
      rows.add(rows.count + 1, line.charCodeAt(0) === 0x1e ? line.slice(1) : line); // RFC 8142's record separator
      if (rows.length > PORTION_BYTES) yield rows.take();
    }
  }
  yield rows.take();
  yield COPY_TRAILER;
}

/** The file's text in portions that end with a line's end. */
async function* wholeLines(facts: FileFacts, hash: { update(chunk: Buffer): unknown }): AsyncGenerator<string> {
  const stored = createReadStream(facts.path, { highWaterMark: PORTION_BYTES }).on('data', (chunk) => hash.update(Buffer.from(chunk)));
  const bytes = facts.isGzip ? stored.pipe(createGunzip({ chunkSize: PORTION_BYTES })) : stored;
  stored.on('error', (error) => bytes.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer>) {
      const whole = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = whole.lastIndexOf(0x0a) + 1;
      rest = whole.subarray(end);
      if (rest.length > LONGEST_LINE) throw new NotPlain('a line too long');
      if (end > 0) yield decode(whole.subarray(0, end));
    }
    if (rest.length > 0) yield `${decode(rest)}\n`;
  } finally {
    stored.destroy();
  }
}

/** Latin text, by far the most, needs no decoding. */
function decode(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  if (!isUtf8(bytes)) throw new NotPlain('text that is not UTF-8');
  return bytes.toString('utf8');
}

/** A line of another kind, a gzip file that is damaged, a value that the database refuses; not a lost connection. */
function isAboutTheFile(error: unknown): boolean {
  if (error instanceof NotPlain) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(Z_|22|XX000)/.test(code);
}
