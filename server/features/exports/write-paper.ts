import { Pages } from '../../platform/paper/pages.ts';
import { drawSheetMap } from './draw-map.ts';
import type { BorderSheet } from './sheet.ts';

export interface SheetOrder {
  sheets: BorderSheet[];
  /** Reader and time, as they stand across every page. */
  watermark: string;
}

const mapHeight = 330;

/** Writes border sheets as one PDF of A4, each from a page of its own; resolves when the last chunk is sent. */
export function writePaper({ sheets, watermark }: SheetOrder, send: (chunk: Uint8Array) => void): Promise<void> {
  const pages = new Pages(sheets[0]?.title ?? '网格四至', watermark);
  const done = new Promise<void>((resolve, reject) => {
    pages.doc.on('data', send);
    pages.doc.on('end', () => resolve());
    pages.doc.on('error', reject);
  });
  for (const [index, sheet] of sheets.entries()) {
    if (index > 0) pages.nextPaper();
    writeSheet(pages, sheet);
  }
  pages.finish(watermark);
  return done;
}

function writeSheet(pages: Pages, sheet: BorderSheet): void {
  pages.paragraph(sheet.title, { size: 20, font: 'bold' });
  pages.note(sheet.subtitle);
  pages.gap(4);
  pages.facts(sheet.facts);
  pages.gap(6);
  pages.drawing(mapHeight, (doc, box, write) => drawSheetMap(sheet.map, { doc, box, write, measure: (text, look) => pages.measure(text, look) }));
  pages.heading('四至');
  for (const line of sheet.sides) pages.paragraph(line, { size: 10.5 });
  pages.heading('责任人');
  if (sheet.people.length === 0) pages.note('尚未登记责任人。');
  else {
    const columns = [{ title: '职责', width: 130 }, { title: '姓名', width: 130 }, { title: '电话', width: 130 }, { title: '范围', width: pages.width - 390 }];
    pages.table(columns, sheet.people);
  }
}
