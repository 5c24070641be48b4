import { expect, test } from 'vitest';
import { decideMissing, type Found, installationLine } from './packages.ts';

const complete: Found = { installations: [{ major: 15, bin: '/x', missing: [] }], hasGdal: true, hasBrowser: true, hasChineseFont: true, hasPdfReader: true, hasUnzip: true };
const bare: Found = { installations: [], hasGdal: false, hasBrowser: false, hasChineseFont: false, hasPdfReader: false, hasUnzip: false };
const neverAsked = () => {
  throw new Error('the archive was asked although PostgreSQL is installed');
};

test('nothing is missing on a complete machine', () => {
  expect(decideMissing(['database', 'gdal', 'browser', 'readers'], complete, neverAsked)).toEqual([]);
});

test('a bare machine gets the PostgreSQL that its archive offers', () => {
  expect(decideMissing(['database', 'gdal'], bare, () => 16)).toEqual(['postgresql-16', 'postgresql-16-postgis-3', 'postgresql-16-pgrouting', 'gdal-bin']);
});

test('extensions are added to the PostgreSQL that is there already', () => {
  const found = { ...complete, installations: [{ major: 17, bin: '/x', missing: ['pgrouting'] }] };
  expect(decideMissing(['database'], found, neverAsked)).toEqual(['postgresql-17-pgrouting']);
});

test('a browser is wanted for tests only, Chinese glyphs for printed pages too', () => {
  expect(decideMissing(['database'], { ...bare, installations: complete.installations }, neverAsked)).toEqual([]);
  expect(decideMissing(['font'], bare, neverAsked)).toEqual(['fonts-noto-cjk']);
  expect(decideMissing(['browser'], bare, neverAsked)).toEqual(['chromium', 'fonts-noto-cjk']);
});

test('what reads printed pages back is wanted for tests only', () => {
  expect(decideMissing(['readers'], bare, neverAsked)).toEqual(['poppler-utils', 'unzip']);
});

test('a new PostgreSQL is kept from starting a server of its own on port 5432', () => {
  expect(installationLine(['postgresql-15', 'gdal-bin'])).toMatch(/create_main_cluster = false.* && apt-get update .* install .* postgresql-15 gdal-bin && rm /);
  expect(installationLine(['gdal-bin'])).not.toContain('create_main_cluster');
});

test('the command that is printed survives the quotes of a shell', () => {
  expect(installationLine(['postgresql-15'])).not.toContain("'");
});
