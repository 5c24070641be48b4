import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planGuess, planSearch, type Understood } from './query-plan.ts';
import { cutSyllables } from './syllables.ts';
import { otherWords } from './synonyms.ts';
import { cellsOf, pairs, token } from './tokens.ts';

const asked = (text: string, more: Partial<Understood> = {}): Understood => ({ text, words: [], sounds: '', categories: [], jurisdiction: '', seesLocal: true, seesPeople: false, isAtHomeEverywhere: true, ...more });
const everything = { kinds: null, within: null, bbox: null };

describe('letters cut into syllables', () => {
  it.each([
    ['xiaofang', ['xiao', 'fang']],
    ['xdxq', ['x', 'd', 'x', 'q']],
    ['jinxiuhuay', ['jin', 'xiu', 'hua', 'y']],
    ['xdxiaoqu', ['x', 'd', 'xiao', 'qu']],
    ['xiaoq', ['xiao', 'q']],
  ])('%s', (letters, way) => expect(cutSyllables(letters)).toContainEqual(way));
  it('are none where a letter begins no syllable', () => expect(cutSyllables('uvi')).toEqual([]));
  it('always hold all letters in their order', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]{1,30}$/), (letters) => cutSyllables(letters).every((way) => way.join('') === letters)));
  });
});

describe('a token', () => {
  it('cannot break out of its quotes', () => expect(token(`a'b\\c`)).toBe(`'a''b\\\\c'`));
  it('of a long text is some of its pairs, of Chinese characters rather than digits', () => {
    expect(pairs('花园', '')).toBe(`'花园'`);
    expect(pairs('花园3栋', 'A')).toBe(`('A花园' & 'A园3' & 'A3栋')`);
    expect(pairs('锦绣花园12栋', '')).toBe(`('锦绣' & '绣花' & '花园')`);
  });
  it('of a number is three of its digits', () => {
    expect(pairs('0010', '')).toBe(`('001' & '010')`);
    expect(pairs('行道树0010-2', '')).toBe(`('行道' & '道树' & '001' & '010')`);
    expect(pairs('盖0010', '')).toBe(`('盖0' & '001' & '010')`);
    expect(pairs('501室', 'A')).toBe(`('A501' & 'A1室')`);
  });
  it('of a box is one of few cells that cover it', () => {
    expect(cellsOf([116, 36, 116.01, 36.01]).split('|').length).toBeLessThanOrEqual(16);
    expect(cellsOf([-180, -90, 180, 90])).toBe('');
  });
});

describe('a plan', () => {
  it('finds better kinds of match first, however important the others are', () => {
    const bases = planSearch(asked('人民路'), everything).steps.map(({ base }) => base).sort((a, b) => b - a);
    for (const [n, base] of [...new Set(bases)].entries()) if (n > 0) expect(([...new Set(bases)][n - 1] ?? 0) - base).toBeGreaterThanOrEqual(14);
  });
  it('takes wildcards as they are written', () => {
    for (const { names } of planSearch(asked('100%_满\\'), everything).steps) for (const pattern of names ?? []) expect(pattern).toContain('100\\%\\_满\\\\');
  });
  it('looks in the view and at home before anywhere, and there for open things alone', () => {
    const { steps } = planSearch(asked('诊所', { jurisdiction: '990101001', isAtHomeEverywhere: false }), { ...everything, bbox: [116, 36, 116.01, 36.01] });
    expect(steps.filter(({ is_in_view }) => is_in_view).length).toBe(steps.length / 3);
    const near = steps.filter(({ is_in_view }) => !is_in_view);
    expect(near.filter(({ query }) => query.includes(`'L990101001'`)).length).toBe(steps.length / 3);
    expect(near.filter(({ query }) => query.includes(`'O'`)).length).toBe(steps.length / 3);
    expect(near.findIndex(({ query }) => query.includes(`'O'`))).toBeGreaterThan(0);
  });
  it('counts each kind of match once, in all of the reader\'s sight', () => {
    const { steps } = planSearch(asked('xiaofang', { sounds: '|x|i|a|o|f|a|n|g', jurisdiction: '990101001', isAtHomeEverywhere: false }), everything);
    const counted = steps.filter(({ is_counted }) => is_counted);
    expect(counted.length).toBeGreaterThan(2);
    expect(counted.filter(({ base }) => base === 172 || base === 116 || base === 102)).toEqual([]);
  });
  it('hears letters as pinyin, with the first letters of whole names foremost', () => {
    const { steps } = planSearch(asked('xdxq', { sounds: '|x|d|x|q' }), everything);
    const initials = steps.filter(({ matched }) => matched === 'initials');
    expect(initials[0]).toMatchObject({ base: 130, query: `'Wxdxq'` });
    expect(initials.some(({ query }) => query.includes(`'Ixdx'`))).toBe(true);
  });
  it('does not guess at short texts, and guesses at long ones with every single character wrong', () => {
    expect(planGuess(asked('诊所'), everything)).toBeNull();
    const { steps } = planGuess(asked('锦秀花园小区'), everything) ?? { steps: [] };
    expect(steps.some(({ names }) => names?.includes('%锦_花园小区%'))).toBe(true);
  });
  it('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (text) => {
      planSearch(asked(text), everything);
      planGuess(asked(text), everything);
    }));
  });
});

describe('a synonym', () => {
  it('takes the place of the longest word that was typed', () => {
    expect(otherWords('阳光幼儿园')).toContain('阳光托儿所');
    expect(otherWords('窨井盖')).toEqual([]);
    expect(otherWords('学校')).toEqual([]);
  });
});
