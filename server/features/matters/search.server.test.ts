import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatterAnswer } from '#contract/matters.ts';
import { addTown, addUsers, type Answer, north, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';
import { clusterPlaces } from './dense-places.ts';
import { loadMatters } from './load.ts';

let app: TestApp;
const cookies: Record<string, string> = {};

/** Cases of a matter at a place, so many days before a day of the town, each closed after some days. */
interface Given {
  matter: string;
  /** Name of the element; else a position. */
  at: string | [number, number];
  daysAgo: number[];
  closedAfterDays?: number | null;
  returned?: number;
  note?: string;
}
const today = '2026-11-22';

beforeAll(async () => {
  app = await openTestApp('matter_search');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.database.asOwner((db) => loadMatters(db));
  app.advance(Date.parse(`${today}T12:00:00+08:00`) - app.now().getTime());
  await app.sql(`insert into elements (county_code, code, kind, category, name, geom) values
    ('990101', digital_id('990101', 7, 1), 'facility', 'manhole', '井盖1', st_setsrid(st_makepoint(116.0045, 36.0021), 4326)),
    ('990101', digital_id('990101', 7, 2), 'facility', 'manhole', '井盖2', st_setsrid(st_makepoint(116.009, 36.0065), 4326)),
    ('990101', digital_id('990101', 9, 1), 'resource', 'volunteer', '志愿者张师傅', st_setsrid(st_makepoint(116.0145, 36.0061), 4326)),
    ('990101', digital_id('990101', 9, 2), 'resource', 'service_station', '党群服务中心', st_setsrid(st_makepoint(116.0005, 36.0095), 4326))`);
  await app.sql(`insert into resource_profiles (county_code, element_id, contact_name, contact_phone) select county_code, id, '张三', '13900000009' from elements where kind = 'resource'`);
  await app.sql(`update ground_features set is_walkable = true`);
  // The first cover comes back twice after it was closed, the second is one old case, the third a cell without an element.
  await addCases({ matter: '010102', at: '井盖1', daysAgo: [40, 30, 10], closedAfterDays: 1, note: '更换井盖' });
  await addCases({ matter: '010103', at: '井盖1', daysAgo: [2], closedAfterDays: null });
  await addCases({ matter: '010102', at: '井盖2', daysAgo: [60], closedAfterDays: 3, returned: 1, note: '加固' });
  await addCases({ matter: '010102', at: [116.025, 36.004], daysAgo: [5, 200], closedAfterDays: 1, note: '更换井盖' });
  await addCases({ matter: '030201', at: '1号楼', daysAgo: [3, 4, 5, 6], closedAfterDays: 1 });
  await addCases({ matter: '030201', at: '2号楼', daysAgo: [1, 2, 3, 4, 5, 6], closedAfterDays: 1 });
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

async function addCases({ matter, at, daysAgo, closedAfterDays = 1, returned = 0, note = '' }: Given): Promise<void> {
  for (const days of daysAgo) {
    const reported = new Date(Date.parse(`${today}T10:30:00+08:00`) - days * 86_400_000);
    const closed = closedAfterDays === null ? null : new Date(reported.getTime() + closedAfterDays * 86_400_000);
    await app.sql(
      `with spot as (
         select case when $2::text is null then st_setsrid(st_makepoint($3, $4), 4326) else st_centroid((select geom from elements where name = $2 limit 1)) end as geom
       ), added as (
         insert into events (county_code, code, matter_code, title, geom, element_id, state, channel, severity, reported_at, closed_at, due_at, owner_department, reopened_count, rating)
         select '990101', next_event_code('990101', $5), $1, '案件', spot.geom, (select id from elements where name = $2 limit 1), $6, 'hotline', 2, $5, $7, $5::timestamptz + interval '2 days', 'drainage', $8, 5
         from spot returning county_code, id, reported_at
       )
       insert into event_log (county_code, event_id, version, at, step, state, by_role, note)
       select county_code, id, step.version, reported_at, step.name, step.state, 'department', step.note
       from added, (values (1, 'report', 'reported', ''), (2, 'handle', 'handled', $9)) as step (version, name, state, note)`,
      [matter, typeof at === 'string' ? at : null, typeof at === 'string' ? null : at[0], typeof at === 'string' ? null : at[1], reported, closed === null ? 'dispatched' : 'closed', closed, returned, note],
    );
  }
}

const ask = (query: string, as = 'city'): Promise<Answer<MatterAnswer>> => app.call('GET', `/api/search/matters?${query}`, { cookie: cookies[as] });
const names = ({ places }: MatterAnswer) => places.map(({ name, areaName }) => `${name} ${areaName}`);

describe('places of a matter', () => {
  it('come with the reasons why they are ranked, the worst first', async () => {
    const { status, body } = await ask('q=井盖');
    expect(status).toBe(200);
    expect(body.matched).toBe('part');
    expect(body.totals).toEqual({ cases: 6, open: 1, returns: 1, places: 3 });
    expect(names(body)).toEqual(['井盖1 第1网格', '井盖2（人民路） 第1网格', '人民路 第1网格']);
    expect(body.places[0]).toMatchObject({ why: { cases: 4, relapses: 2, returns: 0, open: 1, people: 8, hazards: 0 }, element: { kind: 'facility', category: 'manhole' } });
    expect(body.places[0]?.score).toBeGreaterThan(body.places[1]?.score ?? 100);
    expect(body.places.find(({ spot }) => spot.startsWith('c'))).toMatchObject({ name: '人民路', why: { cases: 1, people: null } });
  });
  it('are those of one matter, of a class, or of what somebody says', async () => {
    expect((await ask('matter=010103')).body.totals.cases).toBe(1);
    expect((await ask('matter=0101')).body.totals.cases).toBe(6);
    expect((await ask('q=污水井盖没了')).body.matters.map(({ code }) => code)).toEqual(['010102']);
    expect((await ask('q=量子力学')).body).toMatchObject({ matters: [], places: [], totals: { cases: 0 } });
  });
  it('are understood in traditional characters, by their sound and by first letters', async () => {
    for (const q of ['汙水井蓋沒了', 'wushuijinggaimeile', 'wsjgml', '污水jg没了', 'ＷＵＳＨＵＩjinggaimeile']) {
      const { body } = await ask(`q=${encodeURIComponent(q)}`);
      expect([q, body.matched, ...body.matters.map(({ code }) => code)]).toEqual([q, 'name', '010102']);
    }
    expect((await ask('q=路燈不亮')).body.matters.map(({ name }) => name)).toEqual(['路灯']);
    expect((await ask('q=qzqzqz')).body.matters).toEqual([]);
  });
  it('are those of the period, of which both days belong to it', async () => {
    expect((await ask('matter=010102&from=2026-11-17&to=2026-11-17')).body.totals.cases).toBe(1);
    expect((await ask('matter=010102&from=2025-11-22')).body.totals.cases).toBe(6);
    expect((await ask('matter=010102&from=2026-11-18&to=2026-11-19')).body).toMatchObject({ totals: { cases: 0 }, places: [], repeats: [] });
  });
  it('lie under a region or grid, or in an area made of pieces', async () => {
    expect((await ask(`q=井盖&within=${south}`)).body.totals.cases).toBe(1);
    expect((await ask(`q=井盖&within=${north}001`)).body.within).toEqual({ code: `${north}001`, name: '第1网格' });
    const parts = [{ op: 'add', from: 'circle', center: [116.0045, 36.0021], radiusMeters: 100 }];
    const { body } = await app.call<MatterAnswer>('POST', '/api/search/matters', { cookie: cookies.city, body: { q: '井盖', parts } });
    expect(body.totals).toMatchObject({ cases: 4, places: 1 });
  });
  it('that come up three times or more are repeats', async () => {
    const { body } = await ask('matter=0101');
    expect(body.repeats.map(({ spot, cases }) => [spot, cases])).toEqual([[body.places[0]?.spot, 4]]);
    expect(body.repeatTotal).toBe(1);
  });
});

describe('what the answer tells beside', () => {
  it('says that a handful of cases is too little to tell hot grids from chance', async () => {
    const { hotspots, hotspotNotes, totals } = (await ask('q=井盖')).body;
    expect(totals.cases).toBeLessThan(hotspotNotes.fewestCases);
    expect(hotspotNotes.verdict).toBe('too-few-cases');
    expect(hotspots.features.filter(({ properties }) => properties.role === 'area')).toEqual([]);
  });
  it('counts weeks, hours and weekdays so that each sum is the total', async () => {
    const { trend, totals } = (await ask('matter=0101')).body;
    expect(trend.weeks.reduce((sum, { cases }) => sum + cases, 0)).toBe(totals.cases);
    expect(trend.hours.map((day) => day[10]).reduce((a = 0, b = 0) => a + b, 0)).toBe(totals.cases);
  });
  it('names departments with their record, people in charge and resources with the way on foot', async () => {
    const { units, places } = (await ask('q=井盖')).body;
    const spot = places[0]?.spot;
    expect(units).toContainEqual({ type: 'department', department: 'drainage', title: '排水公司', cases: 6, open: 1, onTimeRate: 0.6667, returns: 1, meanHours: 33.6 });
    expect(units).toContainEqual(expect.objectContaining({ type: 'person', spot, role: 'grid_worker', holder: '格员1', phone: '13800000001' }));
    // From the second cover 56 m to the street, 495 m along it, 11 m to the volunteer; from the first no street is near.
    const ways = (place: string | undefined) => units.flatMap((unit) => (unit.type === 'resource' && unit.spot === place ? [[unit.name, unit.measured, unit.meters] as const] : []));
    expect(ways(places[1]?.spot).find(([name]) => name === '志愿者张师傅')).toEqual(['志愿者张师傅', 'walking', 561]);
    expect(ways(spot).map(([, measured]) => measured)).toEqual(['straight', 'straight']);
  });
  it('shows closed cases with what was done, the best rated first', async () => {
    const { similar, solutions } = (await ask('matter=010102&from=2025-11-22')).body;
    expect(similar.length).toBe(6);
    expect(similar.at(-1)).toMatchObject({ solution: '加固', returns: 1 });
    expect(solutions[0]).toMatchObject({ note: '更换井盖', cases: 5, returns: 0, meanRating: 5, medianHours: 24 });
  });
  it('tells who can help at any other place', async () => {
    const spot = (await ask('matter=010102')).body.places.find((place) => place.spot.startsWith('c'))?.spot;
    const { body } = await app.call<{ units: { type: string; areaCode?: string }[] }>('GET', `/api/search/matters/help?matter=010102&spot=${spot}`, { cookie: cookies.city });
    expect(body.units).toContainEqual(expect.objectContaining({ type: 'person', areaCode: `${south}001` }));
    expect((await app.call('GET', '/api/search/matters/help?matter=010102&spot=c1', { cookie: cookies.city })).status).toBe(404);
  });
});

describe('rights', () => {
  it('keep the answer inside the jurisdiction', async () => {
    expect((await ask('q=井盖', 'other')).body.totals.cases).toBe(1);
    expect((await ask(`q=井盖&within=${south}`, 'community')).body.totals.cases).toBe(0);
  });
  it('are needed at all', async () => {
    expect((await ask('q=井盖', 'volunteer')).status).toBe(403);
    expect((await app.call('GET', '/api/search/matters?q=x')).status).toBe(401);
  });
  it('let cases about protected people be counted only, none under five, and in no place', async () => {
    const { body } = await ask('matter=030201');
    expect(body).toMatchObject({ places: [], repeats: [], similar: [], totals: { cases: 0 }, hotspots: { features: [] } });
    // Four and six in two grids: the four is not told, nor the six, from which it would follow.
    expect(body.countedOnly).toEqual({ cases: 10, areas: [] });
    expect((await ask(`matter=030201&within=${north}001`)).body.countedOnly).toEqual({ cases: null, areas: [] });
    expect((await ask(`matter=030201&within=${north}002`)).body.countedOnly).toEqual({ cases: 6, areas: [{ code: `${north}002`, name: '第2网格', cases: 6 }] });
    expect((await ask('matter=030201', 'department')).body.countedOnly).toBeNull();
  });
  it('show them to who is responsible, and the look is in the log', async () => {
    const { body } = await ask('matter=030201', 'worker');
    expect(body.places.map(({ why }) => why.cases)).toEqual([4]);
    expect(body.countedOnly).toBeNull();
    const log = await app.sql(`select detail from audit_log where action = 'search.matters'`);
    expect(log).toEqual([{ detail: { cases: 4, similar: 0, matters: 1 } }]);
    await app.call('GET', `/api/search/matters/help?matter=030201&spot=${body.places[0]?.spot}`, { cookie: cookies.worker });
    expect(await app.sql(`select detail from audit_log where action = 'search.matters.help'`)).toEqual([{ detail: { cases: 1 } }]);
  });
});

describe('a similar case about a protected person', () => {
  it('is in the log too, though it happened before the period', async () => {
    const [open] = await app.sql<{ code: string }>(`select code from matters where code like '03%' and sensitivity = 'internal' order by code limit 1`);
    await addCases({ matter: open?.code ?? '', at: '1号楼', daysAgo: [2] });
    await addCases({ matter: '030201', at: '1号楼', daysAgo: [300], note: '上门看望' });
    const { body } = await ask('matter=03&from=2026-11-20&to=2026-11-20', 'worker');
    expect(body.similar.map(({ solution }) => solution)).toEqual(['上门看望']);
    const [entry] = await app.sql(`select detail from audit_log where action = 'search.matters' order by id desc limit 1`);
    expect(entry?.detail).toMatchObject({ cases: 0, similar: 1 });
    // Who may only count them is not shown it, and nothing is logged.
    const before = await app.sql('select count(*) from audit_log');
    expect((await ask('matter=03&from=2026-11-20&to=2026-11-20', 'city')).body.similar).toEqual([]);
    expect(await app.sql('select count(*) from audit_log')).toEqual(before);
  });
});

describe('bad input', () => {
  it.each([
    ['', 422], ['matter=010102&q=井盖', 422], ['matter=999999', 404], ['matter=01010', 422], ['q=%20%20', 422], [`q=${'井'.repeat(61)}`, 422], ['matter=010102&within=12', 404],
    ['matter=010102&from=2026-02-30', 422], ['matter=010102&from=2026-11-02&to=2026-11-01', 422], ['matter=010102&from=1990-01-01', 422],
  ])('"%s" is answered with %i', async (query, status) => {
    expect((await ask(query)).status).toBe(status);
  });
  it('is refused with a reason as data', async () => {
    const { body } = await app.call('GET', '/api/search/matters?matter=010102&from=1990-01-01', { cookie: cookies.city });
    expect(body).toMatchObject({ reason: 'period-too-long', values: { most: 3660 }, errors: [{ reason: 'period-too-long', pointer: '/query/from' }] });
  });
  it('marks of patterns are plain text', async () => {
    for (const q of ['%', '_', '\\', "'", '%井盖%']) expect((await ask(`q=${encodeURIComponent(q)}`)).body.matched === 'part').toBe(false);
  });
});

describe('clusters', () => {
  it('are those that ST_ClusterDBSCAN finds among the single cases', async () => {
    const rows = await app.sql<{ lng: number; lat: number; cases: number }>(`
      select (x * 37 % 400) / 111195.0 as lng, (x * 91 % 400) / 111195.0 as lat, 1 + x % 4 as cases from generate_series(1, 120) x`);
    const spots = rows.map(({ lng, lat, cases }) => ({ lng: Number(lng), lat: Number(lat), cases: Number(cases) }));
    const { labels, clusters } = clusterPlaces({ lng: Float64Array.from(spots, ({ lng }) => lng), lat: Float64Array.from(spots, ({ lat }) => lat), cases: Int32Array.from(spots, ({ cases }) => cases) }, 25, 6);
    const [peer] = await app.sql<{ labels: (number | null)[] }>(
      `select array_agg(cluster order by n) as labels from (
         select distinct on (n) n, cluster from (
           select n, st_clusterdbscan(st_makepoint((s ->> 'lng')::float8 * 111195, (s ->> 'lat')::float8 * 111195), 25.0000001, 6) over () as cluster
           from jsonb_array_elements($1::jsonb) with ordinality as given (s, n), generate_series(1, (s ->> 'cases')::int)) as cases order by n, cluster) as spots`,
      [JSON.stringify(spots)],
    );
    expect(clusters).toBe(new Set(peer?.labels.filter((label) => label !== null)).size);
    expect([...labels].map((label) => label === -1)).toEqual(peer?.labels.map((label) => label === null));
    expect(clusters).toBeGreaterThan(1);
  });
});
