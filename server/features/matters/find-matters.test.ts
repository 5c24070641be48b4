import { expect, test } from 'vitest';
import { readCatalogue } from './catalogue.ts';
import { findMatters, hearMatters } from './find-matters.ts';

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

test('of the matters that share a saying the one that is mostly called so comes first', () => {
  expect(find('楼上漏水').names).toEqual(['邻里间渗漏', '邻里纠纷调解']);
  expect(find('占道经营').names).toEqual(['无照经营游商', '店外经营']);
});

test('what residents say at the hotline finds its matter', () => {
  const first = (text: string) => find(text).names[0];
  expect(['没暖气', '我家没暖气了', '家里没水', '家里没电', '占道经营', '违停', '乱扔垃圾', '家暴', '煤气泄漏', '马桶堵了'].map(first)).toEqual([
    '暖气不热', '暖气不热', '停水', '停电', '无照经营游商', '机动车乱停放', '暴露垃圾', '家庭暴力处置', '燃气管道破裂', '下水道堵塞或破损',
  ]);
});

test('letters are heard as pinyin, first letters or both with characters between, a whole saying before a part of one', () => {
  const sayable = [{ code: '1', name: '路灯', aliases: ['路灯不亮'] }, { code: '2', name: '地灯', aliases: ['地灯不亮', '路灯不亮旁边'] }];
  const sounds = new Map([['路灯', '|lu|deng'], ['地灯', '|di/de|deng'], ['路灯不亮', '|lu|deng|bu|liang'], ['地灯不亮', '|di/de|deng|bu|liang'], ['路灯不亮旁边', '|lu|deng|bu|liang|pang|bian']]);
  const hear = (text: string, readings = [...text]) => hearMatters(text, readings, sounds, sayable);
  for (const typed of ['ludengbuliang', 'ldbl', 'ludengbl', 'ludengbul']) expect(hear(typed), typed).toEqual({ how: 'name', matters: [sayable[0]] });
  expect(hear('lu灯bl', ['l', 'u', 'deng', 'b', 'l']).matters).toEqual([sayable[0]]);
  expect(hear('dideng').matters).toEqual([sayable[1]]);
  expect(hear('dengbuliangp')).toEqual({ how: 'alias', matters: [sayable[1]] });
  expect([hear('l'), hear('zzz'), hear('路灯')].map(({ how }) => how)).toEqual([null, null, null]);
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
