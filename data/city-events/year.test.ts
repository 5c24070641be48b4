import { beforeAll, expect, test } from 'vitest';
import { readCatalogue, workCalendarOf } from '../../server/features/matters/catalogue.ts';
import { createRandom } from '../city/random.ts';
import { listDays } from './days.ts';
import { readDemand } from './demand.ts';
import { hours, seasons, weeks } from './seasons.ts';
import { chooseSites, type Site } from './sites.ts';
import { planYear, timeOrderedId, type PastEvent, type YearInput } from './year.ts';

const catalogue = readCatalogue();
const calendar = workCalendarOf(catalogue.calendar);
const demands = readDemand(catalogue.matters);
const asOf = Date.parse('2026-11-22T10:00:00+08:00');

/** A square town: 900 sites in each group that demand names. */
function inventSites(): Map<string, Site[]> {
  const names = new Set(['home', 'road', 'main_road', 'lane', 'old_home', 'tower', 'village', 'water', ...demands.flatMap(({ sites }) => sites)]);
  return new Map([...names].map((name, group) => {
    const random = createRandom(5, group);
    return [name, Array.from({ length: 900 }, (_, n): Site => ({ elementId: group * 1000 + n, lng: 110 + random.next() * 0.08, lat: 30 + random.next() * 0.06, gridCode: '990101001001001', communityCode: '990101001001', where: `${name}${n}号` }))];
  }));
}

const input: YearInput = { county: '990101', seed: 7, asOf, events: 30_000, demands, sites: inventSites(), calendar };
let events: PastEvent[];
beforeAll(() => {
  events = [...planYear(input)].flat();
}, 60_000);

const share = (list: readonly unknown[], of: readonly unknown[]) => list.length / of.length;
const hourOf = (time: number) => new Date(time + 8 * 3_600_000).getUTCHours();
const of = (code: string) => events.filter(({ demand }) => demand.matter.code === code);
const monthOf = ({ reportedAt }: PastEvent) => new Date(reportedAt + 8 * 3_600_000).getUTCMonth() + 1;

test('every row of demand names a matter, a season, hours and a week that exist', () => {
  for (const demand of demands) {
    expect(seasons, demand.matter.code).toHaveProperty(demand.season);
    expect(hours[demand.hours], demand.matter.code).toHaveLength(24);
    expect(weeks, demand.matter.code).toHaveProperty(demand.week);
    expect(demand.weight).toBeGreaterThan(0);
    expect(demand.fail).toBeLessThan(0.25);
  }
});

test('the year has about as many events as were asked for, all in the 365 days before', () => {
  expect(Math.abs(events.length / input.events - 1)).toBeLessThan(0.02);
  expect(events.filter(({ reportedAt }) => reportedAt >= asOf || reportedAt <= asOf - 366 * 86_400_000)).toEqual([]);
});

test('the same input gives the same year, another seed another one', () => {
  const firstDays = (seed: number) => {
    const year = planYear({ ...input, seed });
    return JSON.stringify([year.next().value, year.next().value]);
  };
  expect(firstDays(7)).toBe(firstDays(7));
  expect(firstDays(7)).not.toBe(firstDays(8));
}, 60_000);

test('ids and codes are never given twice', () => {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  expect(new Set(events.map(({ code }) => code)).size).toBe(events.length);
  for (const { id, code } of events.slice(0, 500)) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(code).toMatch(/^990101\d{14}$/);
  }
  expect(timeOrderedId(asOf, 1, 2) < timeOrderedId(asOf + 1, 1, 2)).toBe(true);
});

test('cold homes come in winter, fireworks around the Spring Festival, open-air barbecue on summer nights', () => {
  const inMonths = (code: string, months: number[]) => share(of(code).filter((event) => months.includes(monthOf(event))), of(code));
  expect(inMonths('040201', [11, 12, 1, 2, 3])).toBeGreaterThan(0.95);
  expect(inMonths('020564', [1, 2, 3])).toBeGreaterThan(0.7);
  expect(inMonths('020510', [5, 6, 7, 8, 9])).toBeGreaterThan(0.6);
  expect(share(of('020510').filter(({ reportedAt }) => hourOf(reportedAt) >= 20 || hourOf(reportedAt) <= 3), of('020510'))).toBeGreaterThan(0.7);
});

test('floods and fallen trees come in bursts on stormy days', () => {
  const byDay = new Map<string, number>();
  for (const { code } of of('020406')) byDay.set(code.slice(6, 14), (byDay.get(code.slice(6, 14)) ?? 0) + 1);
  const worst = [...byDay.values()].sort((a, b) => b - a).slice(0, 10).reduce((a, b) => a + b, 0);
  expect(worst / of('020406').length).toBeGreaterThan(0.5);
});

test('parents park at the school gate when school begins and ends, and not in the holidays', () => {
  const gate = of('030701');
  expect(share(gate.filter(({ reportedAt }) => [7, 8, 11, 12, 15, 16, 17].includes(hourOf(reportedAt))), gate)).toBeGreaterThan(0.85);
  expect(share(gate.filter((event) => monthOf(event) === 8), gate)).toBeLessThan(0.02);
});

test('a few places have many cases of a matter, and what was mended badly comes back there within weeks', () => {
  const leaks = of('010563');
  const counts = new Map<Site, PastEvent[]>();
  for (const event of leaks) counts.set(event.site, [...(counts.get(event.site) ?? []), event]);
  const top = [...counts.values()].sort((a, b) => b.length - a.length);
  expect(top[0]!.length).toBeGreaterThanOrEqual(6);
  const inTopTenth = top.slice(0, Math.ceil(90)).reduce((sum, list) => sum + list.length, 0);
  expect(inTopTenth / leaks.length).toBeGreaterThan(0.4);
  const returned = events.filter(({ description }) => description.includes('又出现同样问题'));
  expect(share(returned, events)).toBeGreaterThan(0.05);
  expect(share(returned, events)).toBeLessThan(0.13);
});

test('near places share their luck', () => {
  const demand = demands.find(({ matter }) => matter.code === '010568')!;
  const choice = chooseSites(input.sites, demand, 7)!;
  const cells = new Map<string, number>();
  for (let n = 0; n < 5000; n++) {
    const { lng, lat } = choice.pick(n / 5000);
    const key = `${Math.floor(lng / 0.01)},${Math.floor(lat / 0.01)}`;
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  const sorted = [...cells.values()].sort((a, b) => b - a);
  expect(sorted[0]! / (5000 / cells.size)).toBeGreaterThan(2.5);
});

test('98 to 99 of 100 cases are closed in time and 94 of 100 ratings are good', () => {
  const closed = events.filter(({ state }) => state === 'closed');
  const inTime = closed.filter(({ closedAt, dueAt }) => closedAt! <= dueAt);
  expect(share(inTime, closed)).toBeGreaterThan(0.978);
  expect(share(inTime, closed)).toBeLessThan(0.993);
  const rated = closed.filter(({ rating }) => rating !== null);
  expect(share(rated.filter(({ rating }) => rating! >= 4), rated)).toBeGreaterThan(0.93);
  expect(share(rated.filter(({ rating }) => rating! >= 4), rated)).toBeLessThan(0.955);
  expect(share(closed, events)).toBeGreaterThan(0.93);
});

test('the log tells the same as the event, step after step', () => {
  const isCoherent = ({ steps, state, reportedAt, acceptedAt, closedAt, handledAt, reopened, dueAt }: PastEvent) =>
    steps[0]!.step === 'report' && steps[0]!.at === reportedAt && steps.at(-1)!.state === state &&
    ['closed', 'rejected'].includes(state) === (closedAt !== null) &&
    steps.every(({ at }, n) => at <= asOf && (n === 0 || at >= steps[n - 1]!.at)) &&
    (acceptedAt === null || steps.some(({ step, at }) => step === 'accept' && at === acceptedAt)) &&
    (closedAt === null || handledAt === null || handledAt <= closedAt) &&
    steps.filter(({ step }) => step === 'return' || step === 'reopen').length === reopened &&
    dueAt > reportedAt;
  expect(events.filter((event) => !isCoherent(event)).map(({ code, steps }) => [code, steps])).toEqual([]);
});

test('some of the last days is still open, nothing of last winter', () => {
  const open = events.filter(({ closedAt }) => closedAt === null);
  expect(open.length).toBeGreaterThan(100);
  expect(open.filter(({ reportedAt }) => reportedAt < asOf - 120 * 86_400_000)).toEqual([]);
});

test('no case is made up about protected patients and no text names a person', () => {
  expect(events.filter(({ demand }) => ['030203', '030204', '030205'].includes(demand.matter.code))).toEqual([]);
  for (const { title, description } of events.slice(0, 3000)) expect(title + description).not.toMatch(/1\d{10}|undefined|null/);
});

test('the days know the Spring Festival of their year', () => {
  const days = listDays(asOf, 365, 7, calendar);
  expect(days.find(({ lunar }) => lunar.month === 1 && lunar.day === 1)?.date).toBe('2026-02-17');
  expect(days.filter(({ weather }) => weather.snow > 0).every(({ month }) => month >= 11 || month <= 3)).toBe(true);
});
