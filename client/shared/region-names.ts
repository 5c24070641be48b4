import { type Words, wordFor } from './words/words.ts';

/** Whether a community's name is a village's, by the rule of the database. */
export const isVillage = (name: string): boolean => name.endsWith('村');

/** Endings of names that say which of several sorts of its level a region is. */
const sortsByEnding: Record<string, [ending: RegExp, sort: string][]> = {
  province: [[/省$/, 'province'], [/市$/, 'municipality'], [/自治区$/, 'autonomous'], [/特别行政区$/, 'special']],
  prefecture: [[/市$/, 'prefecture'], [/盟$/, 'league'], [/(自治州|州)$/, 'autonomousPrefecture'], [/地区$/, 'prefectureArea']],
  street: [[/(街道|街道办事处)$/, 'street'], [/镇$/, 'town'], [/(乡|苏木)$/, 'township']],
  community: [[/村$/, 'village']],
};
/** What a region is called whose name says nothing of its sort: ground from abroad or a mere extent. */
const unsorted: Record<string, string> = { province: 'topRegion', prefecture: 'middleRegion', street: 'streetOrTown' };

/** The sort by which a region is called: a town is no street office, a community of the country is a village, a land abroad no province. */
export function levelNameOf({ level, name }: { level: string; name: string }): string {
  return sortsByEnding[level]?.find(([ending]) => ending.test(name))?.[1] ?? unsorted[level] ?? level;
}

/** That sort in the reader's language. */
export function levelWord(region: { level: string; name: string }, words: Words): string {
  return wordFor(words.regions.levels, levelNameOf(region));
}
