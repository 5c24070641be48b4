import { expect, test } from 'vitest';
import { compareVersions, type DatabaseFacts, decideShortfalls, describeShortfalls } from './operator-database.ts';

const extension = (name: string, installed: string | null, offered = installed, trusted = false) => ({ name, installed, offered, trusted });
const good: DatabaseFacts = {
  serverVersion: 150_004, database: 'getu', user: 'alice', encoding: 'UTF8', ctype: 'C.UTF-8', isSuperuser: false, canCreateRole: false, canCreateHere: true,
  hasAppRole: true, isMemberOfAppRole: true, isInRecovery: false,
  extensions: [extension('postgis', '3.3.2'), extension('pgrouting', '3.4.2'), extension('pg_trgm', '1.6')],
};
const mends = (changes: Partial<DatabaseFacts>) => decideShortfalls({ ...good, ...changes }).map(({ mend }) => mend);

test('a prepared database needs nothing more, even without any special right', () => {
  expect(decideShortfalls(good)).toEqual([]);
});

test('a superuser may start with an empty database', () => {
  const extensions = [extension('postgis', null, '3.3.2'), extension('pgrouting', null, '3.4.2'), extension('pg_trgm', null, '1.6', true)];
  expect(mends({ extensions, isSuperuser: true, canCreateRole: true, hasAppRole: false, isMemberOfAppRole: false })).toEqual([]);
});

test('each extension that only a superuser may create is named with its statement', () => {
  const extensions = [extension('postgis', null, '3.3.2'), extension('pgrouting', null, '3.4.2'), extension('pg_trgm', null, '1.6', true)];
  expect(mends({ extensions })).toEqual(['create extension postgis;', 'create extension pgrouting;']);
});

test('an extension that the server does not have is named with its package', () => {
  expect(mends({ extensions: good.extensions.slice(1) })).toEqual([`on the database's machine: apt-get install postgresql-15-postgis-3`]);
});

test('an extension that is too old is named with both versions', () => {
  const [shortfall] = decideShortfalls({ ...good, extensions: [extension('postgis', '3.1.4'), ...good.extensions.slice(1)] });
  expect(shortfall?.what).toBe('postgis is 3.1.4, and Getu needs 3.3 or newer');
});

test('an old server, a replica and a database without UTF-8 are refused', () => {
  expect(mends({ serverVersion: 140_010 })[0]).toContain('upgrade the server');
  expect(mends({ isInRecovery: true })[0]).toContain('primary');
  expect(mends({ encoding: 'SQL_ASCII', ctype: 'C' })[0]).toContain(`encoding 'UTF8'`);
  expect(mends({ ctype: 'C' })[0]).toContain(`locale 'C.UTF-8'`);
  expect(mends({ ctype: 'zh_CN.utf8' })).toEqual([]);
});

test('a missing role is given with the statement that makes it', () => {
  expect(mends({ hasAppRole: false, isMemberOfAppRole: false })).toEqual(['create role getu_app nologin; grant getu_app to "alice";']);
  expect(mends({ isMemberOfAppRole: false })).toEqual(['grant getu_app to "alice";']);
});

test('everything that is missing is said at once', () => {
  const text = describeShortfalls(decideShortfalls({ ...good, serverVersion: 140_000, canCreateHere: false }));
  expect(text.match(/mend it with/g)).toHaveLength(2);
});

test('versions are compared by number', () => {
  expect(compareVersions('3.10.0', '3.4')).toBeGreaterThan(0);
  expect(compareVersions('3.3', '3.3.0')).toBe(0);
  expect(compareVersions('15.2', '15.10')).toBeLessThan(0);
});
