/** Looks at a loaded table: where its header is, what its columns say, how many rows it has. */
import { findHeader } from './header.ts';
import type { FileFacts } from './file-facts.ts';
import type { RawTable } from './load-file.ts';
import type { ImportOptions } from './options.ts';
import { columnsOf, countStaged, describeLayer, firstRows, type Session } from './queries.ts';
import { type Mapping, recognise } from './schemas.ts';

export interface PreparedLayer {
  fileNumber: number;
  layerNumber: number;
  facts: FileFacts;
  table: RawTable;
  names: Record<string, string> | null;
  firstRow: number;
  /** What must be added to a row's number to name the row in the file. */
  rowOffset: number;
  rows: number;
  columns: string[];
  /** null: holds nothing that we use. */
  mapping: Mapping | null;
  notes: string[];
}
const HEADER_SEARCH_ROWS = 60;

export async function prepareLayer(session: Session, given: Pick<PreparedLayer, 'fileNumber' | 'layerNumber' | 'facts' | 'table'>, options: ImportOptions): Promise<PreparedLayer> {
  const { table, facts } = given;
  const layer: PreparedLayer = { ...given, names: null, firstRow: 1, rowOffset: 0, rows: 0, columns: [], mapping: null, notes: [] };
  if (table.isPlainTable) await readHeader(session, layer, options);
  await describeLayer(session, table.table, layer.names, layer.firstRow);
  layer.rows = table.rows ?? (await countStaged(session));
  if (layer.rows === 0) return layer;
  const { columns, hasGeometry } = await columnsOf(session, table.table);
  layer.columns = layer.names ? Object.values(layer.names) : (table.properties ?? columns);
  const loaded = { file: facts.name, layer: table.layer, columns: layer.columns, hasGeometry };
  layer.mapping = recognise(loaded, options);
  return layer;
}

async function readHeader(session: Session, layer: PreparedLayer, options: ImportOptions): Promise<void> {
  await describeLayer(session, layer.table.table, null, 1);
  // The rows above a CSV's header were dropped when it was rewritten.
  const isCut = layer.facts.format === 'csv' && options.headerRow !== null;
  layer.rowOffset = isCut ? (options.headerRow ?? 1) - 1 : 0;
  const header = findHeader(await firstRows(session, HEADER_SEARCH_ROWS), isCut ? 1 : options.headerRow, layer.facts.name);
  layer.names = header.names;
  layer.firstRow = header.row + 1;
  if (header.row > 1) layer.notes.push(`column names taken from row ${header.row}; ${header.row - 1} ${header.row === 2 ? 'row' : 'rows'} above left out`);
}

/** For steps of cleaning up, where the first failure has already been reported. */
export async function ignoreFailure(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}
