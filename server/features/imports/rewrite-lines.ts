/** Copies a GeoJSON sequence and replaces each line that is not JSON by an empty feature that says so. */
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { FileFacts } from './file-facts.ts';

/** @returns the copy's path, and how many lines were features */
export async function replaceBrokenLines(facts: FileFacts, folder: string, name: string): Promise<{ path: string; good: number }> {
  const copy = path.join(folder, `${name}.geojsonl`);
  const bytes = createReadStream(facts.path);
  const lines = createInterface({ input: facts.isGzip ? bytes.pipe(createGunzip()) : bytes, crlfDelay: Infinity });
  let good = 0;
  async function* mended() {
    for await (const line of lines) {
      const text = line.startsWith('\u001e') ? line.slice(1) : line; // RFC 8142's record separator
      if (text.trim() === '') continue;
      const fault = faultOf(text);
      if (fault === null) good++;
      yield `${fault === null ? text : JSON.stringify({ type: 'Feature', properties: { import_fault: fault, import_line: text.slice(0, 500) }, geometry: null })}\n`;
    }
  }
  await pipeline(Readable.from(mended()), createWriteStream(copy));
  return { path: copy, good };
}

function faultOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'type' in value ? null : 'the line is not a GeoJSON feature';
  } catch {
    return 'the line is not JSON'; // the answer, not a failure
  }
}
