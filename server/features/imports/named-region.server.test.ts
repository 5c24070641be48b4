import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { importFiles } from './import.ts';
import { parseOptions } from './options.ts';
import type { ImportReport } from './report.ts';

let database: TestDatabase;
const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-named-'));
beforeAll(async () => {
  database = await createTestDatabase('named_region');
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  await client.query(`insert into regions (code, level, name, source, is_local_code, geom) values
    ('330106', 'county', '甲区', 'test', false, st_multi(st_makeenvelope(100, 40, 101, 41, 4326))), ('44', 'province', '无界省', 'test', true, null)`);
  await client.end();
});
afterAll(async () => {
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

function importCameras(name: string, rows: string, region: string): Promise<ImportReport> {
  const file = path.join(folder, name);
  writeFileSync(file, `id,name,lng,lat\n${rows}\n`);
  const options = parseOptions([file, '--layer', 'camera', '--region', region]);
  if (options === 'help') throw new Error('help was not asked for');
  return importFiles(options, { adminUrl: database.adminUrl, dataDir: folder, signal: new AbortController().signal, progress: () => undefined, debug: () => undefined });
}

test('rows that lie far outside the region of --region are refused with their distance, those beside it are written and told', async () => {
  const report = await importCameras('posts.csv', '1,里,100.5,40.5\n2,旁,101.05,40.5\n3,远,102.06,40.5', '330106');
  expect(report.total).toEqual({ read: 3, written: 2, unchanged: 0, rejected: 1 });
  expect(readFileSync(report.rejectsPath ?? '', 'utf8')).toMatch(/posts\.csv,4,89\.\d km outside region 330106 甲区 \(--region\)/);
  expect(report.files[0]?.notes).toContain('1 row lies more than 10 km outside region 330106 (--region), the farthest 90 km: rejected');
  expect(report.files[0]?.notes).toContain('1 row lies not in region 330106 (--region) but in no county that is known; written under 330106');
});

test('a region without a border says nothing about distance; rows in a county elsewhere are told', async () => {
  const report = await importCameras('other.csv', '1,里,100.6,40.6', '44');
  expect(report.total).toMatchObject({ written: 1, rejected: 0 });
  expect(report.files[0]?.notes).toContain('1 row lies not in region 44 (--region) but in 330106 甲区; written under the county where each lies');
});
