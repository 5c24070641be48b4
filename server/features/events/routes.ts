import type { Router } from 'express';
import type { AreaPart } from '#contract/areas.ts';
import type { QueryOf } from '#contract/endpoint.ts';
import { type EventDetail, type EventPage, getEvent, listEvents, listEventsInArea } from '#contract/events.ts';
import { refusal } from '#contract/refusals.ts';
import { resolveParts } from '../../platform/area-parts.ts';
import { writeAudit } from '../../platform/audit.ts';
import { openCursor, sealCursor } from '../../platform/cursor.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { ProblemError } from '../../platform/problem.ts';
import { type Platform, route } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { spotNumber, spotText } from '../../platform/spot.ts';
import * as queries from './queries.ts';

type Asked = QueryOf<typeof listEvents> & { spots?: string[]; parts?: AreaPart[] };
interface Asker {
  db: RequestDatabase;
  session: Session | null;
  requestId: string;
}
/** Fewer cases about protected people are not told as a number, see smallest_told_count. */
const smallestTold = 5;
const dayMs = 86_400_000;

export function addEventRoutes(router: Router, platform: Platform): void {
  route(router, platform, listEvents, ({ query, ...asker }) => list(platform, asker, query));
  route(router, platform, listEventsInArea, ({ body, ...asker }) => list(platform, asker, body));
  route(router, platform, getEvent, async ({ db, params, session, requestId }) => {
    const row = await queries.findEvent(db, params.id, platform.now());
    if (!row) throw new ProblemError('not-found', refusal('case-gone'));
    if (row.sensitivity === 'restricted') await writeAudit(db, { userId: session?.userId ?? null, action: 'event.read', object: row.code, requestId });
    return toDetail(row);
  });
}

async function list(platform: Platform, { db, session, requestId }: Asker, asked: Asked): Promise<EventPage> {
  const { limit, cursor, ...conditions } = asked;
  const question = JSON.stringify([session?.userId, conditions]);
  const after = cursor ? (openCursor(platform.cipher, question, cursor) as [string, string]) : null;
  const row = await queries.listEvents(db, { ...(await toQuestion(db, asked, requestId)), limit, after, now: platform.now() });
  const items = row.items.slice(0, limit);
  const last = items.at(-1);
  if (row.restricted > 0) await writeAudit(db, { userId: session?.userId ?? null, action: 'events.list', detail: { cases: row.restricted }, requestId });
  return {
    total: row.total,
    countedOnly: tellWithheld(row.withheld, asked, session?.rights.includes('people.points') ?? false),
    items: items.map(toSummary),
    next: row.items.length > limit && last ? sealCursor(platform.cipher, question, [last.reportedAt, last.id]) : null,
  };
}

/** At a place or within a shape even "none" against "few" would tell of one house whether there is such a case: nothing is told there. */
function tellWithheld(withheld: number, { spot, spots, element, parts }: Asked, seesPoints: boolean): number | null {
  if (!seesPoints && (spot ?? spots ?? element ?? parts) !== undefined) return null;
  return withheld > 0 && withheld < smallestTold ? null : withheld;
}

async function toQuestion(db: RequestDatabase, asked: Asked, requestId: string): Promise<Omit<queries.EventQuestion, 'limit' | 'after' | 'now'>> {
  const { matter, state, spot, spots, element, within, department, weekday, hour, from, to, returned, parts, asOf } = asked;
  const named = [...(spot ? [spot] : []), ...(spots ?? [])].map(spotNumber);
  const here = element === undefined ? null : await queries.findElementSpot(db, element);
  if (element !== undefined && here === null) throw new ProblemError('not-found', refusal('element-gone'));
  const gridThen = asOf !== undefined && within?.length === 15 ? within : null;
  return {
    matters: matter?.split(',') ?? null,
    state: state ?? null,
    spots: here !== null ? [here] : spot !== undefined || spots !== undefined ? named : null,
    // A grid of then may be none of today's: its community is looked through, by its shape of then.
    within: gridThen === null ? (within ?? null) : gridThen.slice(0, 12),
    gridThen,
    asOf: asOf === undefined ? null : new Date(asOf),
    department: department ?? null,
    weekday: weekday ?? null,
    hour: hour ?? null,
    start: from ? new Date(`${from}T00:00:00+08:00`) : null,
    end: to ? new Date(Date.parse(`${to}T00:00:00+08:00`) + dayMs) : null,
    isReturned: returned === 'yes',
    area: parts ? (await resolveParts(db, parts, requestId)).ewkb : null,
  };
}

function toSummary(row: queries.EventListRow['items'][number]): EventPage['items'][number] {
  return { ...row, spot: spotText(row.spot), reportedAt: timeText(row.reportedAt), closedAt: row.closedAt && timeText(row.closedAt), dueAt: row.dueAt && timeText(row.dueAt) };
}

function toDetail(row: queries.EventRow): EventDetail {
  return {
    id: row.id, code: row.code, title: row.title, description: row.description, matter: row.matter, state: row.state, stateTitle: row.state_title,
    severity: row.severity, severityTitle: row.severity_title, channelTitle: row.channel_title, position: row.position, spot: spotText(row.spot),
    areaCode: row.place_code, areaName: row.area_name, chain: row.chain, element: row.element,
    reportedAt: row.reported_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null, dueAt: row.due_at?.toISOString() ?? null, isOverdue: row.is_overdue,
    department: row.owner_department, departmentTitle: row.department_title, handler: row.handler, returns: row.reopened_count, rating: row.rating,
    matterDetail: row.matter_detail, sameHere: row.same_here, timeline: row.timeline.map((step) => ({ ...step, at: timeText(step.at) })), version: row.version,
  };
}

/** Out of JSON the database's times come as text with an offset. */
function timeText(text: string): string {
  return new Date(text).toISOString();
}
