/** Fills a county with a year of past events, through COPY. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { readCatalogue, workCalendarOf } from '../../server/features/matters/catalogue.ts';
import { loadMatters } from '../../server/features/matters/load.ts';
import { copyLine, pointHex, type CopyValue } from '../city/copy-text.ts';
import { readDemand } from './demand.ts';
import type { Site, SiteGroups } from './sites.ts';
import { planYear, type PastEvent, type YearInput } from './year.ts';

export interface EventSeed {
  county: string;
  seed: number;
  /** The year ends here: nothing that would happen later is written. */
  asOf: Date;
  /** About how many events; see `eventsFor`. */
  events: number;
}
export interface SeededEvents {
  events: number;
  steps: number;
}

/** A year of a county of 3,000,000 elements brings 410,000 events; others in proportion. */
export function eventsFor(elements: number): number {
  return Math.round((elements * 410_000) / 3_000_000);
}

/** Most sites of one group that are held in memory. */
const sitesPerGroup = 12_000;

/**
 * Writes the events of the 365 days before the day of `asOf` with their logs, in the caller's transaction as owner; the
 * county's elements must be there. Loads the catalogue first; events that the county had are dropped.
 * Nothing but a day of events and the sites is held in memory. The same city, seed and `asOf` give the same rows.
 */
export async function seedEvents(client: Client | PoolClient, { county, seed, asOf, events }: EventSeed): Promise<SeededEvents> {
  const catalogue = readCatalogue();
  await loadMatters({ query: async (statement) => (await client.query(statement)).rows }, catalogue);
  const sites = await readSites(client, county, seed);
  const input: YearInput = { county, seed, asOf: asOf.getTime(), events, demands: readDemand(catalogue.matters), sites, calendar: workCalendarOf(catalogue.calendar) };
  await client.query('select begin_event_load($1)', [county]);
  // Two passes over the same year, because one connection copies into one table at a time and nothing is kept between.
  const eventCount = await copy(client, `events_${county}`, eventColumns, input, (event) => [eventRow(county, event)]);
  const stepCount = await copy(client, `event_log_${county}`, stepColumns, input, (event) => stepRows(county, event));
  await client.query('select finish_event_load($1)', [county]);
  return { events: eventCount, steps: stepCount };
}

interface SiteRow {
  groups: string[];
  element_id: number | string | null;
  lng: number;
  lat: number;
  grid_code: string | null;
  community_code: string | null;
  place_name: string;
}

async function readSites(client: Client | PoolClient, county: string, seed: number): Promise<SiteGroups> {
  const text = readFileSync(new URL('./read-sites.sql', import.meta.url), 'utf8');
  const { rows } = await client.query<SiteRow>(text, [county, seed, sitesPerGroup]);
  const groups = new Map<string, Site[]>();
  for (const row of rows) {
    const elementId = row.element_id === null ? null : Number(row.element_id);
    const site: Site = { elementId, lng: row.lng, lat: row.lat, gridCode: row.grid_code, communityCode: row.community_code, where: row.place_name };
    for (const name of row.groups) {
      const list = groups.get(name);
      if (list) list.push(site);
      else groups.set(name, [site]);
    }
  }
  return groups;
}

const eventColumns = [
  'id', 'county_code', 'code', 'matter_code', 'title', 'description', 'geom', 'element_id', 'grid_code', 'community_code', 'state', 'channel', 'severity', 'sensitivity',
  'reported_at', 'accepted_at', 'dispatched_at', 'handled_at', 'verified_at', 'closed_at', 'handle_due_at', 'due_at', 'owner_department', 'handler', 'reopened_count', 'rating',
  'version', 'updated_at',
];
const stepColumns = ['county_code', 'event_id', 'version', 'at', 'step', 'state', 'by_role', 'department', 'note'];

function eventRow(county: string, event: PastEvent): CopyValue[] {
  const { matter } = event.demand;
  const { site } = event;
  return [
    event.id, county, event.code, matter.code, event.title, event.description, pointHex([site.lng, site.lat]), site.elementId, site.gridCode, site.communityCode, event.state, event.channel,
    event.severity, matter.sensitivity, stamp(event.reportedAt), stamp(event.acceptedAt), stamp(event.dispatchedAt), stamp(event.handledAt), stamp(event.verifiedAt), stamp(event.closedAt),
    stamp(event.handleDueAt), stamp(event.dueAt), event.dispatchedAt === null ? null : matter.owner, event.crew, event.reopened, event.rating, event.steps.length, stamp(event.steps.at(-1)!.at),
  ];
}

function stepRows(county: string, event: PastEvent): CopyValue[][] {
  const department = event.demand.matter.owner;
  return event.steps.map(({ at, step, state, role, note }, index) => [county, event.id, index + 1, stamp(at), step, state, role, role === 'department' ? department : null, note]);
}

function stamp(time: number | null): string | null {
  return time === null ? null : new Date(Math.floor(time / 1000) * 1000).toISOString();
}

async function copy(client: Client | PoolClient, table: string, columns: readonly string[], input: YearInput, rowsOf: (event: PastEvent) => CopyValue[][]): Promise<number> {
  let written = 0;
  function* chunks(): Generator<string> {
    for (const day of planYear(input)) {
      let chunk = '';
      for (const event of day) {
        for (const row of rowsOf(event)) {
          chunk += copyLine(row);
          written++;
        }
      }
      if (chunk) yield chunk;
    }
  }
  const statement = `copy ${client.escapeIdentifier(table)} (${columns.join(', ')}) from stdin`;
  await pipeline(Readable.from(chunks()), client.query(copyFrom(statement)));
  return written;
}
