import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decidePending, type Migration, readMigrations } from './migrate.ts';
import { makeTemporaryFolder } from './test-folder.ts';

function folderWith(...names: string[]): string {
  const folder = makeTemporaryFolder();
  for (const name of names) writeFileSync(path.join(folder, name), 'select 1');
  return folder;
}

function migration(version: number, checksum = `sum ${version}`): Migration {
  return { version, name: `000${version}_create_thing.sql`, sql: '', checksum };
}

test('migrations are read in the order of their numbers', () => {
  const names = readMigrations(folderWith('0002_add_b.sql', '0001_add_a.sql', 'README.md')).map((each) => each.name);
  expect(names).toEqual(['0001_add_a.sql', '0002_add_b.sql']);
});

test('a gap in the numbers is refused and named', () => {
  expect(() => readMigrations(folderWith('0001_add_a.sql', '0003_add_c.sql'))).toThrow('0002 was expected, and the next file is 0003_add_c.sql');
});

test('a number used twice is refused', () => {
  expect(() => readMigrations(folderWith('0001_add_a.sql', '0001_add_b.sql'))).toThrow('0002 was expected');
});

test('a file that is not named as a migration is refused', () => {
  expect(() => readMigrations(folderWith('1_a.sql'))).toThrow('"1_a.sql" is not named NNNN_verb_object.sql');
});

test('only what was not applied yet is pending', () => {
  const migrations = [migration(1), migration(2), migration(3)];
  expect(decidePending(migrations, migrations.slice(0, 2)).map((each) => each.version)).toEqual([3]);
  expect(decidePending(migrations, migrations)).toEqual([]);
});

test('a migration that was changed after it was applied is refused', () => {
  expect(() => decidePending([migration(1, 'new')], [migration(1, 'old')])).toThrow('0001_create_thing.sql was changed after it was applied');
});

test('a database newer than the code is refused', () => {
  expect(() => decidePending([migration(1)], [migration(1), migration(2)])).toThrow('The database is newer than this version of Getu');
});

test('a database that lacks a migration in the middle is refused', () => {
  expect(() => decidePending([migration(1), migration(2), migration(3)], [migration(1), migration(3)])).toThrow('migration 2 was never applied');
});
