/**
 * Writes the elements of a county that is new with two sessions side by side, because a session uses one core and the
 * indexes are most of the work. The county's table and its indexes grow in the private schema, where they may be committed
 * early; the import's own transaction attaches them at its end, so that the county is there as a whole or not at all.
 */
import type { GroupWork } from './group-work.ts';
import { cancelStatement, openSideSession, run, type Session } from './queries.ts';
import { countMissing, decideElements, finishElements, mayHavePlaces, mayTrustMasters, reserveDigitalIds, writeProfiles } from './write-elements.ts';

/**
 * `mapped` must be committed, and all its elements must lie in the county, which has no element yet.
 * @returns how many rows of earlier imports are not among these
 */
export async function writeNewCounty(session: Session, source: string, county: string, work: GroupWork): Promise<number> {
  const { adminUrl, signal } = work.around;
  const side = await openSideSession(adminUrl, work.schema);
  const stop = () => void cancelStatement(adminUrl, side);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const hasPlaces = await mayHavePlaces(session);
    await both(decideElements(side, source, county, hasPlaces), run(session, 'decide-ground', [source, county]));
    await run(session, 'count-decided');
    const missing = await countMissing(session, source);
    const reserved = await reserveDigitalIds(session);
    const isTrusted = await mayTrustMasters(session);
    await both(fillTable(side, source, county, reserved), writeBeside(session, source, isTrusted));
    await buildIndexes([session, side], county);
    await session.query('select attach_new_county($1)', [county]);
    if (!isTrusted) await writeProfiles(session);
    await finishElements(session, source);
    return missing;
  } finally {
    signal.removeEventListener('abort', stop);
    await side.end();
  }
}

/** One transaction: a table that is filled where it was made needs no write-ahead log. */
async function fillTable(side: Session, source: string, county: string, reserved: string): Promise<void> {
  await side.query('begin');
  await side.query('select open_new_county($1)', [county]);
  await run(side, 'add-elements', [source, reserved]);
  await side.query('commit');
}

async function writeBeside(session: Session, source: string, isTrusted: boolean): Promise<void> {
  await run(session, 'write-ground', [source]);
  if (isTrusted) await writeProfiles(session);
}

/** Each session takes the next index when it has built one. */
async function buildIndexes(sessions: [Session, Session], county: string): Promise<void> {
  const { rows } = await sessions[0].query<{ index_name: string }>('select index_name from indexes_of_elements()');
  const waiting = rows.map((row) => row.index_name);
  const build = async (session: Session) => {
    await session.query('set local max_parallel_maintenance_workers = 0');
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await session.query('select index_new_county($1, $2)', [county, name]);
  };
  await sessions[1].query('begin');
  await both(build(sessions[0]), build(sessions[1]));
  await sessions[1].query('commit');
}

/** Waits for both to end before the failure of one is told: a session cannot be closed while it works. */
async function both(first: Promise<unknown>, second: Promise<unknown>): Promise<void> {
  for (const result of await Promise.allSettled([first, second])) if (result.status === 'rejected') throw result.reason;
}
