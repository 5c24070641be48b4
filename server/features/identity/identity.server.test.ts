import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addUsers, openTestApp, password, type TestApp } from '../../test-town.ts';
import { readToken } from './token.ts';
import { hotp } from './totp.ts';

let app: TestApp;
const minute = 60_000;
beforeAll(async () => {
  app = await openTestApp('identity');
  await addUsers(app, ['lee', 'locked', 'idle', 'day', 'out', 'coded', 'gone', 'parallel'].map((username) => ({ username, role: 'street_officer', jurisdiction: '990101001' })));
});
afterAll(() => app.close());

const signIn = (username: string, secret: string, more: object = {}) => app.call('POST', '/api/session', { body: { username, password: secret, ...more } });
const whoAmI = (cookie: string) => app.call('GET', '/api/session', { cookie });

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use, and says who one is', async () => {
    const answer = await signIn('lee', password);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ user: { username: 'lee' }, roles: ['street_officer'], jurisdiction: { code: '990101001' } });
    expect(answer.body.rights).toContain('people.reveal');
    expect(answer.headers.get('set-cookie')).toMatch(/^getu_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/);
  });
  it('keeps only the hash of a token', async () => {
    const cookie = await app.signIn('lee');
    const token = cookie.split('=')[1] ?? '';
    const rows = await app.sql<{ is_kept: boolean }>('select exists (select from sessions where token_hash = $1) as is_kept', [Buffer.from(token)]);
    expect(rows[0]?.is_kept).toBe(false);
  });
  it('takes the token as a bearer, too', async () => {
    const token = (await app.signIn('lee')).split('=')[1];
    expect((await app.call('GET', '/api/session', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
  });
  it('answers a wrong password and an unknown name with the same words', async () => {
    const [wrong, unknown] = [await signIn('lee', 'wrong'), await signIn('nobody', 'wrong')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });
  it('locks a name after five failures in fifteen minutes, known or not, and says until when', async () => {
    for (const name of ['locked', 'stranger']) {
      for (let attempt = 1; attempt <= 5; attempt++) expect((await signIn(name, 'wrong')).status).toBe(401);
      const answer = await signIn(name, password);
      expect(answer.status).toBe(423);
      expect(answer.body.detail).toMatch(/\d{4}-\d\d-\d\dT/);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(14 * 60);
    }
    app.advance(15 * minute + 1000);
    expect((await signIn('locked', password)).status).toBe(200);
  });
  it('locks a name only where the guesses come from, until fifty have come from everywhere', async () => {
    const proxied = await openTestApp('networks', { TRUST_PROXY: 'loopback' });
    const from = (address: string, secret: string) =>
      proxied.call('POST', '/api/session', { body: { username: 'owner', password: secret }, headers: { 'x-forwarded-for': address } });
    try {
      await addUsers(proxied, [{ username: 'owner', role: 'volunteer', jurisdiction: '' }]);
      for (let host = 1; host <= 9; host++) {
        for (let attempt = 1; attempt <= 5; attempt++) expect((await from(`192.0.2.${host}`, 'wrong')).status).toBe(401);
        expect((await from(`192.0.2.${host}`, password)).status).toBe(423);
      }
      expect((await from('198.51.100.1', password)).status).toBe(200);
      expect((await from('2001:db8::1', 'wrong')).status).toBe(401);
      for (let host = 2; host <= 5; host++) expect((await from(`2001:db8::${host}`, 'wrong')).status).toBe(401);
      const answer = await from('198.51.100.1', password);
      expect([answer.status, Number(answer.headers.get('retry-after')) > 14 * 60]).toEqual([423, true]);
      proxied.advance(15 * minute + 1000);
      expect((await from('198.51.100.1', password)).status).toBe(200);
    } finally {
      await proxied.close();
    }
  });
  it('counts guesses that come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => signIn('parallel', 'wrong')));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 423)).toHaveLength(7);
  });
  it('wants the one-time code of a user who has a secret, and takes each code once', async () => {
    const secret = Buffer.from('12345678901234567890');
    await app.sql('update users set totp_secret_cipher = $1 where username = $2', [app.cipher.encrypt('totpSecret', secret.toString('base64')), 'coded']);
    const code = hotp(secret, Math.floor(app.now().getTime() / 30_000));
    expect((await signIn('coded', password)).status).toBe(401);
    expect((await signIn('coded', password, { totp: code })).status).toBe(200);
    expect((await signIn('coded', password, { totp: code })).status).toBe(401);
  });
  it('lets nobody in who is disabled, and ends the session that was open', async () => {
    const cookie = await app.signIn('gone');
    await app.sql('update users set is_disabled = true where username = $1', ['gone']);
    app.advance(6_000);
    expect((await whoAmI(cookie)).status).toBe(401);
    expect((await signIn('gone', password)).status).toBe(401);
  });
  it.each([{}, { username: 'lee' }, { username: ['lee'], password: 'x' }, { username: "lee' or 1=1 --", password: { $ne: '' } }])('refuses %j as values', async (body) => {
    const answer = await app.call('POST', '/api/session', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).not.toHaveLength(0);
  });
});

describe('a session', () => {
  it('ends after thirty minutes without use, and lives on with it', async () => {
    const cookie = await app.signIn('idle');
    app.advance(25 * minute);
    expect((await whoAmI(cookie)).status).toBe(200);
    app.advance(25 * minute);
    expect((await whoAmI(cookie)).status).toBe(200);
    app.advance(31 * minute);
    expect((await whoAmI(cookie)).status).toBe(401);
  });
  it('ends after twelve hours, however busy', async () => {
    const cookie = await app.signIn('day');
    for (let passed = 0; passed < 12 * 60 - 25; passed += 25) {
      app.advance(25 * minute);
      expect((await whoAmI(cookie)).status).toBe(200);
    }
    app.advance(25 * minute);
    expect((await whoAmI(cookie)).status).toBe(401);
  });
  it('ends at sign-out, at once, and the cookie is taken away', async () => {
    const cookie = await app.signIn('out');
    expect((await whoAmI(cookie)).status).toBe(200);
    const answer = await app.call('DELETE', '/api/session', { cookie });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await whoAmI(cookie)).status).toBe(401);
  });
  it('is not asked of the database again within seconds', async () => {
    const cookie = await app.signIn('lee');
    await whoAmI(cookie);
    await app.sql('delete from sessions');
    expect((await whoAmI(cookie)).status).toBe(200);
    app.advance(5_001);
    expect((await whoAmI(cookie)).status).toBe(401);
  });
  it.each(['', 'getu_session=', 'getu_session=abc', `getu_session=${'A'.repeat(43)}`, `getu_session=${'%27'.repeat(20)}`, `other=1; getu_session=${'é'.repeat(10)}`.replace(/é/g, 'e')])(
    'is not given to a forged cookie (%s)',
    async (cookie) => {
      for (const path of ['/api/session', '/api/regions', '/api/grids', '/api/place?lng=1&lat=1', '/api/search/items?q=a', '/api/dictionaries', '/api/audit', `/api/elements/${'1'.repeat(19)}`]) {
        expect([path, (await app.call('GET', path, { cookie })).status]).toEqual([path, 401]);
      }
    },
  );
});

describe("another site's page", () => {
  it.each<Record<string, string>>([{ origin: 'http://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'null' }])('changes nothing (%j)', async (headers) => {
    const answer = await app.call('POST', '/api/session', { body: { username: 'lee', password }, headers });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });
});

describe('the audit log of sign-ins', () => {
  it('has success and failure, and neither password, nor typed name, nor browser', async () => {
    const rows = await app.sql<{ line: string; outcome: string }>(`select outcome, concat_ws(' ', object, detail) as line from audit_log where action = 'session.create'`);
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['success', 'failure']));
    const text = rows.map(({ line }) => line).join('\n');
    expect(text).not.toMatch(/wrong"|a long enough|stranger|nobody|undici|node/);
    const [chain] = await app.sql<{ fault: number | null }>('select audit_chain_fault() as fault');
    expect(chain?.fault).toBeNull();
  });
});

describe('forged tokens', () => {
  const forge = () => `getu_session=${randomBytes(32).toString('base64url')}`;
  it('of the right form are looked up two hundred times a minute from one address, and its known sessions stay', async () => {
    const other = await openTestApp('forged');
    try {
      await addUsers(other, [{ username: 'lee', role: 'volunteer', jurisdiction: '' }]);
      const cookie = await other.signIn('lee');
      expect((await other.call('GET', '/api/session', { cookie })).status).toBe(200);
      const repeated = forge();
      for (let n = 0; n < 300; n++) expect((await other.call('GET', '/api/session', { cookie: repeated })).status).toBe(401);
      for (let n = 1; n < 200; n++) expect((await other.call('GET', '/api/session', { cookie: forge() })).status).toBe(401);
      const refused = await other.call('GET', '/api/session', { cookie: forge() });
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect((await other.call('GET', '/api/session', { cookie })).status).toBe(200);
      other.advance(6_000);
      expect((await other.call('GET', '/api/session', { cookie })).status).toBe(200);
    } finally {
      await other.close();
    }
  });
  it.each(['', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}B`, `${'A'.repeat(42)}+`, `${'A'.repeat(42)}é`])('of the wrong form are read as none (%s)', (token) => {
    expect(readToken({ headers: { authorization: `Bearer ${token}` } })).toBeNull();
  });
});

describe('an address', () => {
  it('may fail fifty times in five minutes, also at once, and right passwords do not count', async () => {
    const other = await openTestApp('addresses');
    try {
      await addUsers(other, [{ username: 'lee', role: 'volunteer', jurisdiction: '' }]);
      for (let n = 0; n < 3; n++) await other.signIn('lee');
      const answers = await Promise.all(Array.from({ length: 70 }, (_, n) => other.call('POST', '/api/session', { body: { username: `guess${n}`, password: 'x' } })));
      const count = (status: number) => answers.filter((answer) => answer.status === status).length;
      expect([count(401), count(429)]).toEqual([50, 20]);
      const refused = await other.call('POST', '/api/session', { body: { username: 'lee', password } });
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    } finally {
      await other.close();
    }
  });
});
