/** Which matters somebody means who says it in plain words. */

export interface Sayable {
  code: string;
  name: string;
  aliases: string[];
}
export type Match = 'name' | 'alias' | 'part' | 'similar';
export interface Found<Matter> {
  /** How they were found; null where nothing was. */
  how: Match | null;
  matters: Matter[];
}

const fewestShared = 0.5;

/**
 * The matters of the best way in which the words fit any: exactly a name or saying; part of a name; part of a saying; a
 * saying within the words ("三楼那边路灯不亮了"); at last those that share most pairs of characters with the words.
 */
export function findMatters<Matter extends Sayable>(text: string, matters: readonly Matter[]): Found<Matter> {
  const said = normalise(text);
  if (said === '') return { how: null, matters: [] };
  const phrases = matters.map((matter) => ({ matter, name: normalise(matter.name), aliases: matter.aliases.map(normalise) }));
  const ways: [Match, (phrase: (typeof phrases)[number]) => boolean][] = [
    ['name', ({ name, aliases }) => name === said || aliases.includes(said)],
    ['part', ({ name }) => name.includes(said)],
    ['alias', ({ aliases }) => aliases.some((alias) => alias.includes(said))],
    ['alias', ({ name, aliases }) => [name, ...aliases].some((phrase) => phrase.length > 1 && said.includes(phrase))],
  ];
  for (const [how, fits] of ways) {
    const found = phrases.filter(fits).map(({ matter }) => matter);
    if (found.length > 0) return { how, matters: found };
  }
  const alike = phrases.map(({ matter, name, aliases }) => ({ matter, share: Math.max(...[name, ...aliases].map((phrase) => shareOfPairs(said, phrase))) }));
  const best = Math.max(0, ...alike.map(({ share }) => share));
  return best < fewestShared ? { how: null, matters: [] } : { how: 'similar', matters: alike.filter(({ share }) => share === best).map(({ matter }) => matter) };
}

/** Full-width letters as plain ones, no blanks, small letters. */
function normalise(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}

/** Dice's coefficient of the two texts' pairs of neighbouring characters, 0 to 1. */
function shareOfPairs(a: string, b: string): number {
  const pairs = (text: string) => new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)));
  const [left, right] = [pairs(a), pairs(b)];
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * shared) / (left.size + right.size);
}
