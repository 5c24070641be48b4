/** Which matters somebody means who says it in plain words, or types how the words sound. */
import { runsOf, soundPattern } from '../../platform/sound-pattern.ts';

export interface Sayable {
  code: string;
  name: string;
  /** How residents say it, the most usual first. */
  aliases: string[];
}
export type Match = 'name' | 'alias' | 'part' | 'similar';
export interface Found<Matter> {
  /** How they were found; null where nothing was. */
  how: Match | null;
  matters: Matter[];
}
interface Phrases<Matter> {
  matter: Matter;
  name: string;
  aliases: string[];
}

const fewestShared = 0.5;
const fewestLetters = 2;

/**
 * The matters of the best way in which the words fit any: exactly a name or saying; part of a name; part of a saying; a
 * saying within the words ("三楼那边路灯不亮了"); at last those that share most pairs of characters with the words.
 */
export function findMatters<Matter extends Sayable>(text: string, matters: readonly Matter[]): Found<Matter> {
  const said = normalise(text);
  if (said === '') return { how: null, matters: [] };
  const phrases = matters.map((matter) => ({ matter, name: normalise(matter.name), aliases: matter.aliases.map(normalise) }));
  const found = bestOf(phrases, { isWhole: (phrase) => phrase === said, isPart: (phrase) => phrase.includes(said) });
  if (found.how !== null) return found;
  const within = phrases.filter(({ name, aliases }) => [name, ...aliases].some((phrase) => phrase.length > 1 && said.includes(phrase)));
  return within.length > 0 ? { how: 'alias', matters: within.map(({ matter }) => matter) } : resembling(said, phrases);
}

/**
 * The same for what was typed by its sound: ludengbuliang, ldbl, lu灯bl.
 * @param readings of each character of the text
 * @param soundOf pinyin of names and sayings
 */
export function hearMatters<Matter extends Sayable>(text: string, readings: readonly string[], soundOf: ReadonlyMap<string, string>, matters: readonly Matter[]): Found<Matter> {
  if (!/[a-z]/.test(text) || text.length < fewestLetters || readings.length !== [...text].length) return { how: null, matters: [] };
  const heard = soundPattern(runsOf(text, readings));
  const [whole, part] = [new RegExp(`^${heard}[a-z/]*$`), new RegExp(heard)];
  const phrases = matters.map((matter) => ({ matter, name: soundOf.get(matter.name) ?? '', aliases: matter.aliases.map((alias) => soundOf.get(alias) ?? '') }));
  return bestOf(phrases, { isWhole: (sound) => whole.test(sound), isPart: (sound) => part.test(sound) });
}

function bestOf<Matter>(phrases: readonly Phrases<Matter>[], { isWhole, isPart }: Record<'isWhole' | 'isPart', (phrase: string) => boolean>): Found<Matter> {
  // A saying that several share means first of all the matter that is mostly called so.
  const whole = phrases.map(({ matter, name, aliases }) => ({ matter, place: [name, ...aliases].findIndex(isWhole) })).filter(({ place }) => place >= 0);
  if (whole.length > 0) return { how: 'name', matters: whole.sort((a, b) => a.place - b.place).map(({ matter }) => matter) };
  const named = phrases.filter(({ name }) => isPart(name));
  if (named.length > 0) return { how: 'part', matters: named.map(({ matter }) => matter) };
  const called = phrases.filter(({ aliases }) => aliases.some(isPart));
  return { how: called.length > 0 ? 'alias' : null, matters: called.map(({ matter }) => matter) };
}

function resembling<Matter>(said: string, phrases: readonly Phrases<Matter>[]): Found<Matter> {
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
