import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditEntry } from '#contract/audit.ts';
import { addTown, addUsers, north, openTestApp, type TestApp, townUsers } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
let person = '';

beforeAll(async () => {
  app = await openTestApp('audit');
  await addTown(app);
  await addUsers(app, townUsers);
  for (const { username } of townUsers) cookies[username] = await app.signIn(username);
  const [row] = await app.sql<{ code: string }>(`select code from elements where kind = 'person' and community_code = $1 order by code limit 1`, [north]);
  person = row?.code ?? '';
  await app.call('GET', `/api/elements/${person}`, { cookie: cookies.community });
  await app.call('POST', `/api/elements/${person}/reveal`, { cookie: cookies.community, body: { fields: ['name', 'phone'], reason: '入户核实' } });
  await app.call('GET', `/api/elements/${person}`, { cookie: cookies.worker });
});
afterAll(() => app.close());

const list = async (query: string) => (await app.call<{ entries: AuditEntry[] }>('GET', `/api/audit?${query}`, { cookie: cookies.auditor })).body.entries;
const told = (entries: AuditEntry[]) => entries.map(({ user, action }) => `${user?.username} ${action}`);

describe('the log as the auditor reads it', () => {
  it('names who looked, newest first, by the account and its person', async () => {
    await app.sql(`update users set display_name = '北关网格员' where username = 'worker'`);
    const entries = await list(`object=${person}`);
    expect(told(entries)).toEqual(['worker element.read', 'community element.reveal', 'community element.read']);
    expect(entries[0]?.user).toEqual({ username: 'worker', displayName: '北关网格员' });
  });
  it('is narrowed by words in the name of a person or account, which stand for themselves', async () => {
    expect(told(await list(`object=${person}&person=${encodeURIComponent('北关')}`))).toEqual(['worker element.read']);
    expect(told(await list(`object=${person}&person=COMM`))).toEqual(['community element.reveal', 'community element.read']);
    expect(await list('person=%25')).toEqual([]);
    expect(await list('person=_')).toEqual([]);
  });
  it('is narrowed by action and by time, its end not included', async () => {
    const [read] = await list(`object=${person}&action=element.reveal`);
    expect(read?.detail).toEqual({ fields: ['name', 'phone'], reason: '入户核实' });
    const at = read?.at ?? '';
    const later = new Date(Date.parse(at) + 1).toISOString();
    expect(await list(`object=${person}&action=element.reveal&from=${at}&to=${later}`)).toHaveLength(1);
    expect(await list(`object=${person}&action=element.reveal&to=${at}`)).toEqual([]);
    expect(await list(`object=${person}&action=element.reveal&from=${later}`)).toEqual([]);
  });
  it('goes on in pages that leave nothing out and repeat nothing', async () => {
    const newest = (await list('limit=1'))[0]?.id ?? 0;
    const whole = (await list(`before=${newest + 1}&limit=500`)).map(({ id }) => id);
    const pages: number[] = [];
    for (let before = newest + 1; ; ) {
      const page = await list(`before=${before}&limit=3`);
      pages.push(...page.map(({ id }) => id));
      before = page.at(-1)?.id ?? 0;
      if (page.length < 3) break;
    }
    expect(pages).toEqual(whole);
    expect(pages.length).toBeGreaterThan(10);
  });
  it('names accounts and areas that an entry is about, and no element', async () => {
    const [signIn] = await list('action=session.create&person=worker');
    expect(signIn?.objectName).toBe('北关网格员');
    await app.sql(`insert into audit_log (user_id, action, object) values (null, 'borders.band', $1), (null, 'grids.sheet', $1 || '001'), (null, 'event.read', 'user:99999999999999999999')`, [north]);
    expect((await list(`object=${north}`))[0]?.objectName).toBe('北关社区');
    expect((await list(`object=${north}001`))[0]?.objectName).not.toBeNull();
    expect((await list('object=user:99999999999999999999'))[0]?.objectName).toBeNull();
    expect((await list(`object=${person}`)).every(({ objectName }) => objectName === null)).toBe(true);
  });
  it('says who of an account that is gone: its number', async () => {
    await app.sql(`insert into audit_log (user_id, action) values (4711, 'element.read')`);
    expect((await list('userId=4711'))[0]).toMatchObject({ user: null, userId: 4711 });
  });
});

describe('accounts', () => {
  it('are read by the auditor for their names, never for their passwords', async () => {
    const read = (columns: string) =>
      app.database.withRequest({ userId: 1, roles: ['auditor'], jurisdiction: '', requestId: '' }, (db) => db.query({ text: `select ${columns} from users` }));
    expect((await read('id, display_name')).length).toBe(townUsers.length);
    await expect(read('password_hash')).rejects.toThrow('permission denied');
  });
  it('are not read by others but their own', async () => {
    const [me] = await app.sql<{ id: number }>(`select id from users where username = 'worker'`);
    const rows = await app.database.withRequest({ userId: me?.id ?? 0, roles: ['grid_worker'], jurisdiction: north, requestId: '' }, (db) => db.query({ text: 'select id from users' }));
    expect(rows).toEqual([{ id: me?.id }]);
  });
});
