import { expect, test } from 'vitest';
import { choicesFor } from './pick.ts';

const matter = (code: string, name: string, aliases: string[], valid = true) => ({ code, name, aliases, ownerTitle: '', isLocal: false, isEdited: false, valid });
const catalogue = {
  classes: [{ code: '01', name: '部件' }, { code: '0101', name: '公用设施' }],
  matters: [matter('010102', '污水井盖', ['臭水井没盖子']), matter('010103', '雨水井盖', ['下雨冒水']), matter('010118', '路灯', ['路灯不亮', '井盖旁灯灭']), matter('010199', '旧井盖', [], false)],
  departments: [],
  roles: [],
};

test('the words as they are come first, then names, then sayings; what is not offered any more is left out', () => {
  expect(choicesFor('井盖', catalogue, '全部相符').map(({ value, hint }) => `${value} ${hint}`)).toEqual(['井盖 全部相符', '010102 部件 › 公用设施', '010103 部件 › 公用设施', '010118 “井盖旁灯灭”']);
});

test('a saying of one matter means that matter alone, and a class is offered whole', () => {
  expect(choicesFor('路灯不亮', catalogue, '').map(({ value }) => value)).toEqual(['010118']);
  expect(choicesFor('公用', catalogue, '').map(({ value }) => value)).toEqual(['公用', '0101']);
  expect(choicesFor('  ', catalogue, '')).toEqual([]);
});
