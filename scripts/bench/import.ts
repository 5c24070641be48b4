/** Import of the NYC buildings, beside ogr2ogr loading the same file into a plain table of the same database. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { importFiles } from '../../server/features/imports/import.ts';
import { parseOptions } from '../../server/features/imports/options.ts';
import { readConfig } from '../../server/platform/config.ts';
import { openDatabaseSource } from '../../server/platform/database-source.ts';
import { migrate } from '../../server/platform/migrate.ts';
import type { BenchResult } from '../bench.ts';

const realData = process.env.GETU_REALDATA ?? fileURLToPath(new URL('../../../shared/realdata', import.meta.url));
const file = path.join(realData, 'nyc/nyc-buildings.geojsonl.gz');
const ROUNDS = 3;

/** Both load into a database of their own on the server in use, in turn; the median of three counts. */
export async function run(): Promise<BenchResult[]> {
  if (!existsSync(file)) {
    console.log('import: skipped, data not here (GETU_REALDATA)');
    return [];
  }
  const source = await openDatabaseSource(readConfig());
  const database = `bench_import_${process.pid}`;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-bench-'));
  try {
    const plain: number[] = [];
    const ours: number[] = [];
    let rows = 0;
    let memory = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await asOwner(source.adminUrl, `create database ${database} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
      const url = new URL(source.adminUrl);
      url.pathname = `/${database}`;
      await migrate(url.href);
      plain.push(await loadPlainly(url.href));
      const before = process.memoryUsage.rss();
      const watch = setInterval(() => { memory = Math.max(memory, process.memoryUsage.rss()); }, 20);
      const started = performance.now();
      const report = await importNow(url.href, folder).finally(() => clearInterval(watch));
      ours.push((performance.now() - started) / 1000);
      memory = Math.max(memory, before);
      rows = report.total.read;
      await asOwner(source.adminUrl, `drop database ${database} with (force)`);
    }
    const [peer, value] = [median(plain), median(ours)];
    return [
      { name: 'import of NYC buildings', value, unit: 's', compared: { name: 'ogr2ogr into a plain table', value: peer, ratio: value / peer }, target: { bound: 2, is: 'at most' }, note: `${Math.round(rows / value).toLocaleString('en-US')} rows/s` },
      { name: 'import: most memory of our process', value: memory / 1024 / 1024, unit: 'MB', target: { bound: 300, is: 'at most' }, note: 'the file passes in portions of 256 kB; memory does not grow with it' },
    ];
  } finally {
    await asOwner(source.adminUrl, `drop database if exists ${database} with (force)`);
    await source.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function importNow(adminUrl: string, dataDir: string) {
  const options = parseOptions([file]);
  if (options === 'help') throw new Error('help was not asked for');
  return importFiles(options, { adminUrl, dataDir, signal: new AbortController().signal, progress: () => undefined, debug: () => undefined });
}

/** ogr2ogr with its defaults: COPY, one table, one spatial index. @returns seconds */
async function loadPlainly(adminUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  const password = typeof client.password === 'string' ? client.password : '';
  const env = { PATH: process.env.PATH, PGHOST: client.host, PGPORT: String(client.port), PGUSER: client.user, PGPASSWORD: password };
  const started = performance.now();
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn('ogr2ogr', ['-f', 'PostgreSQL', `PG:dbname='${client.database}'`, `/vsigzip/${file}`, '-nln', 'plain', '-unsetFid'], { env, stdio: 'ignore' }).on('error', reject).on('close', resolve);
  });
  if (code !== 0) throw new Error('ogr2ogr could not load the file into a plain table');
  return (performance.now() - started) / 1000;
}

async function asOwner(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
