import type { EventDetail, EventSummary } from '#contract/events.ts';
import { type RequestDatabase, readSql } from '../../platform/database.ts';
import { likePrefix } from '../../platform/like.ts';

const listSql = readSql(import.meta.url, './list.sql');
const detailSql = readSql(import.meta.url, './detail.sql');

export interface EventQuestion {
  /** Codes of matters or classes. */
  matters: string[] | null;
  state: string | null;
  /** See event_spot. */
  spots: number[] | null;
  within: string | null;
  department: string | null;
  weekday: number | null;
  hour: number | null;
  start: Date | null;
  end: Date | null;
  isReturned: boolean;
  /** EWKB in hexadecimal. */
  area: string | null;
  limit: number;
  /** Report and id of the last row of the page before. */
  after: [string, string] | null;
  now: Date;
  /** The moment that is asked about, where it is not now, and the grid of then that is meant by `within`. */
  asOf: Date | null;
  gridThen: string | null;
}
export interface EventListRow {
  total: number;
  /** Of these, those about protected people. */
  restricted: number;
  /** Those that the reader may only count. */
  withheld: number;
  items: (Omit<EventSummary, 'spot'> & { spot: number })[];
}

/** One statement: how many fit, and one row more than the page, so that its end is known. */
export async function listEvents(db: RequestDatabase, question: EventQuestion): Promise<EventListRow> {
  const { matters, state, spots, within, department, weekday, hour, start, end, isReturned, area, limit, after, now, asOf, gridThen } = question;
  const values = [matters?.map(likePrefix), state, spots, within ?? '', department, weekday, hour, start, end, isReturned, area, limit + 1, after?.[0], after?.[1], asOf ?? now, asOf !== null, gridThen];
  const [row] = await db.query<EventListRow>({ text: listSql, values });
  if (!row) throw new Error('the list of events answered no row');
  return row;
}

export interface EventRow {
  id: string;
  code: string;
  title: string;
  description: string;
  sensitivity: string;
  state: string;
  state_title: string;
  severity: number;
  severity_title: string;
  channel_title: string;
  position: [number, number];
  spot: number;
  place_code: string;
  reported_at: Date;
  closed_at: Date | null;
  due_at: Date | null;
  is_overdue: boolean;
  owner_department: string | null;
  department_title: string | null;
  handler: string | null;
  reopened_count: number;
  rating: number | null;
  version: number;
  chain: EventDetail['chain'];
  area_name: string;
  element: EventDetail['element'];
  matter: EventDetail['matter'];
  matter_detail: EventDetail['matterDetail'];
  same_here: number;
  timeline: EventDetail['timeline'];
}

export async function findEvent(db: RequestDatabase, id: string, now: Date): Promise<EventRow | null> {
  const [row] = await db.query<EventRow>({ name: 'event_detail', text: detailSql, values: [id, now] });
  return row ?? null;
}

/** The place of an element's cases; null where the reader does not see the element. */
export async function findElementSpot(db: RequestDatabase, code: string): Promise<number | null> {
  const [row] = await db.query<{ id: number }>({ text: 'select id from elements where county_code = left($1, 6) and code = $1', values: [code] });
  return row?.id ?? null;
}
