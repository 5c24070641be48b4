/** What is derived from a county's rows, brought up to date once after they are written in bulk. */
import type { Session } from './queries.ts';

/** Counts, shapes, extent and tiles. */
export async function refreshCounty(session: Session, county: string): Promise<void> {
  await inPublic(session, 'select refresh_county($1)', county);
}

/** @param isMade whether first documents of its elements wait in the private schema, see sql/prepare.sql */
export async function refreshSearch(session: Session, county: string, isMade: boolean): Promise<void> {
  if (!isMade) return inPublic(session, 'select refresh_search($1)', county);
  await session.query('select take_first_documents()');
  await inPublic(session, 'select refresh_search_areas($1)', county);
}

/** What such a function makes belongs to everybody, not into the private schema. */
async function inPublic(session: Session, statement: string, county: string): Promise<void> {
  await session.query(`select set_config('getu.import_path', current_setting('search_path'), true), set_config('search_path', 'public', true)`);
  await session.query(statement, [county]);
  await session.query(`select set_config('search_path', current_setting('getu.import_path'), true)`);
}
