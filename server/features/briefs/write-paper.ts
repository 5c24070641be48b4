import type { Paper } from './paper.ts';
import { writePdf } from './pdf.ts';
import { writeXlsx } from './xlsx.ts';

export interface PaperOrder {
  format: 'pdf' | 'xlsx';
  paper: Paper;
}

/** Writes a paper in its format; resolves when the last chunk is sent. */
export async function writePaper({ format, paper }: PaperOrder, send: (chunk: Uint8Array) => void): Promise<void> {
  if (format === 'pdf') await writePdf(paper, send);
  else send(await writeXlsx(paper));
}
