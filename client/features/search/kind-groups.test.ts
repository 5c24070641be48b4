import { expect, test } from 'vitest';
import type { FoundItem } from './api.ts';
import { groupByKind, joinFound } from './kind-groups.ts';

const item = (kind: string, code: string, category = ''): FoundItem => ({ id: 1, code, kind, category, name: code, address: '', geometry: null, gridCode: null, score: 1, matched: 'name' });
const mixed = ['a', 'b', 'c', 'd', 'e'].flatMap((n) => (n < 'c' ? [item('facility', `f${n}`), item('hazard', `h${n}`)] : [item('facility', `f${n}`)]));
const shapeOf = (rows: ReturnType<typeof groupByKind>[number]['rows']) => rows.map((row) => (row.type === 'item' ? row.item.code : `+${row.count ?? '?'}`));

test('kinds stand in the order of their best, of each three and how many more', () => {
  const groups = groupByKind(mixed, new Set(), true);
  expect(groups.map(({ kind, rows }) => [kind, shapeOf(rows)])).toEqual([['facility', ['fa', 'fb', 'fc', '+2']], ['hazard', ['ha', 'hb']]]);
});

test('an opened kind shows all in their order, the others stay as they are', () => {
  const opened = groupByKind([...mixed, item('hazard', 'hc'), item('hazard', 'hd')], new Set(['facility']), true);
  expect(opened.map(({ rows }) => shapeOf(rows))).toEqual([['fa', 'fb', 'fc', 'fd', 'fe'], ['ha', 'hb', 'hc', '+1']]);
});

test('where the first answer is not all, how many more of a kind there are is not known and not said', () => {
  const moreOf = (isWhole: boolean) => groupByKind(mixed, new Set(), isWhole)[0]?.rows.at(-1);
  expect(moreOf(true)).toEqual({ type: 'more', group: 'facility', count: 2 });
  expect(moreOf(false)).toEqual({ type: 'more', group: 'facility', count: null });
});

test('a kind that just fills its share may have others where the first answer was not all', () => {
  const three = ['a', 'b', 'c'].map((code) => item('hazard', code));
  expect(groupByKind(three, new Set(), true).map(({ rows }) => shapeOf(rows))).toEqual([['a', 'b', 'c']]);
  expect(groupByKind(three, new Set(), false).map(({ rows }) => shapeOf(rows))).toEqual([['a', 'b', 'c', '+?']]);
  expect(groupByKind(three, new Set(['hazard']), false).map(({ rows }) => shapeOf(rows))).toEqual([['a', 'b', 'c']]);
});

test('a park stands apart from the estates that people live in', () => {
  const groups = groupByKind([item('estate', 'p', 'park'), item('estate', 'e'), item('estate', 'q', 'park')], new Set(), true);
  expect(groups.map(({ kind, use, rows }) => [kind, use, shapeOf(rows)])).toEqual([['estate', 'park', ['p', 'q']], ['estate', '', ['e']]]);
});

test('what was asked for by kind follows what was found first, each thing once', () => {
  expect(joinFound([item('facility', 'a'), item('hazard', 'a')], [item('facility', 'a'), item('facility', 'b')]).map(({ kind, code }) => kind + code)).toEqual(['facilitya', 'hazarda', 'facilityb']);
});
