import { expect, test } from 'vitest';
import { detectEncoding } from './encoding.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');

test.each([
  ['plain ASCII', Buffer.from('id,name\n1,a\n'), 'utf-8'],
  ['UTF-8', Buffer.from('编号,名称\n1,人民广场\n'), 'utf-8'],
  ['UTF-8 with a byte order mark', Buffer.from('\ufeff编号\n'), 'utf-8'],
  ['UTF-16', bytes('fffe 1f91 f753'), 'utf-16le'],
  ['GBK (名称,地址 人民路公安局派出所)', bytes('c3fbb3c6 2c b5d8d6b7 0a c8cbc3f1c2b7b9abb0b2bed6c5c9b3f6cbf9'), 'gb18030'],
  ['Big5 (中山路一號 新北市)', bytes('a4a4a473b8f4a440b8b9 0a b773a55fa5ab'), 'big5'],
  ['Latin-1 (Château d’été)', bytes('4368e274656175 206420e974e9 0a'), 'windows-1252'],
])('%s is recognised', (_name, sample, encoding) => {
  expect(detectEncoding(sample)).toBe(encoding);
});

test('bytes that are no text in any encoding are not guessed at', () => {
  expect(detectEncoding(bytes('fffffefdff80ff9081ff8182'))).toBeNull();
});
