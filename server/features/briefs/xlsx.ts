import writeXlsxFile, { type Sheet } from 'write-excel-file/node';
import { type Paper, type PaperSection, sayCount } from './paper.ts';

type Cell = { value: string; type: StringConstructor; fontWeight?: 'bold' } | { value: number; type: NumberConstructor; format: string };
type Row = Cell[];
/** Beyond this many themes their lists share one sheet. */
const mostThemeSheets = 60;

/** Writes the brief as a workbook: 概要, one sheet per theme, 任务, 联系人. What is counted or measured is a number, everything else text (codes and telephones too, which a number would cut): nothing is ever a formula. */
export async function writeXlsx(paper: Paper): Promise<Uint8Array> {
  const sections = paper.sections.filter(({ rows }) => rows.length > 0);
  const lists = sections.length > mostThemeSheets ? [joined(sections)] : sections.map(sheetOf);
  const sheets = [
    sheet('概要', [24, 40, 12], [row([paper.title], true), ...paper.facts.map((fact) => row(fact)), row([]), row(['主题', '类别', '数量'], true), ...paper.totals.map(({ theme, category, count }) => row([theme, category, count ?? sayCount(count)])), row([]), ...notes(paper)]),
    ...lists,
    sheet('任务', [8, 60, 30, 20], [row(['序号', '内容', '对象', '完成时限'], true), ...paper.tasks.map(({ text, about, due }, index) => row([index + 1, text, about, due]))]),
    sheet('联系人', [16, 20, 36, 20], [row(['姓名', '职责', '区域', '电话'], true), ...paper.contacts.map(({ name, role, area, phone }) => row([name, role, area, phone]))]),
  ];
  return writeXlsxFile(uniquelyNamed(sheets)).toBuffer();
}

function notes({ sections }: Paper): Row[] {
  return sections.flatMap(({ title, note }) => (note ? [row([title, note])] : []));
}

const listHead = ['序号', '名称', '地址', '数字身份证', '距离（米）', '状态'];
const listWidths = [8, 26, 46, 24, 12, 10];

function sheetOf({ title, rows }: PaperSection): Sheet<never> {
  return sheet(title, listWidths, [row(listHead, true), ...rows.map(listRow)]);
}

function joined(sections: PaperSection[]): Sheet<never> {
  return sheet('清单', [30, ...listWidths], [row(['主题', ...listHead], true), ...sections.flatMap(({ title, rows }) => rows.map((item, index) => [...row([title]), ...listRow(item, index)]))]);
}

function listRow({ name, address, code, meters, state }: PaperSection['rows'][number], index: number): Row {
  return row([index + 1, name, address, code, meters ?? '', state]);
}

function sheet(name: string, widths: number[], data: Row[]): Sheet<never> {
  return { sheet: name, data, columns: widths.map((width) => ({ width })), stickyRowsCount: 1 };
}

function row(cells: readonly (string | number)[], isHead = false): Row {
  return cells.map((value) => (typeof value === 'number' ? { value, type: Number, format: '#,##0' } : { value: cellText(value), type: String, ...(isHead ? { fontWeight: 'bold' as const } : {}) }));
}

/** Text as a workbook can hold it: no control characters, at most 32,767 letters. */
export function cellText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 cannot carry.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '').slice(0, 32_767);
}

/** Names of sheets: at most 31 letters without the marks of references, and each once. */
function uniquelyNamed(sheets: Sheet<never>[]): Sheet<never>[] {
  const taken = new Set<string>();
  return sheets.map((one) => {
    const plain = cellText(one.sheet ?? '').replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 27) || '清单';
    let name = plain;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${plain} ${n}`;
    taken.add(name.toLowerCase());
    return { ...one, sheet: name };
  });
}
