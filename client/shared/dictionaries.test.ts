import { describe, expect, it } from 'vitest';
import { indexDictionaries, titlesFrom } from './dictionaries.ts';
import { zh } from './words/zh.ts';

const dictionaries = indexDictionaries({
  kinds: [{ kind: 'facility', number: 7, titleZh: '设施部件', titleEn: 'Facility', theme: 'things', sensitivity: 'open' }],
  dictionaries: [
    { type: 'category.facility', code: 'hydrant', name: '消防栓', nameEn: 'Hydrant', isLocal: false },
    { type: 'key_person_type', code: 'elder_alone', name: '独居老人', nameEn: null, isLocal: false },
  ],
});

describe('titles', () => {
  it('are a placeholder until the dictionaries are here, and never a bare code', () => {
    const titles = titlesFrom(undefined, true, 'zh', zh);
    expect([titles.category('facility', 'hydrant'), titles.code('key_person_type', 'elder_alone'), titles.kind('no-word-of-ours')]).toEqual(['…', '…', '…']);
    expect([titles.kind('facility'), titles.category('region', 'street')]).toEqual(['设施部件', '街道']);
    expect(titles.category('facility', '')).toBe('');
  });

  it('are those of the dictionaries, in the language where there is one', () => {
    const titles = titlesFrom(dictionaries, false, 'en', zh);
    expect([titles.category('facility', 'hydrant'), titles.code('key_person_type', 'elder_alone'), titles.kind('facility')]).toEqual(['Hydrant', '独居老人', 'Facility']);
  });

  it('fall back to the code where the dictionaries do not know it or could not be had', () => {
    expect(titlesFrom(dictionaries, false, 'zh', zh).category('facility', 'odd')).toBe('odd');
    expect(titlesFrom(undefined, false, 'zh', zh).category('facility', 'hydrant')).toBe('hydrant');
  });
});
