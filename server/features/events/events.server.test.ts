import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventDetail, EventPage } from '#contract/events.ts';
import { addTown, addUsers, type Answer, north, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';
import { loadMatters } from '../matters/load.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const now = '2026-11-22T12:00:00+08:00';

beforeAll(async () => {
  app = await openTestApp('events');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.database.asOwner((db) => loadMatters(db));
  app.advance(Date.parse(now) - app.now().getTime());
  // One case an hour, from Monday 2026-11-16 00:00 on: odd ones in the north are open, even ones in the south closed and once returned.
  await app.sql(`
    with made as (
      insert into events (county_code, code, matter_code, title, geom, state, channel, severity, reported_at, closed_at, due_at, owner_department, reopened_count)
      select '990101', next_event_code('990101', reported), case when n % 3 = 0 then '010118' else '020505' end, '案件' || n,
             st_setsrid(st_makepoint(case when n % 2 = 1 then 116.005 else 116.025 end, 36.005), 4326),
             case when n % 2 = 1 then 'dispatched' else 'closed' end, 'hotline', 2, reported, case when n % 2 = 1 then null else reported + interval '1 hour' end,
             reported + interval '5 days', 'street_lighting', (n % 2 = 0)::int
      from generate_series(0, 47) n cross join lateral (select timestamptz '2026-11-16 00:00:00.123456+08' + n * interval '1 hour') as t (reported)
      returning county_code, id, reported_at, state)
    insert into event_log (county_code, event_id, version, at, step, state, by_role, note)
    select county_code, id, 1, reported_at, 'report', 'reported', 'resident', '' from made
    union all select county_code, id, 2, reported_at + interval '10 minutes', 'dispatch', 'dispatched', 'command_centre', '派遣' from made`);
  await app.sql(`insert into events (county_code, code, matter_code, title, geom, element_id, state, channel, severity)
    select '990101', next_event_code('990101', '${now}'), '030201', '走访', st_centroid(b.geom), b.id, 'accepted', 'patrol', 1
    from elements b, generate_series(1, 5) where b.name = '1号楼'`);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

const list = (query: string, as = 'city'): Promise<Answer<EventPage>> => app.call('GET', `/api/events?${query}`, { cookie: cookies[as] });
const total = async (query: string, as = 'city') => (await list(query, as)).body.total;
const internal = 'matter=01,02';

describe('the list of cases', () => {
  it('is filtered by matter or class, state, time, place and department, and counts what fits', async () => {
    expect(await total(internal)).toBe(48);
    expect(await total('matter=010118')).toBe(16);
    expect(await total(`${internal}&state=open`)).toBe(24);
    expect(await total(`${internal}&state=closed&returned=yes`)).toBe(24);
    expect(await total(`${internal}&state=overdue`)).toBe(18); // Due five days after the report: those of the first 36 hours that are open.
    expect(await total(`${internal}&weekday=1`)).toBe(24);
    expect(await total(`${internal}&weekday=2&hour=23`)).toBe(1);
    expect(await total(`${internal}&from=2026-11-17`)).toBe(24);
    expect(await total(`${internal}&to=2026-11-16&within=${south}`)).toBe(12);
    expect(await total(`${internal}&department=drainage`)).toBe(0);
    expect(await total(`${internal}&department=none`)).toBe(0);
  });
  it('is read page by page without a case twice or lost, newest first', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await list(`${internal}&limit=7${cursor}`);
      seen.push(...body.items.map(({ title }) => title));
      cursor = body.next ? `&cursor=${encodeURIComponent(body.next)}` : '';
      expect(body.total).toBe(48);
    } while (cursor);
    expect(seen).toEqual(Array.from({ length: 48 }, (_, index) => `案件${47 - index}`));
  });
  it('refuses a cursor that was changed or belongs to another question', async () => {
    const { next } = (await list(`${internal}&limit=7`)).body;
    expect((await list(`${internal}&limit=7&cursor=${next}00`)).status).toBe(400);
    expect((await list(`matter=01&limit=7&cursor=${next}`)).status).toBe(400);
  });
  it('is that of places, or of an area made of pieces', async () => {
    const { items } = (await list(`${internal}&state=open&limit=1`)).body;
    expect(await total(`spot=${items[0]?.spot}`)).toBe(24);
    const search = (body: object) => app.call<EventPage>('POST', '/api/events/search', { cookie: cookies.city, body });
    expect((await search({ spots: [items[0]?.spot, 'c1'] })).body.total).toBe(24);
    expect((await search({ spots: [] })).body.total).toBe(0);
    expect((await search({ matter: '01,02', parts: [{ op: 'add', from: 'region', code: south }] })).body.total).toBe(24);
  });
  it.each(['matter=1', 'matter=%25', 'state=lost', 'weekday=8', 'hour=24', 'spot=x', 'from=yesterday', 'limit=0', 'limit=1000'])('refuses %s', async (query) => {
    expect((await list(query)).status).toBe(422);
  });
});

describe('a case', () => {
  it('comes with its matter, its place and its timeline', async () => {
    const { items } = (await list('matter=010118&limit=1')).body;
    const { body } = await app.call<EventDetail>('GET', `/api/events/${items[0]?.id}`, { cookie: cookies.city });
    expect(body).toMatchObject({ title: '案件45', matter: { name: '路灯' }, areaName: '第1网格', stateTitle: '处理中', sameHere: 8, matterDetail: { ownerTitle: '路灯管理所' } });
    expect(body.timeline.map(({ step, note }) => [step, note])).toEqual([['report', ''], ['dispatch', '派遣']]);
    expect(body.chain.map(({ name }) => name)).toContain('北关社区');
  });
  it('is not there for others: another jurisdiction, no right, no such id', async () => {
    const { items } = (await list('state=open&matter=02&limit=1')).body;
    const read = async (id: string | undefined, as: string) => (await app.call('GET', `/api/events/${id}`, { cookie: cookies[as] })).status;
    expect(await read(items[0]?.id, 'community')).toBe(200);
    expect(await read(items[0]?.id, 'other')).toBe(404);
    expect(await read(items[0]?.id, 'volunteer')).toBe(403);
    expect(await read('00000000-0000-4000-8000-000000000000', 'city')).toBe(404);
    expect(await read('x', 'city')).toBe(404);
  });
});

describe('cases about protected people', () => {
  it('are counted only, and not there one by one, for who may not see single people', async () => {
    const { body } = await list('matter=03');
    expect(body).toEqual({ total: 0, countedOnly: 5, items: [], next: null });
    expect((await list(`matter=03&within=${north}002`)).body.countedOnly).toBe(0);
    expect((await list('matter=03&hour=25', 'city')).status).toBe(422);
    const [one] = await app.sql<{ id: string }>(`select id from events where matter_code = '030201' limit 1`);
    expect((await app.call('GET', `/api/events/${one?.id}`, { cookie: cookies.city })).status).toBe(404);
    await app.sql(`delete from events where id = $1`, [one?.id]);
    expect((await list('matter=03')).body.countedOnly).toBeNull();
  });
  it('are told of no house: at a place "none" is not told from "few"', async () => {
    const [one] = await app.sql<{ spot: string; lng: number; lat: number }>(`select 'c' || spot as spot, st_x(geom) as lng, st_y(geom) as lat from events where matter_code = '030201' limit 1`);
    const search = (body: object) => app.call<EventPage>('POST', '/api/events/search', { cookie: cookies.city, body });
    const around = (lng: number, lat: number) => ({ matter: '03', parts: [{ op: 'add', from: 'circle', center: [lng, lat], radiusMeters: 10 }] });
    const counted = async (answer: Promise<{ body: { countedOnly: number | null } }>) => (await answer).body.countedOnly;
    const [lng, lat] = [one?.lng ?? 0, one?.lat ?? 0];
    expect([await counted(search(around(lng, lat))), await counted(search(around(lng + 0.005, lat)))]).toEqual([null, null]);
    expect(await counted(list(`matter=010101&spot=${one?.spot}`))).toBeNull();
  });
  it('tell nobody their place by the ground around them who may not read them', async () => {
    const [one] = await app.sql<{ id: string }>(`select id from events where matter_code = '030201' limit 1`);
    const resolve = (as: string) => app.call('POST', '/api/areas/resolve', { cookie: cookies[as], body: { parts: [{ op: 'add', from: 'event', id: one?.id, meters: 1 }] } });
    expect((await resolve('city')).status).toBe(404);
    expect((await resolve('worker')).status).toBe(200);
  });
  it('are there for who answers for the place, and each look is in the log', async () => {
    const { body } = await list('matter=03', 'worker');
    expect(body.total).toBe(4);
    expect((await app.call('GET', `/api/events/${body.items[0]?.id}`, { cookie: cookies.worker })).status).toBe(200);
    expect(await app.sql(`select action, detail from audit_log where action in ('events.list', 'event.read') order by id`)).toEqual([
      { action: 'events.list', detail: { cases: 4 } }, { action: 'event.read', detail: {} },
    ]);
    // No department is set for them: asked for as such they are the same.
    const { items } = (await list('matter=03&department=none', 'worker')).body;
    expect(items.map(({ department }) => department)).toEqual([null, null, null, null]);
  });
});

describe('the matters of an element', () => {
  interface Body {
    cases: number;
    open: number;
    matters: { code: string; cases: number }[];
  }
  const read = async (name: string, as: string) => {
    const [element] = await app.sql<{ code: string }>('select code from elements where name = $1 limit 1', [name]);
    return app.call<Body>('GET', `/api/elements/${element?.code}/matters`, { cookie: cookies[as] });
  };
  it('are those that concern its kind and category, those with cases there first', async () => {
    const { body } = await read('1号楼', 'worker');
    expect(body).toMatchObject({ cases: 4, open: 4 });
    expect(body.matters[0]).toMatchObject({ code: '030201', cases: 4 });
    expect(body.matters.map(({ code }) => code)).toContain('040101');
    expect((await read('1号楼', 'city')).body.cases).toBe(0);
  });
  it('are not told of an element that the reader does not see', async () => {
    expect((await read('张*', 'department')).status).toBe(404);
  });
});
