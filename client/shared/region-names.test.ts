import { expect, test } from 'vitest';
import { levelWord } from './region-names.ts';
import { zh } from './words/zh.ts';

test.each([
  ['street', '城关街道', '街道'], ['street', '高店镇', '镇'], ['street', '松林乡', '乡'], ['street', 'Vaduz', '乡镇街道'],
  ['province', '云岭省', '省'], ['province', '北京市', '直辖市'], ['province', '广西壮族自治区', '自治区'], ['province', 'Liechtenstein', '一级区域'], ['province', '导入地域', '一级区域'],
  ['prefecture', '云川市', '市'], ['county', '东城区', '区县'], ['community', '桂花社区', '社区'], ['community', '郑家河村', '村'],
])('a %s named %s is called %s', (level, name, word) => {
  expect(levelWord({ level, name }, zh)).toBe(word);
});
