import { expect, test } from 'vitest';
import { explainGdal } from './gdal.ts';
import { cell } from './rejects.ts';
import { describeReport, exitCodeOf, type ImportReport, shorten } from './report.ts';

const report = (written: number, unchanged: number, rejected: number): ImportReport => {
  const total = { read: written + unchanged + rejected, written, unchanged, rejected };
  return { files: [{ ...total, name: 'a.csv', recognisedAs: ['rows as place'], joined: 0, unused: 0, notes: [] }], total, missing: 0, regions: [], rejectsPath: null, isDryRun: false, seconds: 2 };
};

test('the exit status is 0 when all was written or unchanged, 3 when some was rejected, 1 when nothing could be', () => {
  expect([report(5, 0, 0), report(0, 5, 0), report(4, 0, 1), report(0, 4, 1), report(0, 0, 5)].map(exitCodeOf)).toEqual([0, 0, 3, 3, 1]);
});
test('an import that changed nothing says so', () => {
  expect(describeReport(report(0, 1234, 0))).toContain('nothing has changed');
  expect(describeReport(report(0, 1234, 0)).join('\n')).toContain('1,234 read, 0 written, 1,234 unchanged, 0 rejected');
});
test('a list that is cut says how many more there are', () => {
  expect(shorten(['a', 'b', 'c'], 3)).toBe('a, b, c');
  expect(shorten(['a', 'b', 'c', 'd'], 2)).toBe('a, b …and 2 more');
});
test('a cell that a spreadsheet would take for a formula is made harmless', () => {
  expect([cell('=1+1'), cell('a,"b"'), cell('plain')]).toEqual([`"'=1+1"`, '"a,""b"""', 'plain']);
});
test('whatever GDAL prints becomes one sentence', () => {
  expect(explainGdal('a.shp', 'ERROR 1: Failed to reproject feature 6 (geometry probably out of source or destination SRS).')).toBe('Row 7 of a.shp has coordinates outside its coordinate system; say the right one with --crs.');
  expect(explainGdal('a.shp', 'something\nunheard of')).toBe('a.shp is damaged or of a kind that GDAL cannot read.');
});
