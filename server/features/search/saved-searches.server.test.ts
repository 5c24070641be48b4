import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addTown, addUsers, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
interface Saved {
  id: number;
  name: string;
  text: string;
  link: string;
}
beforeAll(async () => {
  app = await openTestApp('saved-searches');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const name of ['community', 'street']) cookies[name] = await app.signIn(name);
});
afterAll(() => app.close());

const call = <Body>(as: string, method: string, path = '', body?: object) => app.call<Body>(method, `/api/saved-searches${path}`, { cookie: cookies[as] ?? '', ...(body ? { body } : {}) });
const names = async (as: string) => (await call<{ items: Saved[] }>(as, 'GET')).body.items.map(({ name }) => name);

describe('a saved search', () => {
  it('is kept with its text and link, for oneself alone', async () => {
    const { status, body } = await call<Saved>('community', 'POST', '', { name: ' 消防设施 ', text: '消防栓', link: 'at=116,36,15&kind=facility' });
    expect([status, body.name, body.text, body.link]).toEqual([201, '消防设施', '消防栓', 'at=116,36,15&kind=facility']);
    expect([await names('community'), await names('street')]).toEqual([['消防设施'], []]);
  });
  it('is replaced by another of the same name, and deleted by its owner alone', async () => {
    const { body } = await call<Saved>('community', 'POST', '', { name: '消防设施', text: '消火栓' });
    expect(await names('community')).toEqual(['消防设施']);
    expect((await call('street', 'DELETE', `/${body.id}`)).status).toBe(404);
    expect((await call('community', 'DELETE', `/${body.id}`)).status).toBe(204);
    expect(await names('community')).toEqual([]);
  });
  it.each([{ name: '', text: 'a' }, { name: 'a' }, { name: 'a', text: 'x'.repeat(201) }, { name: 'a', link: 'javascript:alert(1) ' }, { name: 'x'.repeat(81), text: 'a' }])('is refused: %o', async (body) => {
    expect((await call('community', 'POST', '', body)).status).toBe(422);
  });
  it('is one of a hundred at most', async () => {
    for (let n = 0; n < 100; n++) await call('street', 'POST', '', { name: `第${n}个`, text: '楼' });
    expect((await call('street', 'POST', '', { name: '再一个', text: '楼' })).status).toBe(409);
    expect((await call('street', 'POST', '', { name: '第7个', text: '路' })).status).toBe(201);
  });
});
