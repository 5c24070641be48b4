import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BriefDetail, BriefDifference, BriefItem } from '#contract/briefs.ts';
import { addTown, addUsers, type Answer, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';
import { testPng } from './test-picture.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
type Body = Record<string, unknown>;

const bothCommunities = { type: 'Polygon', coordinates: [[[116, 36], [116.04, 36], [116.04, 36.01], [116, 36.01], [116, 36]]] };
const northOnly = { type: 'Polygon', coordinates: [[[116.0005, 36.0005], [116.0195, 36.0005], [116.0195, 36.0095], [116.0005, 36.0095], [116.0005, 36.0005]]] };
const drawn = (geometry: unknown) => ({ parts: [{ op: 'add', from: 'drawn', geometry }] });
const themes = (...kinds: string[]) => ({ themes: kinds.map((kind) => ({ kind })), added: [] as string[], removed: [] as string[] });
const elders = { themes: [{ kind: 'key_person', category: 'elder_alone' }], added: [], removed: [] };

const call = <Answered = BriefDetail>(username: string, method: string, path: string, body?: Body): Promise<Answer<Answered>> => app.call<Answered>(method, path, { cookie: cookies[username] ?? '', ...(body ? { body } : {}) });
const make = (username: string, body: Body) => call(username, 'POST', '/api/briefs', { title: '消防检查', question: drawn(bothCommunities), selection: themes('building'), ...body });
const itemsOf = (username: string, id: string) => call<{ items: BriefItem[]; total: number }>(username, 'GET', `/api/briefs/${id}/items`);

beforeAll(async () => {
  app = await openTestApp('briefs');
  await addTown(app);
  await addUsers(app, townUsers);
  // Six elders live alone in the first building, two in the third, which is in the other community.
  await app.sql(`insert into key_person_profiles (county_code, element_id, type)
    select '990101', id, 'elder_alone' from (
      select p.id, b.name as building, row_number() over (partition by b.id order by p.code) as n
      from elements p join elements b on b.id = p.building_id where p.kind = 'person') as people
    where (building = '1号楼' and n <= 6) or (building = '3号楼' and n <= 2)`);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

describe('a brief', () => {
  it('holds what its author chose, and says when and where', async () => {
    const { status, body } = await make('street', { tasks: [{ text: '逐户检查', theme: { kind: 'building' } }], contacts: [{ from: 'typed', name: '老王', role: '消防', phone: '119' }] });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: '消防检查', place: '城关街道', placeCode: '990101001', isMine: true, version: 1, totals: [{ kind: 'building', category: 'residential', count: 4 }], tasks: [{ text: '逐户检查' }] });
    expect(body.number).toMatch(/^B\d{6}$/);
    expect(body.contacts).toEqual([{ dutyId: null, role: '消防', roleTitle: '消防', holder: '老王', phone: '119', area: '' }]);
    const { items, total } = (await itemsOf('street', body.id)).body;
    expect(total).toBe(4);
    expect(items.map(({ name }) => name).sort()).toEqual(['1号楼', '2号楼', '3号楼', '4号楼']);
    expect(items.map(({ distanceMeters }) => distanceMeters)).toEqual(items.map(({ distanceMeters }) => distanceMeters).sort((a, b) => (a ?? 0) - (b ?? 0)));
  });

  it('adds and takes out single things', async () => {
    const all = (await itemsOf('street', (await make('street', {})).body.id)).body.items;
    const clinic = (await app.sql<{ code: string }>(`select code from elements where category = 'clinic'`))[0]?.code;
    const { body } = await make('street', { selection: { ...themes('building'), added: [clinic], removed: [all[0]?.code] } });
    expect(body.totals).toEqual([{ kind: 'building', category: 'residential', count: 3 }, { kind: 'place', category: 'clinic', count: 1 }]);
  });

  it('agrees with the search of the same area', async () => {
    const { body } = await make('community', { question: drawn(northOnly), selection: themes('building', 'household') });
    const found = await call<{ totals: unknown[] }>('community', 'POST', '/api/search/area', { ...drawn(northOnly), selection: themes('building', 'household') });
    expect(body.totals).toEqual(found.body.totals);
    const care = await make('street', { selection: elders });
    expect(care.body.totals).toEqual((await call<{ totals: unknown[] }>('street', 'POST', '/api/search/area', { ...drawn(bothCommunities), selection: elders })).body.totals);
  });

  it.each([
    ['a title of blanks', { title: '   ' }],
    ['an end before its start', { startsAt: '2026-05-02T00:00:00Z', endsAt: '2026-05-01T00:00:00Z' }],
    ['a task without text', { tasks: [{ text: '' }] }],
    ['a tampered code', { selection: { ...themes(), added: [`1234567890123456789' or '1'='1`] } }],
    ['an area that encloses nothing', { question: drawn({ type: 'Polygon', coordinates: [[[116, 36], [116.1, 36], [116, 36]]] }) }],
  ])('is refused with %s', async (_what, body) => {
    expect((await make('street', body)).status).toBe(422);
  });

  it('keeps codes alone in the database', async () => {
    const columns = await app.sql<{ column_name: string }>(`select column_name from information_schema.columns where table_name = 'brief_items' order by 1`);
    expect(columns.map(({ column_name }) => column_name)).toEqual(['brief_id', 'category', 'code', 'kind', 'place_code', 'snapshot_id']);
  });
});

describe('people in a brief', () => {
  let id = '';
  beforeAll(async () => {
    id = (await make('street', { title: '走访独居老人', selection: { ...elders, themes: [...elders.themes, { kind: 'building' }] } })).body.id;
  });
  const lines = async (username: string) => (await call(username, 'GET', `/api/briefs/${id}`)).body.totals.filter(({ kind }) => kind === 'key_person');

  it('are counts to who has no right to their points, in the list, the map file and the table alike', async () => {
    // As in an area: a department is told nothing of people, and that it is not told.
    const ofDepartment = (await call('department', 'GET', `/api/briefs/${id}`)).body;
    expect([ofDepartment.totals.map(({ kind }) => kind), ofDepartment.notTold]).toEqual([['building'], ['person']]);
    for (const username of ['street', 'city']) {
      expect(await lines(username)).toEqual([{ kind: 'key_person', category: 'elder_alone', count: 8 }]);
      expect((await itemsOf(username, id)).body.items.map(({ kind }) => kind)).toEqual(['building', 'building', 'building', 'building']);
      const { body } = await call<{ text?: string; features: { properties: { kind?: string } }[] }>(username, 'GET', `/api/briefs/${id}/export/geojson`);
      expect(body.features.map(({ properties }) => properties.kind)).toEqual([undefined, 'building', 'building', 'building', 'building']);
    }
  });

  it('are listed, with masked names, to who has the right, in the own area only', async () => {
    // The mission's worker reads the brief of the street: six of the eight live in that grid.
    const [worker] = await app.sql<{ id: number }>(`select id from users where username = 'worker'`);
    expect((await call('worker', 'GET', `/api/briefs/${id}`)).status).toBe(404);
    const mission = await call<{ id: string }>('street', 'POST', '/api/missions', { briefId: id, title: '走访', tasks: [{ text: '看望', people: [worker?.id] }] });
    expect(mission.status).toBe(201);
    expect((await lines('worker'))[0]?.count).toBe(8);
    const people = (await itemsOf('worker', id)).body.items.filter(({ kind }) => kind === 'key_person');
    expect(people).toHaveLength(6);
    expect(new Set(people.map(({ name }) => name))).toEqual(new Set(['张*']));
    const [entry] = await app.sql<{ object: string; detail: unknown }>(`select object, detail from audit_log where action = 'brief.items' order by id desc limit 1`);
    expect(entry).toEqual({ object: id, detail: { counts: { key_person: 6 } } });
    await call('street', 'POST', `/api/missions/${mission.body.id}/steps`, { step: 'close', version: 1 });
    expect((await call('worker', 'GET', `/api/briefs/${id}`)).status).toBe(404);
  });

  it('fewer than five are not told to who may not see them', async () => {
    const southern = { type: 'Polygon', coordinates: [[[116.0205, 36.0005], [116.0395, 36.0005], [116.0395, 36.0095], [116.0205, 36.0095], [116.0205, 36.0005]]] };
    const few = (await make('street', { question: drawn(southern), selection: elders })).body;
    expect(few.totals).toEqual([{ kind: 'key_person', category: 'elder_alone', count: null }]);
    expect(few.snapshots.map(({ items }) => items)).toEqual([0]);
    const comparison = (await call<BriefDifference>('street', 'POST', `/api/briefs/${few.id}/compare`)).body;
    expect(comparison.totals).toEqual([{ kind: 'key_person', category: 'elder_alone', before: null, after: null, added: 0, gone: 0 }]);
    expect((await call('other', 'GET', `/api/briefs/${few.id}`)).body.totals[0]?.count).toBe(2);
  });

  it('cannot be found out by adding or taking out one code', async () => {
    const [person] = await app.sql<{ code: string }>(`select e.code from elements e join key_person_profiles k on k.element_id = e.id order by e.code limit 1`);
    const codes = [person?.code ?? ''];
    expect((await make('street', { selection: { ...elders, removed: codes } })).body.totals[0]?.count).toBe(8);
    expect((await make('street', { selection: { ...themes(), added: codes } })).body.totals).toEqual([]);
    expect((await make('community', { question: drawn(northOnly), selection: { ...elders, removed: codes } })).body.totals[0]?.count).toBe(5);
  });

  it('are not looked through for words by who may only count them', async () => {
    const named = { selection: { themes: [{ kind: 'person' }, { kind: 'key_person' }], added: [], removed: [] }, question: { ...drawn(bothCommunities), q: '张' } };
    const totals = async (q?: string) => (await make('street', { ...named, question: { ...drawn(bothCommunities), ...(q && { q }) } })).body.totals;
    expect(await totals('没有人叫这个名字')).toEqual(await totals());
    expect((await make('community', { ...named, question: { ...drawn(northOnly), q: '张' } })).body.totals).not.toEqual([]);
  });

  it('do not become the middle of an area', async () => {
    const [person] = await app.sql<{ code: string }>(`select code from elements where kind = 'person' order by code limit 1`);
    const around = { parts: [{ op: 'add', from: 'element', code: person?.code, meters: 50 }] };
    expect((await make('community', { question: around })).status).toBe(422);
    expect((await make('street', { question: around })).status).toBe(404);
  });
});

describe('who may read and change a brief', () => {
  let brief: BriefDetail;
  beforeAll(async () => {
    brief = (await make('community', { question: drawn(northOnly) })).body;
  });

  it('its author, and who answers for all of its ground', async () => {
    for (const username of ['community', 'street', 'city', 'department']) expect((await call(username, 'GET', `/api/briefs/${brief.id}`)).status, username).toBe(200);
    for (const username of ['other', 'worker', 'volunteer', 'admin', 'auditor']) {
      for (const path of ['', '/items', '/export/pdf', '/export/xlsx', '/export/geojson', '/pictures/1']) {
        expect((await call(username, 'GET', `/api/briefs/${brief.id}${path}`)).status, `${username} ${path}`).toBe(404);
      }
      expect((await call(username, 'POST', `/api/briefs/${brief.id}/compare`)).status, username).toBe(404);
    }
    expect((await call<{ briefs: unknown[] }>('other', 'GET', '/api/briefs')).body.briefs.every((one) => (one as BriefDetail).id !== brief.id)).toBe(true);
    expect((await app.call('GET', `/api/briefs/${brief.id}`)).status).toBe(401);
  });

  it('one of two communities is not told of the other', async () => {
    const { body } = await make('street', {});
    expect((await call('other', 'GET', `/api/briefs/${body.id}`)).status).toBe(404);
    expect((await call('community', 'GET', `/api/briefs/${body.id}`)).status).toBe(404);
  });

  it('its author alone changes it, and not a version that is no longer there', async () => {
    const words = { title: '新标题', version: 1 };
    expect((await call('street', 'PUT', `/api/briefs/${brief.id}`, words)).status).toBe(403);
    const changed = await call('community', 'PUT', `/api/briefs/${brief.id}`, words);
    expect(changed.body).toMatchObject({ title: '新标题', version: 2 });
    const again = await call<{ type: string }>('community', 'PUT', `/api/briefs/${brief.id}`, words);
    expect([again.status, again.body.type]).toEqual([409, '/problems/version-conflict']);
    expect((await call('community', 'POST', `/api/briefs/${brief.id}/snapshots`, { version: 1 })).status).toBe(409);
    expect((await call('street', 'DELETE', `/api/briefs/${brief.id}`)).status).toBe(403);
  });

  it('an unknown id is nothing', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'not-an-id', `${brief.id}'`]) expect((await call('community', 'GET', `/api/briefs/${encodeURIComponent(id)}`)).status).toBe(404);
  });

  it('who may not write briefs writes none', async () => {
    for (const username of ['worker', 'volunteer', 'admin']) expect((await make(username, { question: drawn(northOnly) })).status, username).toBe(403);
  });

  it('is taken away by its author', async () => {
    const { body } = await make('community', { question: drawn(northOnly) });
    expect((await call('community', 'DELETE', `/api/briefs/${body.id}`)).status).toBe(204);
    expect((await call('community', 'GET', `/api/briefs/${body.id}`)).status).toBe(404);
  });
});

describe('a brief asked again', () => {
  it('tells what is new and what is gone, and keeps the earlier list', async () => {
    const { body: brief } = await make('street', { selection: themes('facility') });
    expect(brief.totals).toEqual([]);
    const add = (number: number, lng: number) => app.sql(`insert into elements (county_code, code, kind, category, name, geom) values ('990101', digital_id('990101', 7, $1), 'facility', 'hydrant', '消防栓' || $1, st_setsrid(st_makepoint($2, 36.005), 4326))`, [number, lng]);
    await add(1, 116.001);
    await add(2, 116.002);
    const compare = async () => (await call<BriefDifference>('street', 'POST', `/api/briefs/${brief.id}/compare`)).body;
    const first = await compare();
    expect(first.totals).toEqual([{ kind: 'facility', category: 'hydrant', before: 0, after: 2, added: 2, gone: 0 }]);
    expect(first.added.map(({ name }) => name)).toEqual(['消防栓1', '消防栓2']);
    const renewed = (await call('street', 'POST', `/api/briefs/${brief.id}/snapshots`, { version: 1 })).body;
    expect(renewed).toMatchObject({ version: 2, totals: [{ kind: 'facility', category: 'hydrant', count: 2 }] });
    expect(renewed.snapshots.map(({ items }) => items)).toEqual([2, 0]);

    await app.sql(`update elements set valid_to = now() where name = '消防栓1'`);
    await add(3, 116.003);
    const second = await compare();
    expect(second.totals).toEqual([{ kind: 'facility', category: 'hydrant', before: 2, after: 2, added: 1, gone: 1 }]);
    expect([second.added.map(({ name }) => name), second.gone.map(({ name, isCurrent }) => [name, isCurrent])]).toEqual([['消防栓3'], [['消防栓1', false]]]);
    const earlier = renewed.snapshots[1]?.id ?? 0;
    expect((await call<{ total: number }>('street', 'GET', `/api/briefs/${brief.id}/items?snapshot=${earlier}`)).body.total).toBe(0);
  });

  it('takes a new list when its area changes', async () => {
    const { body: brief } = await make('street', {});
    const changed = (await call('street', 'PUT', `/api/briefs/${brief.id}`, { title: '北关', version: 1, question: drawn(northOnly) })).body;
    expect(changed).toMatchObject({ place: '北关社区', totals: [{ kind: 'building', category: 'residential', count: 2 }] });
    expect(changed.snapshots).toHaveLength(2);
  });
});

describe('contacts', () => {
  it('are offered from the duties of the area, and follow who holds the duty', async () => {
    const { body } = await call<{ contacts: { dutyId: number; holder: string; roleTitle: string; phone: string; area: string }[] }>('street', 'POST', '/api/briefs/contacts', drawn(northOnly));
    expect(body.contacts.map(({ holder }) => holder)).toEqual(['书记', '格员1', '格员2']);
    const worker = body.contacts.find(({ holder }) => holder === '格员1');
    const brief = (await make('street', { contacts: [{ from: 'duty', id: worker?.dutyId }] })).body;
    expect(brief.contacts[0]).toMatchObject({ holder: '格员1', phone: '13800000001', area: '北关社区第1网格' });
    await app.sql('update duties set valid_to = now() where id = $1', [worker?.dutyId]);
    await app.sql(`insert into duties (county_code, role, holder, phone, scope, area_code) select county_code, role, '新格员', '13800000009', scope, area_code from duties where id = $1`, [worker?.dutyId]);
    expect((await call('street', 'GET', `/api/briefs/${brief.id}`)).body.contacts[0]).toMatchObject({ holder: '新格员', phone: '13800000009' });
  });
});

describe('pictures', () => {
  it('are taken as PNG, bounded in number, and shown to who may read the brief', async () => {
    const { body: brief } = await make('community', { question: drawn(northOnly) });
    const add = (data: Buffer, username = 'community') => call(username, 'POST', `/api/briefs/${brief.id}/pictures`, { caption: '现场', data: data.toString('base64') });
    const added = await add(testPng(60, 40));
    expect(added.status).toBe(201);
    expect(added.body.pictures[0]).toMatchObject({ caption: '现场', mediaType: 'image/png', width: 60, height: 40 });
    expect((await add(Buffer.from('GIF89a'))).status).toBe(422);
    expect((await add(testPng(60, 40), 'street')).status).toBe(403);
    for (let n = 0; n < 3; n++) await add(testPng(60, 40));
    expect((await add(testPng(60, 40))).status).toBe(422);
    const path = `/api/briefs/${brief.id}/pictures/${added.body.pictures[0]?.id}`;
    const shown = await call('street', 'GET', path);
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await call('other', 'GET', path)).status).toBe(404);
    expect((await call('community', 'DELETE', path)).body.pictures).toHaveLength(3);
  });
});

describe('an area over nothing of ours', () => {
  it('belongs to nobody but its author', async () => {
    const empty = { type: 'Polygon', coordinates: [[[100, 30], [100.01, 30], [100.01, 30.01], [100, 30]]] };
    const { body } = await make('community', { question: drawn(empty) });
    expect(body).toMatchObject({ placeCode: '', totals: [] });
    expect((await call('city', 'GET', `/api/briefs/${body.id}`)).status).toBe(404);
  });
  it('that meets a neighbour in a sliver alone is still told by its own community', async () => {
    const sliver = { type: 'Polygon', coordinates: [[[116.001, 36.001], [116.020000001, 36.001], [116.020000001, 36.009], [116.001, 36.009], [116.001, 36.001]]] };
    expect((await make('community', { question: drawn(sliver) })).body.placeCode).toBe('990101001001');
  });
  it('of one community is told by its code', async () => {
    expect((await make('other', { question: { parts: [{ op: 'add', from: 'region', code: south }] } })).body.placeCode).toBe(south);
  });
});
