import { Pages } from '../../platform/paper/pages.ts';
import { type Paper, sayCount } from './paper.ts';

/** Writes the brief as PDF of A4; chunks go to `send` as they are made. Resolves when all is sent. */
export function writePdf(paper: Paper, send: (chunk: Uint8Array) => void): Promise<void> {
  const pages = new Pages(paper.title, paper.watermark);
  const done = new Promise<void>((resolve, reject) => {
    pages.doc.on('data', send);
    pages.doc.on('end', () => resolve());
    pages.doc.on('error', reject);
  });
  pages.paragraph(paper.title, { size: 20, font: 'bold' });
  pages.gap(6);
  pages.facts(paper.facts);
  for (const picture of paper.pictures) {
    pages.gap(6);
    pages.picture(picture);
  }
  writeTotals(pages, paper);
  writeTasks(pages, paper);
  writeContacts(pages, paper);
  for (const section of paper.sections) writeSection(pages, section);
  pages.finish(paper.watermark);
  return done;
}

function writeTotals(pages: Pages, { totals }: Paper): void {
  if (totals.length === 0) return;
  pages.heading('汇总');
  const columns = [{ title: '主题', width: 170 }, { title: '类别', width: pages.width - 270 }, { title: '数量', width: 100, align: 'right' as const }];
  pages.table(columns, totals.map(({ theme, category, count }) => [theme, category, sayCount(count)]));
}

function writeTasks(pages: Pages, { tasks }: Paper): void {
  if (tasks.length === 0) return;
  pages.heading('任务');
  const columns = [{ title: '序号', width: 36 }, { title: '内容', width: pages.width - 286 }, { title: '对象', width: 150 }, { title: '完成时限', width: 100 }];
  pages.table(columns, tasks.map(({ text, about, due }, index) => [String(index + 1), text, about, due]));
}

function writeContacts(pages: Pages, { contacts }: Paper): void {
  if (contacts.length === 0) return;
  pages.heading('联系人');
  const columns = [{ title: '姓名', width: 110 }, { title: '职责', width: 120 }, { title: '区域', width: pages.width - 350 }, { title: '电话', width: 120 }];
  pages.table(columns, contacts.map(({ name, role, area, phone }) => [name, role, area, phone]));
}

function writeSection(pages: Pages, { title, note, rows }: Paper['sections'][number]): void {
  pages.heading(title);
  if (note) pages.note(note);
  if (rows.length === 0) return;
  const columns = [
    { title: '序号', width: 34 },
    { title: '名称', width: 120 },
    { title: '地址', width: pages.width - 324 },
    { title: '数字身份证', width: 114 },
    { title: '距离（米）', width: 56, align: 'right' as const },
  ];
  pages.table(columns, rows.map(({ name, address, code, meters, state }, index) => [String(index + 1), [name, state].filter(Boolean).join(' '), address, code, meters === null ? '' : String(meters)]));
}
