import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { findMatters } from './find-matters.ts';

const { matters } = readCatalogue();
const find = (text: string) => {
  const { how, matters: found } = findMatters(text, matters);
  return { how, names: found.map(({ name }) => name) };
};

test('a saying that is in the catalogue means its matter alone', () => {
  expect(find('路灯不亮')).toEqual({ how: 'name', names: ['路灯'] });
  expect(find(' 路灯 不亮 ').names).toEqual(['路灯']);
});

test('a word that many names hold means all of them, and none that only has it in a saying', () => {
  const { how, names } = find('井盖');
  expect(how).toBe('part');
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(name).toContain('井盖');
});

test('a saying that several matters share means all of them', () => {
  expect(find('井盖没了').names.length).toBeGreaterThan(3);
});

test('a saying is found within a whole sentence', () => {
  expect(find('我家门口那条路路灯不亮了三天').names).toContain('路灯');
});

test('words that only resemble a saying find it, words that resemble nothing find nothing', () => {
  expect(find('路灯不亮坏').how).not.toBeNull();
  expect(find('量子力学')).toEqual({ how: null, names: [] });
  expect(find('%_\\')).toEqual({ how: null, names: [] });
  expect(find('   ').names).toEqual([]);
});
