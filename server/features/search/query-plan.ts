/** What was typed → what is looked for: a pure function from text to the steps that `items.sql` goes through. */
import type { MatchedBy } from '#contract/search.ts';
import { likePattern, likePrefix } from '../../platform/like.ts';
import { type AddressParts, parseAddress } from './address.ts';
import { cutSyllables } from './syllables.ts';
import { otherWords } from './synonyms.ts';
import { all, any, cellsOf, pairs, soundTokens, token } from './tokens.ts';

/** One kind of match. Every condition that is given must hold; the query alone may find more. */
export interface Step {
  matched: MatchedBy;
  /** Better kinds of match are at least 14 apart: what is in view, in the jurisdiction or important never outweighs them. */
  base: number;
  /** A tsquery over the tokens of a document. */
  query: string;
  /** LIKE patterns of the name, the address, an alias as a line of its own: any of them. */
  names?: string[];
  addresses?: string[];
  aliases?: string[];
  /** Regular expression over the pinyin. */
  sound?: string;
  /** Regular expressions over address and name: all of them. */
  wholes?: string[];
  is_in_view: boolean;
  /** False where another step finds all of its rows too. */
  is_counted: boolean;
  /** True where the plan's plain query finds its rows too. */
  is_plain: boolean;
  n: number;
}
export interface QueryPlan {
  steps: Step[];
  /** What most is found by, counted in one go: without a pattern the tokens alone decide. */
  plain: { query: string; like: string | null };
  /** The jurisdiction, where what lies in it comes before the rest. */
  home: string | null;
  /** Regular expression of the dwelling's name to look for in the houses that the address found. */
  dwelling: string | null;
  isAddress: boolean;
}
export interface Understood {
  /** As search_text writes it, and its words where there are several. */
  text: string;
  words: string[];
  /** As pinyin_of writes it. */
  sounds: string;
  jurisdiction: string;
  seesLocal: boolean;
  /** Half of all that there is, or more, lies in the jurisdiction: to look there first would be to look at everything twice. */
  isAtHomeEverywhere: boolean;
}
export interface Filters {
  kinds: string[] | null;
  within: string | null;
  bbox: [number, number, number, number] | null;
}
type Draft = Omit<Step, 'is_in_view' | 'is_counted' | 'is_plain' | 'n'> & { isPart?: boolean; isPlain?: boolean };

/** The steps for what was typed as it was typed. */
export function planSearch(asked: Understood, filters: Filters): QueryPlan {
  const address = parseAddress(asked.text);
  const heard = sounded(asked.text, readingsOf(asked));
  const isHeard = heard.some(({ isPlain }) => isPlain);
  const drafts = [...literal(asked.text, !isHeard), ...(address ? addressed(address) : synonyms(asked.text)), ...heard];
  return { ...finish(drafts, asked, filters), dwelling: address && dwellingName(address), isAddress: address !== null };
}

/** The steps for what may have been meant where little was found: words apart, one character wrong, another of the same sound. */
export function planGuess(asked: Understood, filters: Filters): QueryPlan | null {
  const drafts = [...severalWords(asked.words), ...oneWrong(asked.text), ...sameSound(asked.text, readingsOf(asked))];
  return drafts.length === 0 ? null : { ...finish(drafts, asked, filters), dwelling: null, isAddress: false };
}

/** Each step for what is in view first, then in the jurisdiction, then anywhere; all behind the filters and the reader's sight. */
function finish(drafts: Draft[], asked: Understood, { kinds, within, bbox }: Filters): Pick<QueryPlan, 'steps' | 'plain' | 'home'> {
  const filters = [kinds && any(kinds.map((kind) => token(`K${kind}`))), within && areaToken(within) && any([areaToken(within), token('Kstreet')])];
  const only = filters.filter((filter): filter is string => filter !== null && filter !== '');
  const cells = bbox && cellsOf(bbox);
  const { own, sight } = sightOf(asked);
  const steps = drafts.flatMap(({ isPart = false, isPlain = false, ...draft }) => {
    const common = { ...draft, is_in_view: false, is_counted: false, is_plain: isPlain, n: 0 };
    return [
      ...(cells ? [{ ...common, query: all([draft.query, ...only, cells]), is_in_view: true }] : []),
      ...(own ? [{ ...common, query: all([draft.query, ...only, own]), is_counted: !isPart }] : []),
      { ...common, query: all([draft.query, ...only, sight]), is_counted: !isPart },
    ];
  });
  const plain = drafts.filter((draft) => draft.isPlain && !draft.isPart);
  const isText = plain.some(({ matched }) => matched === 'name') && [...asked.text].length > 2;
  const seen = any([own, sight].filter((area) => area !== ''));
  return { steps: steps.map((step, n) => ({ ...step, n })), plain: { query: all([any(plain.map(({ query }) => query)), ...only, seen]), like: isText ? likePattern(asked.text) : null }, home: own === '' ? null : asked.jurisdiction };
}

/**
 * Row-level security decides; this only spares going through what it would hide. Who sees no internal rows asks for open
 * ones; who sees those of a part asks for all in that part, and for open ones everywhere.
 */
function sightOf({ jurisdiction, seesLocal, isAtHomeEverywhere }: Understood): { own: string; sight: string } {
  const own = isAtHomeEverywhere ? '' : areaToken(jurisdiction);
  return { own, sight: own !== '' || !seesLocal ? token('O') : '' };
}

/** Codes of counties, streets, communities and grids are tokens; larger areas are not, and are told by their range of codes. */
function areaToken(code: string): string {
  return [6, 9, 12, 15].includes(code.length) ? token(`L${code}`) : '';
}

function literal(text: string, isPlain: boolean): Draft[] {
  const characters = [...text];
  const [name, head] = [pairs(text, ''), characters.slice(0, 2).join('')];
  const steps: Draft[] = [
    { matched: 'name', base: 172, query: characters.length <= 32 ? token(`E${text}`) : name, names: [likePattern(text).slice(1, -1)], isPart: true },
    { matched: 'name', base: 116, query: all([token(`P${head}`), name]), names: [likePrefix(text)], isPart: true },
    { matched: 'name', base: 88, query: name, names: [likePattern(text)], isPlain },
  ];
  if (characters.length < 2) return steps;
  return [
    ...steps,
    { matched: 'alias', base: 158, query: all([token('Kmatter'), token(head)]), aliases: [`%\n${likePattern(text).slice(1, -1)}\n%`], isPart: true },
    { matched: 'alias', base: 74, query: all([token('Kmatter'), token(head)]), aliases: [likePattern(text)], isPlain },
    { matched: 'address', base: 18, query: pairs(text, 'A'), addresses: [likePattern(text)], isPlain },
  ];
}

function addressed(parts: AddressParts): Draft[] {
  const names = parts.names.flatMap((name) => name.split(/(?<=..[市县乡镇]|街道)/)).filter((name) => name !== '');
  const where = (text: string) => any([pairs(text, 'A'), pairs(text, '')]);
  const door = parts.door === null ? [] : [parts.door];
  const isLong = (name: string) => [...name].length > 1;
  const draft = (wanted: string[], building: string | null, base: number): Draft => ({
    matched: 'address', base,
    query: all([token(building === null ? 'Kbuilding' : `B${building}`), ...wanted.filter(isLong).map(where)]),
    wholes: [...wanted.map((text) => (/^\d/.test(text) ? `(^|[^0-9])${escapeRegex(text)}` : escapeRegex(text))), ...(building === null ? [] : [`(^|[^0-9])${building}(号楼|号院|栋|幢|座|号|楼)`])],
  });
  if (parts.building === null) {
    // 祥和里2号 may be the door of a lane or a house of an estate.
    const asHouse = /^(?:.*\D)?(\d+)号$/.exec(parts.door ?? '')?.[1] ?? null;
    return [draft([...names, ...door], null, 144), ...(asHouse === null || names.length === 0 ? [] : [draft(names, asHouse, 144)])];
  }
  const last = names.at(-1);
  return [
    draft([...names, ...door], parts.building, 144),
    // A door that is wrong, or another street of the same estate.
    ...(door.length > 0 && names.length > 1 && last !== undefined ? [draft([last], parts.building, 130)] : []),
  ];
}

/** Letters and digits as pinyin, first letters, or both mixed with characters: xdxq, xiandai, xd小区, jxhy3d. */
function sounded(text: string, readings: readonly string[]): Draft[] {
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
  const inside: Draft[] = [
    ...(isEnded ? [{ matched, base: 74, query, sound: `${heard}${syllableEnd}`, ...names, isPart: true } as const] : []),
    ...(exact.length > 0 ? [{ matched, base: 60, query: any(exact.map((way) => soundTokens(way))), isPlain: true } as const] : []),
    ...(loose.length > 0 ? [{ matched, base: 60, query: all([any(loose.map((way) => soundTokens(way))), ...han.map((run) => pairs(run, ''))]), sound: heard, ...names } as const] : []),
  ];
  if (han.length > 0) return inside;
  const initials = [...new Set(ways.map((way) => way.map((unit) => unit[0]).join('')))];
  const heads = all([any(initials.map((way) => token(`J${way.slice(0, 3)}`))), query]);
  return [
    { matched, base: 130, query: any(initials.map((way) => token(`W${way.slice(0, 12)}`))), sound: `^${heard}[a-z/]*$`, isPart: true },
    ...(isEnded ? [{ matched, base: 116, query: heads, sound: `^${heard}${syllableEnd}`, isPart: true } as const] : []),
    { matched, base: 102, query: heads, sound: `^${heard}`, isPart: true },
    ...inside,
  ];
}

/** Two whole syllables, or two or three first letters, are one token each. */
function isFoundExactly(way: readonly string[]): boolean {
  const isWhole = way.every((unit) => unit.length > 1);
  return isWhole ? way.length === 2 : way.every((unit) => unit.length === 1) && (way.length === 2 || way.length === 3);
}

interface Run {
  text: string;
  /** Letters as they were typed; else a character or digit with its reading. */
  isTyped: boolean;
  reading: string;
}
const syllableEnd = '(/[a-z]+)*(\\||$)';

/** Letters in a row together, every other character alone, with its reading. */
function runsOf(text: string, readings: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const [n, character] of [...text].entries()) {
    const last = runs.at(-1);
    const isTyped = /[a-z]/.test(character);
    if (isTyped && last?.isTyped) last.text += character;
    else runs.push({ text: character, isTyped, reading: readings[n] ?? '' });
  }
  return runs;
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

/** Each letter goes on in its syllable or begins the next; a syllable may have several readings, parted by /. */
function soundPattern(runs: readonly Run[]): string {
  const begin = '\\|([a-z]+/)*';
  return runs
    .map((run, n) => {
      if (!run.isTyped) return `\\|${exactReading(run.reading)}`;
      return `${begin}${[...run.text].join(`([a-z/]*${begin})?`)}${n < runs.length - 1 ? '[a-z/]*' : ''}`;
    })
    .join('');
}

function exactReading(reading: string): string {
  return /^[a-z]/.test(reading) ? `([a-z]+/)*(${reading.replaceAll('/', '|')})(/[a-z]+)*` : reading;
}

/** The end of a dwelling's name: 2单元501, where both or the room alone are known. */
function dwellingName({ unit, room }: AddressParts): string | null {
  return room === null ? null : `(^|[^0-9])${unit === null ? '' : `${unit}单元`}${room}(室|房|户)?$`;
}

function severalWords(words: string[]): Draft[] {
  const wanted = words.filter((word) => word !== '');
  if (wanted.length < 2) return [];
  const found = wanted.filter((word) => [...word].length > 1).map((word) => any([pairs(word, ''), pairs(word, 'A')]));
  if (found.length === 0) return [];
  return [{ matched: 'words', base: 60, query: all(found), wholes: wanted.map(escapeRegex) }];
}

function synonyms(text: string): Draft[] {
  return otherWords(text).map((other) => ({ matched: 'synonym', base: 46, query: pairs(other, ''), names: [likePattern(other)] }));
}

const shortestGuess = 5;
const longestGuess = 30;

/**
 * One character wrong, missing or too many. A wrong one spoils the two pairs that it stands in, so that of the query's
 * pairs all but two neighbours are there.
 */
function oneWrong(text: string): Draft[] {
  const characters = [...text];
  // Numbers are codes and counts: every other one is near, and none is meant.
  if (characters.length < shortestGuess || characters.length > longestGuess || (text.match(/[0-9]/g)?.length ?? 0) * 3 > characters.length) return [];
  const queries = characters.map((_, wrong) => all([pairs(characters.slice(0, wrong).join(''), ''), pairs(characters.slice(wrong + 1).join(''), '')].filter((query) => query !== '')));
  const left = (n: number) => likePattern(characters.slice(0, n).join('')).slice(0, -1);
  const right = (n: number) => likePattern(characters.slice(n).join('')).slice(1);
  const patterns = characters.flatMap((_, n) => [`${left(n)}_${right(n + 1)}`, `${left(n)}${right(n + 1)}`, ...(n > 0 ? [`${left(n)}_${right(n)}`] : [])]);
  const names = [...new Set(patterns)];
  const guess = { matched: 'typo', query: any([...new Set(queries)]), names } as const;
  return [
    // Of the whole name first.
    { ...guess, base: 46, names: names.map((pattern) => pattern.slice(1, -1)), isPart: true },
    { ...guess, base: 18 },
  ];
}

/** Input methods offer characters by their sound: 锦秀花园 for 锦绣花园. */
function sameSound(text: string, readings: readonly string[]): Draft[] {
  const sound = soundOfAll(text, readings);
  if (sound === null) return [];
  return [{ matched: 'typo', base: 4, query: soundTokens(readings.map((reading) => reading.split('/')[0] ?? '')), sound }];
}

/** The characters' sounds in a row; null where some cannot be read, or where letters would be taken for sounds. */
function soundOfAll(text: string, readings: readonly string[]): string | null {
  const characters = [...text];
  if (characters.length < 3 || characters.length > longestGuess || readings.length !== characters.length || !/\p{Script=Han}/u.test(text) || /[a-z]/.test(text)) return null;
  return `${readings.map((reading) => `\\|${exactReading(reading)}`).join('')}(\\||$)`;
}

/** Reading by reading, one for each character where all can be read. */
function readingsOf({ sounds }: Understood): string[] {
  return sounds.split('|').slice(1);
}

/** The text itself as a PostgreSQL regular expression. */
function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');
}
