import { expect, test } from 'vitest';
import { parseCsv } from './csv.ts';

test('quotes keep commas, line ends and doubled quotes', () => {
  expect(parseCsv('a,b\n"1,2","say ""hi""\nthere"\n3,\n')).toEqual([{ a: '1,2', b: 'say "hi"\nthere' }, { a: '3', b: '' }]);
});

test('a byte order mark and Windows line ends do not matter', () => {
  expect(parseCsv('\uFEFFcode,name\r\n01,部件')).toEqual([{ code: '01', name: '部件' }]);
});

test('a line with a field too many is named', () => {
  expect(() => parseCsv('a,b\n1,2\n1,2,3\n')).toThrow('line 3 has 3 fields, the header has 2');
});

test('a quote that stays open is refused', () => {
  expect(() => parseCsv('a\n"1\n')).toThrow('quote');
});
