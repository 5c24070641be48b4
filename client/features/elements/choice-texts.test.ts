import { expect, test } from 'vitest';
import { choiceTexts } from './choice-texts.ts';

const words = { number: (number: string) => `${number}栋`, unnamed: '未命名' };
const house = { code: '1', kind: 'building', category: 'residential', name: '', address: '长安街12号', buildingNumber: '8' };

test('a choice is told by its name, else by its number, with the address', () => {
  expect(choiceTexts('', '住宅楼', { ...house, name: '锦绣花园8栋' }, words)).toEqual({ title: '锦绣花园8栋', address: '长安街12号' });
  expect(choiceTexts('', '住宅楼', house, words)).toEqual({ title: '8栋', address: '长安街12号' });
});

test('until its name is here, or where it may not be told, a choice is what the map says', () => {
  expect(choiceTexts('老李面馆', '餐饮店', undefined, words)).toEqual({ title: '老李面馆', address: '' });
  expect(choiceTexts('', '餐饮店', undefined, words)).toEqual({ title: '餐饮店', address: '' });
  expect(choiceTexts('', '', undefined, words)).toEqual({ title: '未命名', address: '' });
});

test('an address that is the name already is not said twice', () => {
  expect(choiceTexts('', '住宅楼', { ...house, name: '长安街12号' }, words).address).toBe('');
});
