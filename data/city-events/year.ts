/** The year of events, day by day: drawn from demand, season, weather and place; the same for the same input. */
import type { WorkCalendar } from '../../server/features/matters/clock.ts';
import { dayMs, startOfDay } from '../../server/features/matters/clock.ts';
import { createRandom, hashNumbers, type Random } from '../city/random.ts';
import { runCourse, situationAt, type Situation } from './course.ts';
import { listDays, type Day } from './days.ts';
import type { Demand } from './demand.ts';
import { hours, seasons, weeks } from './seasons.ts';
import { chooseSites, type Site, type SiteChoice, type SiteGroups } from './sites.ts';
import { describeEvent, drawChannel, drawCrew, type Wording } from './words.ts';

export interface YearInput {
  county: string;
  seed: number;
  /** The moment up to which things have happened, milliseconds since 1970 UTC. */
  asOf: number;
  /** About how many events. */
  events: number;
  demands: Demand[];
  sites: SiteGroups;
  calendar: WorkCalendar;
}
export interface PastEvent extends Situation, Wording {
  id: string;
  code: string;
  demand: Demand;
  site: Site;
  channel: string;
  severity: number;
  reportedAt: number;
  dueAt: number;
  crew: string | null;
}
interface Return {
  demandIndex: number;
  site: Site;
  reportedAt: number;
  round: number;
}
interface Draft extends Return {
  random: Random;
}

const daysInYear = 365;
const lastRound = 4;

/** Yields the events of one day after the other, each list in order of time. At most a day and the returns to come are held. */
export function* planYear(input: YearInput): Generator<PastEvent[]> {
  const days = listDays(input.asOf, daysInYear, input.seed, input.calendar);
  const sources = input.demands.map((demand) => ({ demand, choice: chooseSites(input.sites, demand, input.seed), factors: days.map((day) => factorOf(demand, day)) })).filter(({ choice }) => choice !== null) as Source[];
  const expected = expectedPerDay(sources, input.events);
  const returns = new Map<number, Return[]>();
  for (const [index, day] of days.entries()) {
    const drafts = [...drawDay(input.seed, day, index, sources, expected), ...takeReturns(input.seed, returns, index)].sort((a, b) => a.reportedAt - b.reportedAt);
    const events: PastEvent[] = [];
    for (const [order, draft] of drafts.entries()) {
      const { event, endedAt } = live(input, sources[draft.demandIndex]!.demand, draft, day, order + 1);
      events.push(event);
      planReturn(sources[draft.demandIndex]!.demand, draft, endedAt, days[0]!.start, returns);
    }
    yield events;
  }
}

interface Source {
  demand: Demand;
  choice: SiteChoice;
  factors: number[];
}

function factorOf({ season, week }: Demand, day: Day): number {
  const inSeason = seasons[season];
  const inWeek = weeks[week];
  if (!inSeason || !inWeek) throw new Error(`there is no season "${season}" or no week "${week}"`);
  return inSeason(day) * inWeek(day);
}

/** Expected number of first reports by source and day, so that with those that come back the year has about `events`. */
function expectedPerDay(sources: readonly Source[], events: number): Float64Array[] {
  const comeBack = (fail: number) => Array.from({ length: lastRound }, (_, round) => (fail * seenInYear) ** (round + 1)).reduce((a, b) => a + b, 1);
  const weight = sources.reduce((sum, { demand }) => sum + demand.weight * comeBack(demand.fail), 0);
  return sources.map(({ demand, factors }) => {
    const sum = factors.reduce((a, b) => a + b, 0);
    return Float64Array.from(factors, (factor) => (events * demand.weight * factor) / (weight * sum));
  });
}
/** Share of the returns that fall inside the year. */
const seenInYear = 0.93;

function drawDay(seed: number, day: Day, index: number, sources: readonly Source[], expected: readonly Float64Array[]): Draft[] {
  const drafts: Draft[] = [];
  for (const [demandIndex, { demand, choice }] of sources.entries()) {
    const matter = Number(demand.matter.code);
    const count = drawPoisson(createRandom(seed, 811, matter, index), expected[demandIndex]![index]!);
    for (let n = 0; n < count; n++) {
      const random = createRandom(seed, 812, matter, index, n);
      drafts.push({ demandIndex, site: choice.pick(random.next()), reportedAt: drawTime(day, demand, random), round: 0, random });
    }
  }
  return drafts;
}

function drawTime(day: Day, { hours: profile }: Demand, random: Random): number {
  const weights = hours[profile];
  if (!weights) throw new Error(`there are no hours "${profile}"`);
  return day.start + random.weighted(weights) * 3_600_000 + random.int(0, 3_599) * 1000;
}

/** Knuth's method for small means, the normal approximation above. */
function drawPoisson(random: Random, mean: number): number {
  if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.next(); product > limit; product *= random.next()) count++;
  return count;
}

function takeReturns(seed: number, returns: Map<number, Return[]>, index: number): Draft[] {
  const due = returns.get(index) ?? [];
  returns.delete(index);
  return due.map((one) => ({ ...one, random: createRandom(seed, 813, one.reportedAt / 1000, one.demandIndex, one.round) }));
}

/** What was mended badly shows again: after one to about sixty days, most within two weeks, more surely the second time. */
function planReturn(demand: Demand, draft: Draft, endedAt: number, firstDay: number, returns: Map<number, Return[]>): void {
  if (draft.round >= lastRound || !draft.random.chance(demand.fail)) return;
  const waitDays = 1 + -13 * Math.log(1 - draft.random.next());
  const day = startOfDay(endedAt + Math.min(60, waitDays) * dayMs);
  const reportedAt = day + (draft.reportedAt - startOfDay(draft.reportedAt));
  const index = Math.round((day - firstDay) / dayMs);
  returns.set(index, [...(returns.get(index) ?? []), { demandIndex: draft.demandIndex, site: draft.site, reportedAt, round: draft.round + 1 }]);
}

function live(input: YearInput, demand: Demand, draft: Draft, day: Day, order: number): { event: PastEvent; endedAt: number } {
  const { matter } = demand;
  const { random, site, reportedAt } = draft;
  const channel = drawChannel(matter, random);
  const course = runCourse({ matter, reportedAt, channel }, random, input.calendar);
  const situation = situationAt(course, input.asOf);
  const event: PastEvent = {
    ...situation,
    ...describeEvent(matter, site, channel, draft.round, random),
    id: timeOrderedId(reportedAt, hashNumbers(input.seed, Number(matter.code), order), hashNumbers(input.seed, reportedAt / 1000, order, site.lng * 1e6)),
    code: `${input.county}${day.date.replaceAll('-', '')}${String(order).padStart(6, '0')}`,
    demand,
    site,
    channel,
    severity: Math.min(4, matter.severity + (draft.round >= 2 ? 1 : 0)),
    reportedAt,
    dueAt: course.dueAt,
    crew: situation.dispatchedAt === null ? null : drawCrew(matter.owner, random),
  };
  return { event, endedAt: course.wasRejected ? Number.POSITIVE_INFINITY : course.endedAt };
}

/** UUID version 7: time first, so that rows that are near in time are near in the index. */
export function timeOrderedId(time: number, a: number, b: number): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0').slice(-digits);
  const stamp = hex(time, 12);
  const tail = hex(hashNumbers(a, b, 1), 8);
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${hex(a, 3)}-${hex(0x8000 | (b & 0x3fff), 4)}-${hex(hashNumbers(a, b, 2), 4)}${tail}`;
}
