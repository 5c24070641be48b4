/** Writes elements and ground into counties, within the import's transaction. */
import { ask, run, type Session } from './queries.ts';

/**
 * @param county the one county of all rows, or null where each row has its own
 * @returns how many rows of earlier imports are not among these
 */
export async function writeElements(session: Session, source: string, county: string | null): Promise<number> {
  await run(session, 'decide-ground', [source, county]);
  await decideElements(session, source, county, await mayHavePlaces(session), WHOLE);
  await run(session, 'count-decided');
  const missing = await countMissing(session, source);
  await run(session, 'write-ground', [source]);
  await addElements(session, source);
  await run(session, 'change-elements', [source]);
  await writeProfiles(session);
  await finishElements(session, source);
  return missing;
}

/** Before anything is written. */
export async function countMissing(session: Session, source: string): Promise<number> {
  const [row] = await run<{ missing: number }>(session, 'count-missing', [source]);
  return row?.missing ?? 0;
}

/** One half of the elements, where two sessions share them: those below the middle shape on the Hilbert curve, or the others. */
export interface Half {
  number: 0 | 1;
  /** As EWKB in hexadecimal digits; null where half 0 is all of them. */
  middle: string | null;
}
export const WHOLE: Half = { number: 0, middle: null };

export async function decideElements(session: Session, source: string, county: string | null, hasPlaces: boolean, half: Half): Promise<void> {
  await run(session, 'decide-elements', [source, county, hasPlaces, half.number, half.middle]);
}

/** Whether grids or streets exist that an element could lie in. */
export async function mayHavePlaces(session: Session): Promise<boolean> {
  return (await ask<boolean>(session, `select exists (select from grids) or exists (select from regions where level in ('street', 'community')) as value`)) ?? true;
}

/** Rows of one new county go into its table before that has indexes; several counties get theirs first. */
async function addElements(session: Session, source: string): Promise<void> {
  const counties = (await ask<string[]>(session, `select array_agg(distinct county_code) as value from decided_counts where target = 'element' and state = 'new'`)) ?? [];
  const isBulk = counties.length === 1;
  const opened: string[] = [];
  for (const county of counties) {
    if (!(await ask<boolean>(session, 'select is_new_county($1) as value', [county]))) continue;
    await session.query('select open_new_county($1)', [county]);
    if (isBulk) opened.push(county);
    else await session.query('select attach_new_county($1)', [county]);
  }
  await run(session, 'add-elements', [source, await reserveDigitalIds(session), WHOLE.number]);
  for (const county of opened) await session.query('select attach_new_county($1)', [county]);
}

export async function reserveDigitalIds(session: Session): Promise<string> {
  const [row] = await run<{ reserved: string }>(session, 'reserve-digital-ids');
  return row?.reserved ?? '[]';
}

/** Whether the session may leave out looking up the master of each profile. */
export async function mayTrustMasters(session: Session): Promise<boolean> {
  return (await ask<boolean>(session, `select has_parameter_privilege('session_replication_role', 'set') as value`)) ?? false;
}

/** The masters are written by statements of the same import: where we may, the database need not look each one up again. */
export async function writeProfiles(session: Session): Promise<void> {
  const mayTrust = await mayTrustMasters(session);
  if (mayTrust) await session.query(`set local session_replication_role = 'replica'`);
  await run(session, 'write-building-profiles');
  if (mayTrust) await session.query(`set local session_replication_role = 'origin'`);
}

export async function finishElements(session: Session, source: string): Promise<void> {
  await run(session, 'link-building-parts', [source]);
  await run(session, 'name-categories');
}
