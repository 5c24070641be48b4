import type { Router } from 'express';
import type { AreaPart } from '#contract/areas.ts';
import { findHelp as findHelpEndpoint, listElementMatters, type MatterAnswer, searchMatters as searchMattersEndpoint, searchMattersInArea } from '#contract/matters.ts';
import { refusal } from '#contract/refusals.ts';
import { resolveParts } from '../../platform/area-parts.ts';
import { writeAudit } from '../../platform/audit.ts';
import type { ByteDatabase, RequestDatabase } from '../../platform/database.ts';
import { ProblemError, refused } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { spotNumber, spotText } from '../../platform/spot.ts';
import { findMatters, hearMatters, type Match } from './find-matters.ts';
import { readPeriod } from './period.ts';
import * as queries from './queries.ts';
import { findHelp, searchMatters } from './search.ts';

interface Asked {
  matter?: string;
  q?: string;
  from?: string;
  to?: string;
  within?: string;
  parts?: AreaPart[];
}
interface Asker {
  db: ByteDatabase;
  session: Session | null;
  requestId: string;
}

export function addMatterRoutes(router: Router, platform: Platform): void {
  route(router, platform, searchMattersEndpoint, ({ query, ...asker }) => answer(platform, asker, query));
  route(router, platform, searchMattersInArea, ({ body, ...asker }) => answer(platform, asker, body));
  route(router, platform, findHelpEndpoint, async ({ db, query, session, requestId }) => {
    const matters = await readMatters(db, query.matter);
    const spot = await queries.findSpot(db, spotNumber(query.spot));
    if (!spot) throw new ProblemError('not-found', refusal('no-case-there'));
    const units = await findHelp(db, matters, [spot], showsContacts(session));
    // The place of a case about a protected person.
    if (spot.isRestricted) await writeAudit(db, { userId: session?.userId ?? null, action: 'search.matters.help', detail: { cases: 1 }, requestId });
    return { units, position: [spot.lng, spot.lat] as [number, number] };
  });
  addElementMatters(router, platform);
}

function addElementMatters(router: Router, platform: Platform): void {
  route(router, platform, listElementMatters, async ({ db, params }) => {
    const found = await queries.listElementMatters(db, params.code);
    if (!found) throw new ProblemError('not-found', refusal('element-gone'));
    const { spot, matters } = found;
    const sum = (key: 'cases' | 'open') => matters.reduce((total, matter) => total + matter[key], 0);
    return { spot: spotText(spot), cases: sum('cases'), open: sum('open'), matters: matters.map((matter) => ({ ...matter, lastAt: matter.lastAt && new Date(matter.lastAt).toISOString() })) };
  });
}

async function answer(platform: Platform, { db, session, requestId }: Asker, asked: Asked): Promise<MatterAnswer> {
  const { matched, matters } = await chooseMatters(db, asked);
  const now = platform.now();
  const period = readPeriod(asked.from, asked.to, now);
  if ('pointer' in period) throw refused('not-valid', period.why, `/query/${period.pointer}`);
  const within = asked.within ? await readWithin(db, asked.within) : null;
  const area = asked.parts ? (await resolveParts(db, asked.parts, requestId)).ewkb : null;
  const titles = await queries.readDepartmentTitles(db);
  const { answer, restricted } = await searchMatters(db, { matters, matched, period, within, area, showsContacts: showsContacts(session), departmentTitle: (code) => titles.get(code) ?? code, now });
  if (restricted.cases + restricted.similar > 0) {
    await writeAudit(db, { userId: session?.userId ?? null, action: 'search.matters', object: within?.code, detail: { ...restricted, matters: matters.length }, requestId });
  }
  return answer;
}

async function chooseMatters(db: RequestDatabase, { matter, q }: Asked): Promise<{ matched: Match | null; matters: queries.MatterRow[] }> {
  if ((matter === undefined) === (q === undefined)) {
    throw refused('not-valid', refusal('matter-or-words'), '/query/matter');
  }
  if (matter !== undefined) return { matched: null, matters: await readMatters(db, matter) };
  const { how, matters } = await findByWords(db, q ?? '');
  return { matched: how, matters };
}

/** By the words; where these are letters that say nothing, by their sound. */
async function findByWords(db: RequestDatabase, q: string) {
  const { text, readings } = await queries.understandWords(db, q);
  const matters = await queries.describeMatters(db, null);
  const found = findMatters(text, matters);
  if (found.how !== null && found.how !== 'similar') return found;
  const heard = /[a-z]/.test(text) ? hearMatters(text, readings, await queries.readMatterSounds(db), matters) : null;
  return heard === null || heard.how === null ? found : heard;
}

async function readMatters(db: RequestDatabase, code: string): Promise<queries.MatterRow[]> {
  const matters = await queries.describeMatters(db, code);
  if (matters.length === 0) throw new ProblemError('not-found', refusal('matter-unknown', { code }));
  return matters;
}

async function readWithin(db: RequestDatabase, code: string): Promise<{ code: string; name: string }> {
  const name = await queries.findAreaName(db, code);
  if (name === null) throw new ProblemError('not-found', refusal('region-unknown', { code }));
  return { code, name };
}

/** Who may see internal rows may ring those who are responsible. */
function showsContacts(session: Session | null): boolean {
  return session?.rights.includes('elements.internal') ?? false;
}
