/** Rewrites a CSV as UTF-8 into the import's temporary folder, where it is not UTF-8 or has rows above its header. */
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { detectEncoding } from './encoding.ts';
import { ImportFault } from './fault.ts';
import type { FileFacts } from './file-facts.ts';

const SAMPLE_BYTES = 1_000_000;

/**
 * @returns a path that GDAL reads as UTF-8 CSV, and the encoding found
 * @throws ImportFault where the encoding cannot be told, or the text is not in the named one
 */
export async function rewriteAsUtf8(facts: FileFacts, wanted: string | null, headerRow: number | null, folder: string, name: string): Promise<{ path: string; encoding: string }> {
  const encoding = wanted ?? detectEncoding(await sampleForeignText(facts));
  if (encoding === null) throw new ImportFault(`The encoding of ${facts.name} cannot be told; name it with --encoding, for instance gb18030, big5 or windows-1252.`);
  const rewritten = path.join(folder, `${name}.csv`);
  await pipeline(open(facts), decodeFrom(encoding, facts.name, headerRow ?? 1), createWriteStream(rewritten));
  return { path: rewritten, encoding };
}

const open = (facts: FileFacts): Readable => {
  const stream = createReadStream(facts.path, { highWaterMark: 1 << 18 });
  if (!facts.isGzip) return stream;
  const unpacked = createGunzip();
  stream.on('error', (error) => unpacked.destroy(error));
  return stream.pipe(unpacked);
};

/** Up to a million bytes of the lines that are not ASCII, from anywhere in the file; a byte order mark counts. */
async function sampleForeignText(facts: FileFacts): Promise<Buffer> {
  const kept: Buffer[] = [];
  let size = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of open(facts)) {
    const bytes = Buffer.concat([rest, chunk]);
    if (size === 0 && bytes.length > 1 && (bytes[0] ?? 0) >= 0xfe) return bytes; // UTF-16
    const end = bytes.lastIndexOf(10) + 1 || bytes.length;
    const lines = bytes.subarray(0, end);
    rest = bytes.subarray(end);
    if (lines.some((byte) => byte >= 0x80)) {
      kept.push(lines);
      size += lines.length;
    }
    if (size > SAMPLE_BYTES) break;
  }
  return Buffer.concat([...kept, rest.some((byte) => byte >= 0x80) ? rest : Buffer.alloc(0)]);
}

/** Decodes strictly, drops the byte order mark, NUL characters and the rows above the header. */
function decodeFrom(encoding: string, name: string, headerRow: number): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let linesToDrop = headerRow - 1;
  const clean = (text: string) => {
    let kept = text.replaceAll('\0', '');
    while (linesToDrop > 0) {
      const end = kept.indexOf('\n');
      if (end < 0) return '';
      kept = kept.slice(end + 1);
      linesToDrop--;
    }
    return kept;
  };
  const decode = (done: (error: Error | null, text?: string) => void, chunk?: Buffer) => {
    try {
      done(null, clean(chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()));
    } catch (cause) {
      done(new ImportFault(`The text of ${name} is not ${encoding}; name the right encoding with --encoding, for instance gb18030.`, { cause }));
    }
  };
  return new Transform({ transform: (chunk: Buffer, _encoding, done) => decode(done, chunk), flush: (done) => decode(done) });
}
