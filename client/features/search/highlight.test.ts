import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highlight } from './highlight.ts';

describe('marking what was searched', () => {
  it('marks each occurrence without regard to case', () => {
    expect(highlight('Elm 3栋 elm', 'ELM')).toEqual([
      { start: 0, text: 'Elm', isMatch: true },
      { start: 3, text: ' 3栋 ', isMatch: false },
      { start: 7, text: 'elm', isMatch: true },
    ]);
  });
  it('marks each of several words', () => expect(highlight('清河路12号', '12 清河').filter((part) => part.isMatch).map((part) => part.text)).toEqual(['清河', '12']));
  it('changes no letter of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, query) => {
        expect(highlight(text, query).map((part) => part.text).join('')).toBe(text);
      }),
    );
  });
});
