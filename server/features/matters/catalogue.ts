/** The matter catalogue as `data/matters` has it: files to typed rows, checked. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Clock, parseClock, type WorkCalendar } from './clock.ts';
import { parseCsv, type CsvRow } from './csv.ts';

export interface Matter {
  /** Type (2 digits), class (2), matter (2). */
  code: string;
  name: string;
  /** How residents say it, the most usual first. */
  aliases: string[];
  /** Code of dictionary `department`. */
  owner: string;
  /** Code of dictionary `duty_role` where a role does the work; else null. */
  role: string | null;
  routing: 'owner_first' | 'territory_first';
  clocks: { accept: Clock; dispatch: Clock; handle: Clock; verify: Clock };
  severity: number;
  sensitivity: 'internal' | 'restricted';
  opening: string;
  closing: string;
  /** Kinds of elements with a category each; '' is every category. */
  concerns: { kind: string; category: string }[];
  source: string;
  /** How far the code was verified (A, B, C); null for a local code. */
  grade: string | null;
  isLocal: boolean;
}
export interface Catalogue {
  classes: { code: string; name: string }[];
  matters: Matter[];
  dictionaries: { type: string; code: string; name: string; nameEn: string }[];
  calendar: { day: string; isWorkday: boolean; name: string }[];
  /** Which resources help with a matter or a class (2, 4 or 6 digits); the longest prefix counts. */
  needs: { prefix: string; category: string }[];
  /** Of matters that concern persons by kind alone: which types of care they are about. */
  careTypes: { code: string; careType: string }[];
}

const folder = fileURLToPath(new URL('../../../data/matters/', import.meta.url));
const matterFiles = ['components', 'events', 'base-data', 'requests'];

/** Reads the catalogue of this release. Throws an Error that names file and line for a row that cannot be used. */
export function readCatalogue(): Catalogue {
  const shared = readFile('shared-aliases', (row) => ({ alias: cell(row, 'alias'), codes: cell(row, 'codes').split(' ') }));
  const matters = matterFiles.flatMap((file) => readFile(file, readMatter));
  for (const matter of matters) {
    const sayings = shared.filter(({ codes }) => codes.includes(matter.code));
    // The matter that a shared saying means first of all is named first there, and has the saying before its own.
    const foremost = sayings.filter(({ codes }) => codes[0] === matter.code);
    matter.aliases = [...foremost, ...matter.aliases.map((alias) => ({ alias })), ...sayings.filter((saying) => !foremost.includes(saying))].map(({ alias }) => alias);
  }
  return {
    classes: readFile('classes', (row) => ({ code: cell(row, 'code'), name: cell(row, 'name') })),
    matters,
    dictionaries: readFile('dictionaries', (row) => ({ type: cell(row, 'type'), code: cell(row, 'code'), name: cell(row, 'name'), nameEn: cell(row, 'name_en') })),
    calendar: readFile('work-calendar', (row) => ({ day: cell(row, 'day'), isWorkday: cell(row, 'workday') === 'yes', name: cell(row, 'name') })),
    needs: readFile('needs', (row) => ({ prefix: cell(row, 'prefix'), category: cell(row, 'category') })),
    careTypes: readFile('care-types', (row) => ({ code: cell(row, 'code'), careType: cell(row, 'care_type') })),
  };
}

/** The calendar as clocks take it. */
export function workCalendarOf(days: Catalogue['calendar']): WorkCalendar {
  return new Map(days.map(({ day, isWorkday }) => [day, isWorkday]));
}

function readFile<Row>(name: string, read: (row: CsvRow) => Row): Row[] {
  return parseCsv(readFileSync(`${folder}${name}.csv`, 'utf8')).map((row, index) => {
    try {
      return read(row);
    } catch (cause) {
      throw new Error(`data/matters/${name}.csv, row ${index + 1}: ${cause instanceof Error ? cause.message : cause}`, { cause });
    }
  });
}

/** A field that must hold something. */
function cell(row: CsvRow, name: string): string {
  const value = row[name];
  if (!value) throw new Error(`${name} is empty`);
  return value;
}

function oneOf<Value extends string>(row: CsvRow, name: string, values: readonly Value[]): Value {
  const found = values.find((value) => value === row[name]);
  if (!found) throw new Error(`${name} is "${row[name]}", not one of ${values.join(', ')}`);
  return found;
}

function readMatter(row: CsvRow): Matter {
  const clock = (name: string) => parseClock(cell(row, name));
  return {
    code: cell(row, 'code'),
    name: cell(row, 'name'),
    aliases: cell(row, 'aliases').split('、'),
    owner: cell(row, 'owner'),
    role: row.role || null,
    routing: oneOf(row, 'routing', ['owner_first', 'territory_first']),
    clocks: { accept: clock('accept'), dispatch: clock('dispatch'), handle: clock('handle'), verify: clock('verify') },
    severity: Number(cell(row, 'severity')),
    sensitivity: oneOf(row, 'sensitivity', ['internal', 'restricted']),
    opening: cell(row, 'opening'),
    closing: cell(row, 'closing'),
    concerns: (row.concerns ?? '').split(' ').filter(Boolean).map(readConcern),
    source: cell(row, 'source'),
    grade: row.grade || null,
    isLocal: oneOf(row, 'local', ['yes', 'no']) === 'yes',
  };
}

function readConcern(text: string): { kind: string; category: string } {
  const [, kind, category] = /^([a-z_]+):([a-z_]*)$/.exec(text) ?? [];
  if (!kind || category === undefined) throw new Error(`"${text}" is no kind:category`);
  return { kind, category };
}
