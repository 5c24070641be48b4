import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chooseInstallation, decideSettings, findInstallations } from './postgres.ts';
import { makeTemporaryFolder } from './test-folder.ts';

const GIGABYTE = 1024 ** 3;

/** Two folders laid out as Debian does, with the named extensions per major version. */
function install(versions: Record<number, string[]>): [string, string] {
  const root = makeTemporaryFolder();
  for (const [major, extensions] of Object.entries(versions)) {
    mkdirSync(path.join(root, 'lib', major, 'bin'), { recursive: true });
    writeFileSync(path.join(root, 'lib', major, 'bin/postgres'), '');
    mkdirSync(path.join(root, 'share', major, 'extension'), { recursive: true });
    for (const name of extensions) writeFileSync(path.join(root, 'share', major, 'extension', `${name}.control`), '');
  }
  return [path.join(root, 'lib'), path.join(root, 'share')];
}

const ALL = ['postgis', 'pgrouting', 'pg_trgm'];

test('a complete installation goes before a newer one that lacks an extension', () => {
  const found = findInstallations(...install({ 14: ALL, 15: ALL, 17: ['pg_trgm'] }));
  expect(found.map(({ major, missing }) => [major, missing])).toEqual([[15, []], [17, ['postgis', 'pgrouting']]]);
});

test('a machine without PostgreSQL has no installation', () => {
  expect(findInstallations('/nowhere', '/nowhere')).toEqual([]);
  expect(() => chooseInstallation([])).toThrow('sudo apt-get install -y postgresql-15 postgresql-15-postgis-3 postgresql-15-pgrouting');
});

test('data is run by the version that made it, and by no other', () => {
  const found = findInstallations(...install({ 15: ALL, 16: ALL }));
  expect(chooseInstallation(found).major).toBe(16);
  expect(chooseInstallation(found, 15).major).toBe(15);
  expect(() => chooseInstallation(found, 17)).toThrow('The data was made by PostgreSQL 17.');
});

test('memory is given by the size of the machine, within bounds', () => {
  expect(decideSettings('durable', 24 * GIGABYTE, 2)).toMatchObject({ shared_buffers: '4096MB', work_mem: '32MB', maintenance_work_mem: '1024MB' });
  expect(decideSettings('durable', 1 * GIGABYTE, 2)).toMatchObject({ shared_buffers: '256MB', work_mem: '16MB', maintenance_work_mem: '64MB' });
});

test("the database's own log quotes neither rows nor parameters", () => {
  expect(decideSettings('durable', GIGABYTE, 2)).toMatchObject({ log_error_verbosity: 'terse' });
});

test('committed rows are flushed, except in tests', () => {
  expect(decideSettings('durable', GIGABYTE, 2)).toMatchObject({ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', listen_addresses: '' });
  expect(decideSettings('test', GIGABYTE, 2)).toMatchObject({ fsync: 'off', listen_addresses: '' });
});
