import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, type Answer, north, openTestApp, south, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};

interface AreaBody {
  id: number;
  name: string;
  parts: object[];
  partCount: number;
  squareMeters: number;
  isShared: boolean;
  isMine: boolean;
  jurisdictionName: string;
  version: number;
  type?: string;
}

beforeAll(async () => {
  app = await openTestApp('saved-areas');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const name of ['community', 'street', 'other', 'worker', 'volunteer']) cookies[name] = await app.signIn(name);
});
afterAll(() => app.close());

const ask = <Body = AreaBody>(as: string, method: string, path: string, body?: object): Promise<Answer<Body>> => app.call(method, path, { cookie: cookies[as] ?? '', ...(body ? { body } : {}) });
const part = (code: string, op = 'add') => ({ op, from: 'region', code });
const save = async (as: string, name: string, more: object = {}): Promise<AreaBody> => (await ask(as, 'POST', '/api/areas', { name, parts: [part(north)], ...more })).body;
const names = async (as: string, query = ''): Promise<string[]> => (await ask<{ items: AreaBody[] }>(as, 'GET', `/api/areas${query}`)).body.items.map(({ name }) => name);

describe('a saved area', () => {
  it('is kept with its pieces and its size, and is read back the same', async () => {
    const { status, body } = await ask('community', 'POST', '/api/areas', { name: ' 春节巡查 ', parts: [part(north), part(`${north}001`, 'subtract')] });
    expect([status, body.name, body.partCount, body.isMine, body.isShared, body.version]).toEqual([201, '春节巡查', 2, true, false, 1]);
    expect(body.squareMeters).toBeGreaterThan(9e5);
    expect((await ask('community', 'GET', `/api/areas/${body.id}`)).body).toEqual(body);
  });
  it('is renamed, redrawn and shared under its version, which then counts up', async () => {
    const area = await save('community', '待改');
    const renamed = await ask('community', 'PATCH', `/api/areas/${area.id}`, { version: 1, name: '已改' });
    expect([renamed.status, renamed.body.name, renamed.body.version, renamed.body.parts]).toEqual([200, '已改', 2, area.parts]);
    const redrawn = await ask('community', 'PATCH', `/api/areas/${area.id}`, { version: 2, parts: [part(north), part(south)], isShared: true });
    expect(redrawn.body.squareMeters / area.squareMeters).toBeCloseTo(2, 3);
    const stale = await ask('community', 'PATCH', `/api/areas/${area.id}`, { version: 2, name: '迟到' });
    expect([stale.status, stale.body.type]).toEqual([409, '/problems/version-conflict']);
  });
  it('is gone once it is deleted, and says so to an old link', async () => {
    const area = await save('community', '待删');
    expect((await ask('community', 'DELETE', `/api/areas/${area.id}?version=2`)).status).toBe(409);
    expect((await ask('community', 'DELETE', `/api/areas/${area.id}?version=1`)).status).toBe(204);
    const answer = await ask<{ type: string; detail: string }>('community', 'GET', `/api/areas/${area.id}`);
    expect([answer.status, answer.body.type]).toEqual([404, '/problems/not-found']);
  });
  it('has a name that its owner uses once; another owner may use it too', async () => {
    await save('community', '同名');
    expect((await ask('community', 'POST', '/api/areas', { name: '同名', parts: [part(north)] })).status).toBe(409);
    expect((await save('other', '同名')).name).toBe('同名');
  });
  it('is not kept where it cannot be shown', async () => {
    expect((await ask('community', 'POST', '/api/areas', { name: 'x', parts: [part('999999')] })).status).toBe(404);
    expect((await ask('community', 'POST', '/api/areas', { name: 'x', parts: [part(north), part(north, 'subtract')] })).status).toBe(422);
    for (const name of ['', '  ', 'x'.repeat(81)]) expect((await ask('community', 'POST', '/api/areas', { name, parts: [part(north)] })).status).toBe(422);
  });
  it('is found by part of its name, with wildcards as they are written', async () => {
    await save('worker', '100%_防汛');
    await save('worker', '防火');
    expect(await names('worker', `?q=${encodeURIComponent('%_')}`)).toEqual(['100%_防汛']);
    expect(await names('worker', `?q=${encodeURIComponent('防')}`)).toEqual(['防火', '100%_防汛']);
  });
  it('is one of two hundred at most', async () => {
    await app.sql(`insert into saved_areas (owner_id, name, parts, square_meters, jurisdiction)
      select id, 'n' || n, '[{}]', 1, jurisdiction from users, generate_series(1, 200) n where username = 'volunteer'`);
    const { status, body } = await ask<{ detail: string }>('volunteer', 'POST', '/api/areas', { name: '一个', parts: [part(north)] });
    expect([status, body.detail]).toEqual([409, expect.stringContaining('200')]);
  });
});

describe('a saved area of somebody else', () => {
  it('is not there until it is shared, and then is where jurisdictions overlap', async () => {
    const area = await save('community', '仅自己');
    for (const who of ['street', 'worker', 'other']) expect((await ask(who, 'GET', `/api/areas/${area.id}`)).status).toBe(404);
    await ask('community', 'PATCH', `/api/areas/${area.id}`, { version: 1, isShared: true });
    for (const who of ['street', 'worker']) {
      const { status, body } = await ask(who, 'GET', `/api/areas/${area.id}`);
      expect([who, status, body.isMine, body.jurisdictionName]).toEqual([who, 200, false, '北关社区']);
      expect(await names(who)).toContain('仅自己');
    }
    expect((await ask('other', 'GET', `/api/areas/${area.id}`)).status).toBe(404);
    expect(await names('other')).not.toContain('仅自己');
  });
  it('is read, never written: neither by the server nor in the database', async () => {
    const area = await save('community', '只读', { isShared: true });
    const change = await ask('street', 'PATCH', `/api/areas/${area.id}`, { version: 1, name: '抢走' });
    expect([change.status, change.body.type]).toEqual([403, '/problems/no-right']);
    expect((await ask('street', 'DELETE', `/api/areas/${area.id}?version=1`)).status).toBe(403);
    expect((await ask('other', 'DELETE', `/api/areas/${area.id}?version=1`)).status).toBe(404);
    const context = { userId: 4, roles: ['street_officer'], jurisdiction: '990101001', requestId: 'x' };
    const changed = await app.database.withRequest(context, (db) => db.query({ text: `update saved_areas set name = 'y' where id = $1 returning id`, values: [area.id] }));
    expect(changed).toEqual([]);
  });
  it.each(['0', '-1', 'abc', '99999999999999999999', '1.5'])('is not there under the number %s', async (id) => {
    expect((await ask('street', 'GET', `/api/areas/${id}`)).status).toBe(404);
  });
});
