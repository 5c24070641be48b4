/** Brings the matter catalogue of this release into the database. */
import { openDatabase, readSql, type RequestDatabase } from '../../platform/database.ts';
import { readCatalogue, type Catalogue, type Matter } from './catalogue.ts';

const statements = {
  classes: readSql(import.meta.url, './load-classes.sql'),
  matters: readSql(import.meta.url, './load-matters.sql'),
  concerns: readSql(import.meta.url, './load-concerns.sql'),
  dictionaries: readSql(import.meta.url, './load-dictionaries.sql'),
  calendar: readSql(import.meta.url, './load-calendar.sql'),
  needs: readSql(import.meta.url, './load-needs.sql'),
  careTypes: readSql(import.meta.url, './load-care-types.sql'),
};

export interface LoadedMatters {
  matters: number;
  /** Rows written because they were new or differ from the release before. */
  changed: number;
}

/** A seeding that runs at the same time holds the new rows until it ends. */
const lockWaitMs = 600_000;

/** Loads them at a start, in a transaction of its own; of several starts at once one works and the others wait. */
export async function ensureMatters(adminUrl: string, log: (line: string) => void = () => {}): Promise<LoadedMatters> {
  const database = openDatabase({ adminUrl, appUrl: adminUrl }, { connections: 1, statementTimeoutMs: lockWaitMs });
  try {
    const loaded = await database.asOwner(async (db) => {
      await db.query({ text: `select pg_advisory_xact_lock(hashtext('getu.matters'))` });
      return loadMatters(db);
    });
    log(`${loaded.matters} matters, ${loaded.changed} of them new or changed`);
    return loaded;
  } finally {
    await database.close();
  }
}

/**
 * Writes classes, matters, what they concern and need, their dictionaries and the work calendar, in the caller's transaction as
 * owner. Safe to repeat: what is the same stays untouched, what a person edited here is left alone, and a matter that
 * the catalogue no longer has is kept for its events and marked as not valid.
 */
export async function loadMatters(db: Pick<RequestDatabase, 'query'>, catalogue: Catalogue = readCatalogue()): Promise<LoadedMatters> {
  await run(db, statements.dictionaries, catalogue.dictionaries);
  await run(db, statements.calendar, catalogue.calendar);
  await run(db, statements.needs, catalogue.needs);
  await run(db, statements.classes, catalogue.classes);
  const changed = await run(db, statements.matters, catalogue.matters.map(toRow));
  await run(db, statements.concerns, catalogue.matters.flatMap(({ code, concerns }) => concerns.map((concern) => ({ matter_code: code, ...concern }))));
  await run(db, statements.careTypes, catalogue.careTypes.map(({ code, careType }) => ({ code, care_type: careType })));
  return { matters: catalogue.matters.length, changed };
}

async function run(db: Pick<RequestDatabase, 'query'>, text: string, rows: object[]): Promise<number> {
  const [result] = await db.query<{ changed: number }>({ text, values: [JSON.stringify(rows)] });
  return result?.changed ?? 0;
}

function toRow({ clocks, owner, role, opening, closing, isLocal, concerns: _, ...same }: Matter): object {
  const columns = Object.entries(clocks).flatMap(([stage, { amount, unit }]) => [[`${stage}_amount`, amount], [`${stage}_unit`, unit]]);
  return { ...same, ...Object.fromEntries(columns), owner_department: owner, owner_role: role, opening_condition: opening, closing_condition: closing, is_local: isLocal };
}
