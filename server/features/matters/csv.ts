/** Comma-separated values as RFC 4180 has them, in UTF-8, with one header line. */

/** One line by the header's names. */
export type CsvRow = Record<string, string>;

/**
 * Reads the text of a file.
 * @throws Error that names the line where a line has more or fewer fields than the header, or a quote stays open
 */
export function parseCsv(text: string): CsvRow[] {
  const [header, ...lines] = splitRecords(text.replace(/^\uFEFF/, ''));
  if (!header) return [];
  return lines.map((fields, index) => {
    if (fields.length !== header.length) throw new Error(`line ${index + 2} has ${fields.length} fields, the header has ${header.length}`);
    return Object.fromEntries(header.map((name, column) => [name, fields[column] ?? '']));
  });
}

const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function splitRecords(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  field.lastIndex = 0;
  while (field.lastIndex < text.length || record.length > 0) {
    const found = field.exec(text);
    if (!found) throw new Error(`record ${records.length + 1} has a quote out of place`);
    const [, quoted, plain, end] = found;
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    records.push(record);
    record = [];
  }
  return records;
}
