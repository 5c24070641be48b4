import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LONGEST_FILE_LINES = 300;

const code = ['client', 'server', 'data', 'scripts']
  .flatMap((folder) => readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
  .filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const production = code.filter((file) => !/\.test\.tsx?$|\/test-[a-z-]+\.ts$/.test(file));
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const offenders = (files: string[], pattern: RegExp) => files.filter((file) => pattern.test(read(file)));

test('only config.ts reads the environment on the server, and nothing does in the client', () => {
  const files = production.filter((file) => /^(client|server)\//.test(file) && file !== 'server/platform/config.ts');
  expect(offenders(files, /\bprocess\.env\b/)).toEqual([]);
});

test(`no file of code is longer than ${LONGEST_FILE_LINES} lines`, () => {
  // The words of a language are a table, one line each, kept in one place on purpose.
  const long = code.filter((file) => !file.startsWith('client/shared/words/')).map((file) => [file, read(file).split('\n').length] as const).filter(([, lines]) => lines > LONGEST_FILE_LINES);
  expect(long).toEqual([]);
});

test('a file is named for what it does, in kebab case or as its component', () => {
  const names = code.map((file) => path.basename(file));
  expect(names.filter((name) => !/^([a-z0-9-]+|[A-Z][A-Za-z0-9]*)(\.(server|browser))?(\.test)?\.(ts|tsx|mjs|d\.ts)$/.test(name))).toEqual([]);
  expect(names.filter((name) => /(^|-)(utils?|helpers?|manager|common|misc|index)\b/.test(name))).toEqual([]);
});

test('a relative import names its file with the ending', () => {
  expect(offenders(code, /from '\.{1,2}\/[^']*(?<!\.(ts|tsx|mjs|json|css|sql|svg|geojson)(\?[a-z]+)?)'/)).toEqual([]);
});

test('an error that is caught is dealt with, or the reason why not is written there', () => {
  expect(offenders(code, /catch\s*(\([^)]*\))?\s*\{\s*\}/)).toEqual([]);
});

test('only one module of the client knows a clock: none reads the zone of the browser', () => {
  const files = production.filter((file) => file.startsWith('client/') && file !== 'client/shared/china-time.ts');
  const readsZone = /\.get(Hours|Minutes|Date|Day|Month|FullYear|TimezoneOffset)\(|\.set(Hours|Date|Month|FullYear)\(|\.toLocale(Date|Time)String\(|DateTimeFormat|new Date\([^()]*\)\.toLocaleString\(|new Date\([^()]+,/;
  expect(offenders(files, readsZone)).toEqual([]);
});

test('nothing is left to be done later', () => {
  expect(offenders(code.filter((file) => !file.endsWith('conventions.test.ts')), /\b(TODO|FIXME|XXX)\b|@ts-ignore|@ts-nocheck/)).toEqual([]);
});

test('the lock file names the packages for every system, which npm ci insists on', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { optionalDependencies?: Record<string, string> }> };
  const missing = Object.entries(packages).flatMap(([key, entry]) => {
    const wanted = key === '' ? [] : Object.keys(entry.optionalDependencies ?? {});
    return wanted.filter((name) => !packages[`node_modules/${name}`] && !packages[`${key}/node_modules/${name}`]);
  });
  expect(missing).toEqual([]);
});
