import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('files, layer, region, system and columns are read', () => {
  expect(parseOptions(['a.csv', 'b.csv', '--layer', 'camera', '--region', '330106', '--crs', 'epsg:4547', '--map', 'name=点位=名称', '--dry-run'])).toMatchObject({
    files: ['a.csv', 'b.csv'], layer: 'camera', region: '330106', crs: { kind: 'epsg', code: 4547 }, map: { name: '点位=名称' }, isDryRun: true,
  });
  expect(parseOptions(['a.csv', '--crs', 'GCJ-02'])).toMatchObject({ crs: { kind: 'gcj02' } });
  expect(parseOptions(['a.csv', '--encoding', 'GBK'])).toMatchObject({ encoding: 'gbk' });
  expect(parseOptions(['--help'])).toBe('help');
});

test.each([
  [[], /^Name the file to import/],
  [['a', '--layer', 'town'], /^--layer town is not known; it is one of building/],
  [['a', '--region', '12345'], /is not a region code of 2, 4, 6, 9 or 12 digits/],
  [['a', '--crs', 'utm'], /^--crs utm is not understood/],
  [['a', '--map', 'colour=x'], /is not target=column/],
  [['a', '--map', 'name='], /is not target=column/],
  [['a', '--encoding', 'klingon'], /^--encoding klingon is not known/],
  [['a', '--header-row', '0'], /is not a row number/],
  [['a', '--colour'], /--colour/],
])('%j is refused with one sentence', (args, says) => {
  expect(() => parseOptions(args)).toThrow(says);
});
