import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrapText } from './wrap-text.ts';

/** A Chinese character is twice as wide as a Latin one. */
const widthOf = (character: string) => (/[ -~…]/.test(character) ? 1 : 2);
const widthOfLine = (line: string) => [...line].reduce((sum, character) => sum + widthOf(character), 0);

test('Chinese breaks anywhere, a number is kept whole', () => {
  expect(wrapText('凤山路十二号院 3 栋', 8, widthOf)).toEqual(['凤山路十', '二号院 3', '栋']);
  expect(wrapText('网格 990101', 8, widthOf)).toEqual(['网格', '990101']);
});

test('a word wider than a line is broken', () => {
  expect(wrapText('9901010600000000019', 10, widthOf)).toEqual(['9901010600', '000000019']);
});

test('what is left over ends in an ellipsis', () => {
  expect(wrapText('一二三四五六', 4, widthOf, 2)).toEqual(['一二', '三…']);
});

test('no text is one empty line', () => {
  expect(wrapText('', 10, widthOf)).toEqual(['']);
});

test('every line fits, and nothing but blanks is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('中', '文', 'a', '9', ' ', '，', '-') }), fc.integer({ min: 2, max: 12 }), (text, width) => {
      const lines = wrapText(text, width, widthOf, 1000);
      expect(Math.max(...lines.map(widthOfLine))).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }),
  );
});
