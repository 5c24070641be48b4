import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { addTown, openTestApp, type TestApp } from '../../test-town.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';

const names = ['admin', 'security', 'auditor', 'city', 'citywide', 'street', 'community', 'worker', 'department', 'volunteer', 'wall'];
const areasOf = (accounts: { username: string; jurisdiction: string }[]) => Object.fromEntries(accounts.map(({ username, jurisdiction }) => [username, jurisdiction]));

describe('demo accounts of a seeded town', () => {
  let app: TestApp;
  let adminUrl = '';
  beforeAll(async () => {
    app = await openTestApp('demo accounts');
    await addTown(app);
    adminUrl = app.database.adminPool.options.connectionString ?? '';
  });
  afterAll(() => app.close());

  it('are eleven, each with a random password and its own area', async () => {
    const accounts = await ensureDemoAccounts({ adminUrl, demoPassword: null });
    expect(accounts.map(({ username }) => username)).toEqual(names);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(11);
    expect(areasOf(accounts)).toMatchObject({ admin: '', city: '990101', citywide: '', street: '990101001', community: '990101001001', worker: '990101001001001', wall: '990101' });
    const street = accounts.find(({ username }) => username === 'street');
    const answer = await app.call('POST', '/api/session', { body: { username: 'street', password: street?.password } });
    expect(answer.body).toMatchObject({ roles: ['street_officer'], jurisdiction: { code: '990101001', name: '城关街道' } });
  });
  it('keep their passwords when they are ensured again', async () => {
    const accounts = await ensureDemoAccounts({ adminUrl, demoPassword: null });
    expect(accounts.every(({ password }) => password === null)).toBe(true);
  });
  it('take a password that is given from then on', async () => {
    expect((await ensureDemoAccounts({ adminUrl, demoPassword: 'given password' })).every(({ password }) => password === 'given password')).toBe(true);
    expect((await app.call('POST', '/api/session', { body: { username: 'city', password: 'given password' } })).status).toBe(200);
    expect((await ensureDemoAccounts({ adminUrl, demoPassword: 'given password' })).every(({ password }) => password === null)).toBe(true);
  });
  it('that are new come to a database that has the others', async () => {
    await app.sql(`delete from users where username = 'citywide'`);
    const accounts = await ensureDemoAccounts({ adminUrl, demoPassword: null });
    expect(accounts.filter(({ password }) => password !== null).map(({ username, role, jurisdiction }) => [username, role, jurisdiction])).toEqual([['citywide', 'city_officer', '']]);
  });
  it('finish imported ground by two people: one hands in, the other approves, nobody both', async () => {
    await ensureDemoAccounts({ adminUrl, demoPassword: 'given password' });
    await app.sql(`insert into regions (code, parent_code, level, name, geom) values ('900101', null, 'county', '导入区', st_multi(st_makeenvelope(121.5, 31.2, 121.51, 31.21, 4326)))`);
    const cookieOf = async (username: string) => (await app.call('POST', '/api/session', { body: { username, password: 'given password' } })).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    const [admin, citywide, city] = [await cookieOf('admin'), await cookieOf('citywide'), await cookieOf('city')];
    const founded = await app.call<{ communities: { code: string }[] }>('POST', '/api/regions', { cookie: admin, body: { parentCode: '900101', name: '导入社区' } });
    const communityCode = founded.body.communities[0]?.code ?? '';
    const { body: plan } = await app.call<{ id: string }>('POST', '/api/border-plans', { cookie: admin, body: { communityCode, name: '导入' } });
    const post = (cookie: string, step: string, version: number, body = {}) => app.call<{ version: number }>('POST', `/api/border-plans/${plan.id}/${step}`, { cookie, body: { version, ...body } });
    const drawn = await post(admin, 'edits', 1, { op: 'replace', removed: [], grids: [{ code: `${communityCode}001`, kind: 'base', communityCode, parentCode: null, name: '1号网格', predecessors: [], geometry: { type: 'Polygon', coordinates: [[[121.5, 31.2], [121.51, 31.2], [121.51, 31.21], [121.5, 31.21], [121.5, 31.2]]] } }] });
    expect(drawn.status, JSON.stringify(drawn.body)).toBe(200);
    const submitted = await post(admin, 'submit', drawn.body.version);
    expect(submitted.status, JSON.stringify(submitted.body)).toBe(200);
    expect([(await post(admin, 'adopt', submitted.body.version)).status, (await post(city, 'adopt', submitted.body.version)).status]).toEqual([403, 404]);
    const adopted = await post(citywide, 'adopt', submitted.body.version);
    expect([adopted.status, adopted.body]).toMatchObject([200, { status: 'adopted' }]);
  });
  it('that were removed stay away where there are other users', async () => {
    await app.sql(`insert into users (username, display_name, password_hash, roles, jurisdiction) values ('real', 'real', '-', '{city_officer}', '')`);
    await app.sql(`delete from users where username = 'wall'`);
    expect(await ensureDemoAccounts({ adminUrl, demoPassword: null })).toHaveLength(10);
  });
});

describe('demo accounts of an empty database', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createTestDatabase('demo accounts without a city');
  });
  afterAll(() => empty.drop());

  it('are there, and the local ones open nothing until there is something', async () => {
    const accounts = await ensureDemoAccounts({ adminUrl: empty.adminUrl, demoPassword: null });
    expect(areasOf(accounts)).toMatchObject({ city: '', wall: '', street: '990101001', community: '990101001001', worker: '990101001001001' });
  });
});
