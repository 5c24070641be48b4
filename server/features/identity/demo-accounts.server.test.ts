import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { addTown, openTestApp, type TestApp } from '../../test-town.ts';
import { ensureDemoAccounts } from './demo-accounts.ts';

const names = ['admin', 'security', 'auditor', 'city', 'street', 'community', 'worker', 'department', 'volunteer', 'wall'];
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

  it('are ten, each with a random password and its own area', async () => {
    const accounts = await ensureDemoAccounts({ adminUrl, demoPassword: null });
    expect(accounts.map(({ username }) => username)).toEqual(names);
    expect(new Set(accounts.map(({ password }) => password)).size).toBe(10);
    expect(areasOf(accounts)).toMatchObject({ admin: '', city: '990101', street: '990101001', community: '990101001001', worker: '990101001001001', wall: '990101' });
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
  it('that were removed stay away where there are other users', async () => {
    await app.sql(`insert into users (username, display_name, password_hash, roles, jurisdiction) values ('real', 'real', '-', '{city_officer}', '')`);
    await app.sql(`delete from users where username = 'wall'`);
    expect(await ensureDemoAccounts({ adminUrl, demoPassword: null })).toHaveLength(9);
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
