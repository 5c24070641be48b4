/** Finds the row of column names in a table that may have titles above it. Pure. */
import { ImportFault } from './fault.ts';

export interface Header {
  /** Row number, from 1. */
  row: number;
  /** Column name of the raw table → name in the header. */
  names: Record<string, string>;
}

/**
 * The header is the first row that fills at least two thirds of the widest row's cells with names, and is followed by a
 * row that has a figure in it (as rows with coordinates do); where no row is, the first that fills them.
 * @param rows the first rows: row number and cells by raw column
 * @param wanted row named by the user, or null
 */
export function findHeader(rows: { row: number; cells: Record<string, string | null> }[], wanted: number | null, file: string): Header {
  const filled = rows.map((row) => ({ row: row.row, cells: Object.entries(row.cells).filter((cell): cell is [string, string] => !!cell[1]?.trim()) }));
  const widest = Math.max(0, ...filled.map((row) => row.cells.length));
  if (widest === 0) throw new ImportFault(`${file} has no rows.`);
  const candidates = filled.filter((row) => row.cells.length * 3 >= widest * 2 && row.cells.every(([, text]) => isName(text)));
  const isAboveFigures = (row: { row: number }) => filled.some((next) => next.row === row.row + 1 && next.cells.some(([, text]) => /\d/.test(text)));
  const header = wanted === null ? (candidates.find(isAboveFigures) ?? candidates[0]) : filled.find((row) => row.row === wanted);
  if (!header) throw new ImportFault(wanted === null ? `${file} has no row of column names; say which with --header-row N.` : `${file} has no row ${wanted} (--header-row).`);
  return { row: header.row, names: uniqueNames(header.cells) };
}

const isName = (text: string) => !/^[\s\d.,:/+-]+$/.test(text);

/** Two columns of the same name become `name` and `name 2`. */
function uniqueNames(cells: [string, string][]): Record<string, string> {
  const taken = new Set<string>();
  const names: Record<string, string> = {};
  for (const [column, text] of cells) {
    const base = text.trim().replaceAll(/\s+/g, ' ').slice(0, 60);
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} ${n}`;
    taken.add(name);
    names[column] = name;
  }
  return names;
}
