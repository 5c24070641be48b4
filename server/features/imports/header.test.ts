import { expect, test } from 'vitest';
import { findHeader } from './header.ts';

const sheet = (...rows: string[][]) => rows.map((cells, n) => ({ row: n + 1, cells: Object.fromEntries(cells.map((text, c) => [`field_${c + 1}`, text])) }));

test('the header is the first row when it holds names', () => {
  expect(findHeader(sheet(['名称', '经度', '纬度'], ['甲', '120', '30']), null, 'a.csv')).toEqual({ row: 1, names: { field_1: '名称', field_2: '经度', field_3: '纬度' } });
});
test('titles above the header are passed over, even when they fill several cells', () => {
  expect(findHeader(sheet(['设施一览表'], ['at', 'the', 'top', ''], ['名称', '经度', '纬度', '类别'], ['甲', '120', '30', 'x']), null, 'a.csv').row).toBe(3);
});
test('a table of texts alone has its header in the first full row', () => {
  expect(findHeader(sheet(['name', 'value'], ['a', 'b']), null, 'a.csv').row).toBe(1);
});
test('columns of the same name are told apart', () => {
  expect(Object.values(findHeader(sheet(['name', 'name'], ['1', '2']), null, 'a.csv').names)).toEqual(['name', 'name 2']);
});
test('a row that is named is taken, and one that is not there is said', () => {
  expect(findHeader(sheet(['x', 'y'], ['1', '2']), 2, 'a.csv').names).toEqual({ field_1: '1', field_2: '2' });
  expect(() => findHeader(sheet(['x', 'y']), 9, 'a.csv')).toThrow('a.csv has no row 9 (--header-row).');
});
test('figures alone have no header', () => {
  expect(() => findHeader(sheet(['1', '2'], ['3', '4']), null, 'a.csv')).toThrow('a.csv has no row of column names');
});
