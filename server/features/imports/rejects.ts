/** The list of rows that were refused: a CSV that a person opens beside the source. */
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';

/** Writes `file,row,reason,content`; the file is made with the first row only. */
export class RejectsFile {
  readonly path: string;
  rows = 0;
  private stream: WriteStream | null = null;
  constructor(folder: string, name: string) {
    this.path = path.join(folder, `${name}.rejects.csv`);
  }

  async add(file: string, row: number, reason: string, content: string): Promise<void> {
    if (this.stream === null) {
      this.stream = createWriteStream(this.path, { mode: 0o600 });
      this.stream.write('\ufefffile,row,reason,content\r\n');
    }
    this.rows++;
    if (!this.stream.write(`${[file, String(row), reason, content].map(cell).join(',')}\r\n`)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    if (this.stream === null) return;
    this.stream.end();
    await once(this.stream, 'finish');
  }
}

/** Quoted where needed; a leading = + - @ would be a formula to a spreadsheet, so it gets an apostrophe. */
export function cell(text: string): string {
  const harmless = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
