import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '#contract/users.ts';
import { addTown, addUsers, county, north, openTestApp, password, south, street, type TestApp } from '../../test-town.ts';

let app: TestApp;
const cookies: Record<string, string> = {};
const ids: Record<string, number> = {};
const accounts = [
  { username: 'security', role: 'security_admin', jurisdiction: '' },
  { username: 'second', role: 'security_admin', jurisdiction: '' },
  { username: 'northern', role: 'security_admin', jurisdiction: north },
  { username: 'admin', role: 'system_admin', jurisdiction: '' },
  { username: 'auditor', role: 'auditor', jurisdiction: '' },
  { username: 'city', role: 'city_officer', jurisdiction: county },
  { username: 'community', role: 'community_officer', jurisdiction: north },
  { username: 'worker', role: 'grid_worker', jurisdiction: `${north}001` },
  { username: 'southern', role: 'grid_worker', jurisdiction: `${south}001` },
  { username: 'volunteer', role: 'volunteer', jurisdiction: street },
  { username: 'wall', role: 'wall', jurisdiction: county },
  { username: 'department', role: 'department_officer', jurisdiction: county },
];

beforeAll(async () => {
  app = await openTestApp('users', { TRUST_PROXY: 'loopback' });
  await addTown(app);
  await addUsers(app, accounts);
  for (const { username } of accounts) cookies[username] = await app.signIn(username);
  for (const row of await app.sql<{ id: number; username: string }>('select id, username from users')) ids[row.username] = row.id;
});
afterAll(() => app.close());

const list = async (query = '', as = 'security') => (await app.call<{ total: number; users: Account[] }>('GET', `/api/users${query}`, { cookie: cookies[as] })).body;
const names = async (query = '', as = 'security') => (await list(query, as)).users.map(({ username }) => username);
const find = async (username: string) => (await list(`?q=${username}`)).users.find((one) => one.username === username);
const act = (as: string, method: string, of: string | number, what: string, body?: object) =>
  app.call<Account>(method, `/api/users/${typeof of === 'number' ? of : ids[of]}/${what}`, { cookie: cookies[as], ...(body ? { body } : {}) });
/** Each from an address of its own, of which only so many may fail. */
const addressOf = (username: string) => `192.0.2.${ids[username] ?? 250}`;
const signInStatus = async (username: string, secret = password) =>
  (await app.call('POST', '/api/session', { body: { username, password: secret }, headers: { 'x-forwarded-for': addressOf(username) } })).status;
const lock = async (username: string) => {
  for (let attempt = 0; attempt < 5; attempt++) await signInStatus(username, 'wrong');
};
const lastEntry = async (action: string) =>
  (await app.sql<{ user_id: number; object: string; outcome: string; detail: unknown }>('select user_id, object, outcome, detail from audit_log where action = $1 order by id desc limit 1', [action]))[0];
/** Everything about accounts, to compare before and after. */
const everything = () => app.sql('select (select json_agg(u order by u.id) from users u) as users, (select count(*)::int from sessions) as sessions, (select count(*)::int from sign_in_failures) as failures');

describe('the list of accounts', () => {
  it('tells role, area, last sign-in and open sessions, and nothing secret', async () => {
    const worker = await find('worker');
    expect(worker).toMatchObject({ username: 'worker', roles: ['grid_worker'], jurisdiction: { code: `${north}001` }, isMe: false, isSuspended: false, sessions: 1, locks: [] });
    expect(worker?.jurisdiction.name).not.toBe('');
    expect(Math.abs(Date.parse(worker?.lastSignInAt ?? '') - app.now().getTime())).toBeLessThan(60_000);
    expect(JSON.stringify(await list())).not.toMatch(/argon|hash|token|totp|secret/i);
  });
  it('is narrowed by words of the account, its area or its code, by role and by state', async () => {
    expect(await names('?q=WORK')).toEqual(['worker']);
    expect(await names(`?q=${encodeURIComponent('北关社区')}`)).toEqual(['community', 'northern']);
    expect(await names(`?q=${south}`)).toEqual(['southern']);
    expect(await names('?role=grid_worker')).toEqual(['southern', 'worker']);
    expect(await names('?q=%25')).toEqual([]);
    expect(await names('?state=locked')).toEqual([]);
  });
  it('goes on in pages, and says how many there are in all', async () => {
    const first = await list('?limit=5');
    expect([first.total, first.users.length]).toEqual([accounts.length, 5]);
    const rest = await names(`?after=${first.users.at(-1)?.username}`);
    expect([...first.users.map(({ username }) => username), ...rest]).toEqual(accounts.map(({ username }) => username).sort());
  });
  it('ends at the jurisdiction, outside of which an account is not there', async () => {
    expect(await names('', 'northern')).toEqual(['community', 'northern', 'worker']);
    for (const [method, what] of [['DELETE', 'lock'], ['DELETE', 'sessions']] as const) expect((await act('northern', method, 'southern', what)).status).toBe(404);
    expect((await act('northern', 'PUT', 'city', 'suspension', { isSuspended: true })).status).toBe(404);
    expect((await act('security', 'DELETE', 999_999, 'lock')).status).toBe(404);
  });
});

describe('other roles', () => {
  it.each(accounts.filter(({ role }) => role !== 'security_admin').map(({ username }) => username))('as %s neither see accounts nor change them', async (username) => {
    if ((await find('volunteer'))?.locks.length === 0) await lock('volunteer');
    const before = await everything();
    const refused = [
      await app.call('GET', '/api/users', { cookie: cookies[username] }),
      await act(username, 'DELETE', 'volunteer', 'lock'),
      await act(username, 'DELETE', 'city', 'sessions'),
      await act(username, 'PUT', 'city', 'suspension', { isSuspended: true }),
      await act(username, 'PUT', username, 'suspension', { isSuspended: false }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(await everything()).toEqual(before);
    expect(await lastEntry('access.refused')).toMatchObject({ user_id: ids[username], outcome: 'failure' });
  });
  it('are refused by the database itself, whatever an endpoint forgets', async () => {
    const as = (username: string, role: string, text: string) =>
      app.database.withRequest({ userId: ids[username] ?? 0, roles: [role], jurisdiction: '', requestId: '' }, (db) => db.query({ text }));
    for (const role of ['system_admin', 'auditor', 'city_officer', 'wall']) {
      expect(await as('admin', role, 'select user_id from sessions')).toEqual([]);
      expect(await as('admin', role, 'delete from sessions where true returning user_id')).toEqual([]);
      expect(await as('admin', role, 'delete from sign_in_failures where true returning network')).toEqual([]);
      expect(await as('admin', role, 'update users set is_disabled = true where true returning id')).toEqual([]);
    }
    for (const change of [`roles = array['city_officer']`, `jurisdiction = ''`, `password_hash = ''`, `username = 'x'`]) {
      await expect(as('security', 'security_admin', `update users set ${change}`)).rejects.toThrow('permission denied');
    }
    for (const secret of ['token_hash from sessions', 'password_hash from users', 'totp_secret_cipher from users']) {
      await expect(as('security', 'security_admin', `select ${secret}`)).rejects.toThrow('permission denied');
    }
    await expect(as('security', 'security_admin', `insert into role_rights values ('security_admin', 'people.reveal')`)).rejects.toThrow('permission denied');
  });
  it('without a session are asked to sign in', async () => {
    expect((await app.call('GET', '/api/users')).status).toBe(401);
    expect((await app.call('DELETE', `/api/users/${ids.worker}/lock`)).status).toBe(401);
  });
});

describe('unlocking', () => {
  it('lets the person in again at once, is in the log, and is harmless to repeat', async () => {
    await lock('worker');
    expect(await signInStatus('worker')).toBe(423);
    expect((await find('worker'))?.locks).toEqual([{ network: addressOf('worker'), until: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) }]);
    expect(await names('?state=locked')).toContain('worker');
    const answer = await act('security', 'DELETE', 'worker', 'lock');
    expect([answer.status, answer.body.locks]).toEqual([200, []]);
    expect(await lastEntry('user.unlock')).toEqual({ user_id: ids.security, object: `user:${ids.worker}`, outcome: 'success', detail: { locks: 1 } });
    expect(await signInStatus('worker')).toBe(200);
    expect((await act('security', 'DELETE', 'worker', 'lock')).status).toBe(200);
    expect(await lastEntry('user.unlock')).toMatchObject({ detail: { locks: 0 } });
  });
  it('starts the count of wrong passwords anew', async () => {
    for (let attempt = 0; attempt < 4; attempt++) await signInStatus('worker', 'wrong');
    await act('security', 'DELETE', 'worker', 'lock');
    for (let attempt = 0; attempt < 4; attempt++) expect(await signInStatus('worker', 'wrong')).toBe(401);
    expect(await signInStatus('worker')).toBe(200);
  });
  it('tells nothing of names that no account has', async () => {
    await lock('stranger');
    const rows = await app.database.withRequest({ userId: ids.security ?? 0, roles: ['security_admin'], jurisdiction: '', requestId: '' }, (db) =>
      db.query<{ n: number }>({ text: `select count(*)::int as n from sign_in_failures where username_hash = sha256('stranger')` }));
    expect(rows[0]?.n).toBe(0);
    await act('security', 'DELETE', 'worker', 'lock');
    expect(await signInStatus('stranger')).toBe(423);
  });
});

describe('ending sessions', () => {
  it('is felt at once, is in the log, and the person signs in again', async () => {
    const cookie = await app.signIn('southern');
    expect((await app.call('GET', '/api/session', { cookie })).status).toBe(200);
    const answer = await act('security', 'DELETE', 'southern', 'sessions');
    expect([answer.status, answer.body.sessions]).toEqual([200, 0]);
    for (const ended of [cookie, cookies.southern]) expect((await app.call('GET', '/api/session', { cookie: ended })).status).toBe(401);
    expect(await lastEntry('user.sessions.end')).toEqual({ user_id: ids.security, object: `user:${ids.southern}`, outcome: 'success', detail: { sessions: 2 } });
    expect((await act('security', 'DELETE', 'southern', 'sessions')).status).toBe(200);
    expect(await signInStatus('southern')).toBe(200);
  });
});

describe('suspending', () => {
  it('ends the sessions and lets nobody in until the account is resumed, whose old sessions stay ended', async () => {
    const cookie = await app.signIn('southern');
    const suspended = await act('security', 'PUT', 'southern', 'suspension', { isSuspended: true });
    expect([suspended.status, suspended.body.isSuspended, suspended.body.sessions]).toEqual([200, true, 0]);
    expect((await app.call('GET', '/api/session', { cookie })).status).toBe(401);
    expect(await signInStatus('southern')).toBe(401);
    expect(await names('?state=suspended')).toEqual(['southern']);
    expect((await act('security', 'PUT', 'southern', 'suspension', { isSuspended: true })).status).toBe(200);
    expect((await act('security', 'PUT', 'southern', 'suspension', { isSuspended: false })).body.isSuspended).toBe(false);
    expect(await signInStatus('southern')).toBe(200);
    expect((await app.call('GET', '/api/session', { cookie })).status).toBe(401);
    expect(await lastEntry('user.resume')).toMatchObject({ user_id: ids.security, object: `user:${ids.southern}` });
  });
  it.each([{}, { isSuspended: 'yes' }, { isSuspended: null }])('refuses %j', async (body) => {
    expect((await act('security', 'PUT', 'worker', 'suspension', body)).status).toBe(422);
  });
});

describe('the own account', () => {
  it('is neither suspended nor cut off by oneself, over HTTP or in the database', async () => {
    const before = await everything();
    expect((await act('security', 'PUT', 'security', 'suspension', { isSuspended: true })).status).toBe(403);
    expect((await act('security', 'DELETE', 'security', 'sessions')).status).toBe(403);
    await app.database.withRequest({ userId: ids.security ?? 0, roles: ['security_admin'], jurisdiction: '', requestId: '' }, async (db) => {
      expect(await db.query({ text: 'update users set is_disabled = true where id = $1 returning id', values: [ids.security] })).toEqual([]);
      expect(await db.query({ text: 'delete from sessions where user_id = $1 returning user_id', values: [ids.security] })).toEqual([]);
    });
    expect(await everything()).toEqual(before);
  });
  it('of the last security administrator stays, also where two suspend each other at once', async () => {
    await act('second', 'PUT', 'northern', 'suspension', { isSuspended: true });
    await Promise.all([act('security', 'PUT', 'second', 'suspension', { isSuspended: true }), act('second', 'PUT', 'security', 'suspension', { isSuspended: true })]);
    const left = await app.sql<{ username: string }>(`select username from users where not is_disabled and 'security_admin' = any (roles)`);
    expect(left).toHaveLength(1);
    await expect(app.sql('update users set is_disabled = true where username = $1', [left[0]?.username])).rejects.toMatchObject({ constraint: 'a_security_admin_stays' });
    await expect(app.sql(`update users set roles = array['volunteer'] where username = $1`, [left[0]?.username])).rejects.toMatchObject({ constraint: 'a_security_admin_stays' });
  });
});
