import { afterAll, beforeAll, expect, it } from 'vitest';
import type { MatterCatalogue, MatterEntry } from '#contract/matter-catalogue.ts';
import { addTown, addUsers, openTestApp, type TestApp, townUsers } from '../../test-town.ts';
import { loadMatters } from './load.ts';

let app: TestApp;
const cookies: Record<string, string> = {};

beforeAll(async () => {
  app = await openTestApp('matter_catalogue');
  await addTown(app);
  await addUsers(app, townUsers);
  await app.database.asOwner((db) => loadMatters(db));
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
});
afterAll(() => app.close());

const read = async (code: string) => (await app.call<MatterEntry>('GET', `/api/matters/${code}`, { cookie: cookies.admin })).body;
const fieldsOf = ({ code: _code, source: _source, grade: _grade, isLocal: _local, isEdited: _edited, updatedAt: _at, version: _version, ...fields }: MatterEntry) => fields;
const put = (code: string, body: object, as = 'admin') => app.call<MatterEntry & { errors?: { pointer: string }[] }>('PUT', `/api/matters/${code}`, { cookie: cookies[as], body });
const post = (body: object, as = 'admin') => app.call<MatterEntry & { errors?: { pointer: string }[] }>('POST', '/api/matters', { cookie: cookies[as], body });

it('lists the catalogue to everyone who is signed in', async () => {
  const { status, body } = await app.call<MatterCatalogue>('GET', '/api/matters', { cookie: cookies.volunteer });
  expect(status).toBe(200);
  expect(body.matters.find(({ code }) => code === '010118')).toMatchObject({ name: '路灯', ownerTitle: '路灯管理所', isEdited: false });
  expect(body.classes).toContainEqual({ code: '0101', name: '公用设施' });
});

it('an edit is kept with who, when, before and after, and a new release leaves it alone', async () => {
  const before = await read('010118');
  const { status, body } = await put('010118', { ...fieldsOf(before), name: '路灯（本市）', aliases: ['灯灭了', '路灯不亮'], concerns: [{ kind: 'facility', category: '' }], version: before.version });
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: '路灯（本市）', isEdited: true, version: before.version + 1, concerns: [{ kind: 'facility', category: '' }] });
  const history = await app.call<{ changes: object[] }>('GET', '/api/matters/010118/history', { cookie: cookies.admin });
  expect(history.body.changes).toMatchObject([{ by: 'admin', version: body.version, before: { name: '路灯' }, after: { name: '路灯（本市）', aliases: ['灯灭了', '路灯不亮'] } }]);
  await app.database.asOwner((db) => loadMatters(db));
  expect(await read('010118')).toEqual(body);
  expect(await app.sql(`select object, county_code from audit_log where action = 'matter.update'`)).toEqual([{ object: 'matter 010118', county_code: null }]);
});

it('an edit of an older version is refused', async () => {
  const before = await read('010119');
  expect((await put('010119', { ...fieldsOf(before), version: before.version - 1 })).status).toBe(409);
  const [first, second] = await Promise.all([1, 2].map(() => put('010119', { ...fieldsOf(before), name: '景观灯一', version: before.version })));
  expect([first?.status, second?.status].sort()).toEqual([200, 409]);
});

it('a matter of this place gets the next free code of its class, is marked local and is found', async () => {
  const fields = { ...fieldsOf(await read('010118')), name: '共享雨伞架', aliases: ['雨伞架坏了'], classCode: '0101' };
  expect((await post(fields)).body).toMatchObject({ code: '010181', isLocal: true, isEdited: true, grade: null, version: 1 });
  expect((await post({ ...fields, name: '共享充电宝架', aliases: ['充电宝架坏了'] })).body.code).toBe('010182');
  const { body } = await app.call<{ matters: { name: string }[] }>('GET', `/api/search/matters?q=${encodeURIComponent('雨伞架坏了')}`, { cookie: cookies.city });
  expect(body.matters.map(({ name }) => name)).toEqual(['共享雨伞架']);
  await app.database.asOwner((db) => loadMatters(db));
  expect((await read('010181')).valid).toBe(true);
});

it('faults are told by field', async () => {
  const good = { ...fieldsOf(await read('010120')), version: 1 };
  const faults = async (change: object) => {
    const { status, body } = await put('010120', { ...good, ...change });
    expect(status).toBe(422);
    return body.errors?.map(({ pointer }) => pointer);
  };
  expect(await faults({ name: ' ' })).toEqual(['/name']);
  expect(await faults({ owner: 'nobody', role: 'nothing', concerns: [{ kind: 'building', category: '' }, { kind: 'building', category: 'castle' }, { kind: 'ufo', category: '' }] })).toEqual(['/owner', '/role', '/concerns/1', '/concerns/2']);
  expect(await faults({ clocks: { ...good.clocks, handle: { amount: 0, unit: '工作日' } } })).toEqual(['/clocks/handle/amount']);
  expect(await faults({ aliases: ['同一句话', '同一句话'] })).toEqual(['/aliases']);
  expect((await post({ ...good, classCode: '0199' })).body.errors).toMatchObject([{ pointer: '/classCode' }]);
});

it('is edited by the system administrator alone, and cannot be by others even past the endpoint', async () => {
  const before = await read('010120');
  for (const as of ['city', 'volunteer', 'auditor']) {
    expect((await put('010120', { ...fieldsOf(before), version: before.version }, as)).status).toBe(403);
    expect((await app.call('GET', '/api/matters/010118/history', { cookie: cookies[as] })).status).toBe(403);
  }
  const asCity = app.database.withRequest({ userId: 1, roles: ['city_officer'], jurisdiction: '', requestId: 'test' }, (db) => db.query({ text: `update matters set name = 'x', is_edited = true where code = '010120' returning code` }));
  expect(await asCity).toEqual([]);
});

it('a matter that becomes restricted takes its past cases with it', async () => {
  await app.sql(`insert into events (county_code, code, matter_code, title, geom, state, channel, severity)
    values ('990101', next_event_code('990101', now()), '010121', '案件', st_setsrid(st_makepoint(116.005, 36.005), 4326), 'reported', 'hotline', 1)`);
  const before = await read('010121');
  expect((await put('010121', { ...fieldsOf(before), sensitivity: 'restricted', version: before.version })).status).toBe(200);
  expect(await app.sql(`select sensitivity from events where matter_code = '010121'`)).toEqual([{ sensitivity: 'restricted' }]);
});
