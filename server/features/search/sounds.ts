/** What letters sound like, and characters: the steps that look through the pinyin. */
import { readingPattern, type Run, runsOf, soundPattern, syllableEnd } from '../../platform/sound-pattern.ts';
import { cutSyllables } from './syllables.ts';
import { alone, type Draft, type Family } from './step.ts';
import { all, any, pairs, soundTokens, token } from './tokens.ts';

const longestHeard = 30;

/** Letters and digits as pinyin, first letters, or both mixed with characters: xdxq, xiandai, xd小区, jxhy3d. */
export function sounded(text: string, readings: readonly string[]): Family[] {
  if (!/[a-z]/.test(text) || text.length < 2 || text.length > 40 || readings.length !== [...text].length) return [];
  const runs = runsOf(text, readings);
  const ways = waysOf(runs);
  if (ways.length === 0) return [];
  const han = text.match(/\p{Script=Han}+/gu) ?? [];
  const matched = runs.every((run) => !run.isTyped || cutSyllables(run.text, 1)[0]?.length === run.text.length) ? 'initials' : 'pinyin';
  const heard = soundPattern(runs);
  const query = all([any(ways.map((way) => soundTokens(way))), ...han.map((run) => pairs(run, ''))]);
  const names = han.length > 0 ? { names: [`%${han.join('%')}%`] } : {};
  // A syllable that was typed to its end is meant rather than a longer one: wutan before 梧塘.
  const isEnded = matched === 'pinyin' && runs.at(-1)?.isTyped === true;
  const exact = han.length === 0 ? ways.filter(isFoundExactly) : [];
  const loose = ways.filter((way) => !exact.includes(way));
  const wholes: Draft[] = [
    ...(exact.length > 0 ? [{ matched, base: 60, query: any(exact.map((way) => soundTokens(way))), isPlain: true } as const] : []),
    ...(loose.length > 0 ? [{ matched, base: 60, query: all([any(loose.map((way) => soundTokens(way))), ...han.map((run) => pairs(run, ''))]), sound: heard, ...names } as const] : []),
  ];
  const ended: Draft[] = isEnded ? [{ matched, base: 74, query, sound: `${heard}${syllableEnd}`, ...names }] : [];
  if (han.length > 0) return [{ wholes, parts: ended }];
  const initials = [...new Set(ways.map((way) => way.map((unit) => unit[0]).join('')))];
  const headed = [...new Set(initials.map((way) => token(`J${way.slice(0, 3)}`)))];
  const heads = all([any(headed), query]);
  return [
    // Also what is written with longer syllables than were typed: wanjiayuan for 望江苑.
    ...alone({ matched, base: 130, query: any([...new Set(initials.map((way) => token(`W${way.slice(0, 12)}`)))]), sound: `^${heard}[a-z/]*$` }),
    {
      wholes,
      ...(exact.length > 0 ? { plainSound: exact.map(exactPattern).join('|') } : {}),
      parts: [
        ...(isEnded ? [{ matched, base: 116, query: heads, sound: `^${heard}${syllableEnd}` } as const] : []),
        { matched, base: 102, query: heads, sound: `^${heard}` },
        ...ended,
      ],
    },
  ];
}

/** Two whole syllables, or two or three first letters, are one token each. */
function isFoundExactly(way: readonly string[]): boolean {
  const isWhole = way.every((unit) => unit.length > 1);
  return isWhole ? way.length === 2 : way.every((unit) => unit.length === 1) && (way.length === 2 || way.length === 3);
}

/** What isFoundExactly finds, among readings: whole syllables, of which the last may go on, or first letters. */
function exactPattern(way: readonly string[]): string {
  return way.map((unit, n) => `\\|([a-z]+/)*${unit}${n === way.length - 1 ? '' : unit.length > 1 ? '(/[a-z]+)*' : '[a-z/]*'}`).join('');
}

/** The ways to read the runs as syllables, a character or digit being one of its own. */
function waysOf(runs: readonly Run[]): string[][] {
  let ways: string[][] = [[]];
  for (const run of runs) {
    const cuts = run.isTyped ? cutSyllables(run.text) : [[run.reading.includes('/') ? '' : run.reading]];
    ways = ways.flatMap((way) => cuts.map((cut) => [...way, ...cut])).slice(0, 12);
  }
  return ways;
}

/** Input methods offer characters by their sound: 锦秀花园 for 锦绣花园. */
export function sameSound(text: string, readings: readonly string[]): Draft[] {
  const sound = soundOfAll(text, readings);
  if (sound === null) return [];
  return [{ matched: 'typo', base: 4, query: soundTokens(readings.map((reading) => reading.split('/')[0] ?? '')), sound }];
}

/** The characters' sounds in a row; null where some cannot be read, or where letters would be taken for sounds. */
function soundOfAll(text: string, readings: readonly string[]): string | null {
  const characters = [...text];
  if (characters.length < 3 || characters.length > longestHeard || readings.length !== characters.length || !/\p{Script=Han}/u.test(text) || /[a-z]/.test(text)) return null;
  return `${readings.map((reading) => `\\|${readingPattern(reading)}`).join('')}(\\||$)`;
}
