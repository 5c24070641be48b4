/**
 * Writes the elements of a county that is new with two helping sessions side by side, because a session uses one core. The
 * county's table, the documents by which the search finds it and their indexes grow in the private schema, where they may be
 * committed early; the import's own transaction attaches them at its end, so that the county is there as a whole or not at all.
 */
import type { GroupWork } from './group-work.ts';
import { ask, cancelStatement, openSideSession, run, type Session } from './queries.ts';
import { refreshCounty, refreshSearch } from './refresh-county.ts';
import { countMissing, decideElements, finishElements, type Half, mayHavePlaces, mayTrustMasters, reserveDigitalIds, writeProfiles } from './write-elements.ts';

interface NewCounty {
  session: Session;
  sides: [Session, Session];
  source: string;
  county: string;
  /** Whether building profiles may be written before the elements that they hang on. */
  isTrusted: boolean;
  /** Tells the step in hand. */
  say(step: string): void;
}

/**
 * `mapped` must be committed, and all its elements must lie in the county, which has no element yet.
 * @returns how many rows of earlier imports are not among these
 */
export async function writeNewCounty(session: Session, source: string, county: string, { around, schema }: GroupWork): Promise<number> {
  const sides: [Session, Session] = [await openSideSession(around.adminUrl, schema), await openSideSession(around.adminUrl, schema)];
  const stop = () => sides.forEach((side) => void cancelStatement(around.adminUrl, side));
  around.signal.addEventListener('abort', stop, { once: true });
  try {
    return await write({ session, sides, source, county, isTrusted: await mayTrustMasters(session), say: (step) => around.progress(step, 0) });
  } finally {
    around.signal.removeEventListener('abort', stop);
    for (const side of sides) await side.end();
  }
}

async function write(work: NewCounty): Promise<number> {
  const { session, sides: [left, right], source, county } = work;
  await decide(work);
  await run(session, 'count-decided');
  const missing = await countMissing(session, source);
  await fillTable(work, await reserveDigitalIds(session));
  const tiers = await planFirstDocuments(session);
  work.say('indexes and documents of the search');
  const indexes = await listIndexes(session, 'indexes_of_elements');
  const build = (side: Session) => buildIndexes(side, indexes, 'select index_new_county($2, $1)', [county]);
  await all([tiers === null ? build(left) : makeDocuments(left, county, tiers).then(() => build(left)), build(right)]);
  const more = tiers === null ? [] : await listIndexes(session, 'indexes_of_first_documents');
  const buildMore = (side: Session) => buildIndexes(side, more, 'select index_first_documents($1)', []);
  await all([buildMore(left), buildMore(right), finishCounty(work)]);
  await refreshSearch(session, county, tiers !== null);
  return missing;
}

async function decide({ session, sides, source, county }: NewCounty): Promise<void> {
  const hasPlaces = await mayHavePlaces(session);
  const [found] = await run<{ middle: string | null }>(session, 'find-middle');
  const half = (number: Half['number']) => ({ number, middle: found?.middle ?? null });
  await all([
    decideElements(sides[0], source, county, hasPlaces, half(0)), decideElements(sides[1], source, county, hasPlaces, half(1)),
    run(session, 'decide-ground', [source, county]),
  ]);
}

/** Each half of the elements goes into the county's table by the session that decided it; meanwhile comes what stands in tables of all. */
async function fillTable({ session, sides, source, county, isTrusted }: NewCounty, reserved: string): Promise<void> {
  await sides[0].query('select open_new_county($1)', [county]);
  await all([
    run(sides[0], 'add-elements', [source, reserved, 0]), run(sides[1], 'add-elements', [source, reserved, 1]),
    run(session, 'write-ground', [source]).then(() => (isTrusted ? writeProfiles(session) : undefined)),
  ]);
}

/** @returns the tiers of the search with the new elements, or null where it has elements already and must go on serving them */
async function planFirstDocuments(session: Session): Promise<number[] | null> {
  await run(session, 'balance-tiers');
  return ask<number[]>(session, 'select array_agg(lowest_rank order by tier) as value from public.search_tiers where not has_searched_elements()');
}

/** One transaction: tables that are filled where they were made need no write-ahead log. */
async function makeDocuments(side: Session, county: string, tiers: number[]): Promise<void> {
  await side.query('begin');
  await side.query('select open_first_documents($1)', [tiers]);
  await side.query('select add_search_documents($1, null)', [county]);
  await side.query('commit');
}

async function finishCounty({ session, source, county, isTrusted }: NewCounty): Promise<void> {
  await session.query('select attach_new_county($1)', [county]);
  if (!isTrusted) await writeProfiles(session);
  await finishElements(session, source);
  await refreshCounty(session, county);
}

async function listIndexes(session: Session, list: 'indexes_of_elements' | 'indexes_of_first_documents'): Promise<string[]> {
  const { rows } = await session.query<{ index_name: string }>(`select index_name from ${list}()`);
  return rows.map((row) => row.index_name);
}

/** Builds until none waits; two sessions share the list, and each takes the next index when it has built one. */
async function buildIndexes(side: Session, waiting: string[], statement: string, values: string[]): Promise<void> {
  await side.query('set max_parallel_maintenance_workers = 0');
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await side.query(statement, [name, ...values]);
}

/** Waits for all to end before the failure of one is told: a session cannot be closed while it works. */
async function all(works: Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(works)) if (result.status === 'rejected') throw result.reason;
}
