/** What was typed → what is looked for: a pure function from text to the steps that `items.sql` goes through. */
import { likePattern, likePrefix } from '../../platform/like.ts';
import { type AddressParts, parseAddress } from './address.ts';
import { sameSound, sounded } from './sounds.ts';
import { alone, type Draft, type Family, type Step } from './step.ts';
import { otherWords } from './synonyms.ts';
import { all, any, cellsOf, pairs, token } from './tokens.ts';

export interface QueryPlan {
  steps: Step[];
  /**
   * What most is found by, counted in one go by its tokens, each row by one query, and where these could find more by the pattern as
   * well. `like` or `sound` alone tell of a row whether it is among them.
   */
  plain: { queries: string[]; like: string | null; sound: string | null; isExact: boolean; categories: string[] };
  /** The jurisdiction, or the community of a grid, where what lies in it comes before the rest. */
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
  /** Of places, those whose title has the text or another word for it. */
  categories: string[];
  jurisdiction: string;
  seesLocal: boolean;
  /** One by one: who does not is spared the looking for them. */
  seesPeople: boolean;
  /** Half of all that there is, or more, lies in the jurisdiction: to look there first would be to look at everything twice. */
  isAtHomeEverywhere: boolean;
}
export interface Filters {
  kinds: string[] | null;
  within: string | null;
  bbox: [number, number, number, number] | null;
}
const categoryBase = 32;

/** The steps for what was typed as it was typed. */
export function planSearch(asked: Understood, filters: Filters): QueryPlan {
  const address = parseAddress(asked.text);
  const heard = sounded(asked.text, readingsOf(asked));
  const isHeard = heard.some(({ wholes }) => wholes.some(({ isPlain }) => isPlain));
  const families = [...literal(asked.text, !isHeard), ...ofCategories(asked.categories, !isHeard), ...(address ? addressed(address) : alone(...synonyms(asked.text))), ...heard];
  return { ...finish(families, asked, filters), dwelling: address && dwellingName(address), isAddress: address !== null };
}

/** The steps for what may have been meant where little was found: words apart, one character wrong, another of the same sound. */
export function planGuess(asked: Understood, filters: Filters): QueryPlan | null {
  const families = [...alone(...severalWords(asked.words)), ...oneWrong(asked.text), ...alone(...sameSound(asked.text, readingsOf(asked)))];
  return families.length === 0 ? null : { ...finish(families, asked, filters), dwelling: null, isAddress: false };
}

/** Each step for what is in view first, then in the jurisdiction, then anywhere; all behind the filters and the reader's sight. */
function finish(families: Family[], asked: Understood, { kinds, within, bbox }: Filters): Pick<QueryPlan, 'steps' | 'plain' | 'home'> {
  const filters = [kinds && any(kinds.map((kind) => token(`K${kind}`))), within && areaToken(within) && any([areaToken(within), token('Kstreet')])];
  const only = filters.filter((filter): filter is string => filter !== null && filter !== '');
  const cells = bbox && cellsOf(bbox);
  const { own, sight } = sightOf(asked);
  const areas = [...(cells ? [{ query: cells, isInView: true }] : []), ...(own ? [{ query: own, isInView: false }] : []), { query: sight, isInView: false }];
  const steps: Step[] = [];
  let drafts = 0;
  for (const { wholes, parts } of families) {
    for (const [area, { query, isInView }] of areas.entries()) {
      const add = ({ isPlain = false, ...draft }: Draft, place: number, isCounted: boolean) =>
        steps.push({
          ...draft, query: all([draft.query, ...only, query]), draft: drafts + place, area, is_in_view: isInView, is_counted: isCounted && !isInView, is_plain: isPlain, n: steps.length,
        });
      for (const [place, draft] of [...wholes, ...parts].entries()) add(draft, place, place < wholes.length);
    }
    drafts += wholes.length + parts.length;
  }
  return { steps, plain: plainOf(families, asked, only, own === '' ? [sight] : [own, all([sight, `!${own}`])]), home: own === '' ? null : knownArea(asked.jurisdiction) };
}

/** A row is plainly found by its text, or where letters are heard as whole sounds by these; each in one of the areas. */
function plainOf(families: Family[], { text, categories }: Understood, only: string[], areas: string[]): QueryPlan['plain'] {
  const plain = families.flatMap(({ wholes }) => wholes.filter(({ isPlain }) => isPlain));
  const sound = families.flatMap(({ plainSound }) => plainSound ?? [])[0] ?? null;
  return {
    queries: plain.length === 0 ? [] : areas.map((area) => all([any(plain.map(({ query }) => query)), ...only, area])),
    like: sound === null ? likePattern(text) : null,
    sound,
    categories: plain.some(({ matched }) => matched === 'category') ? categories : [],
    // One character is a token, two neighbours are one, and so are whole sounds.
    isExact: sound !== null || [...text].length <= 2,
  };
}

/**
 * Row-level security decides; this only spares going through what it would hide. Who sees no internal rows asks for open
 * ones; who sees those of a part asks for all in that part, and for open ones everywhere.
 */
function sightOf({ jurisdiction, seesLocal, isAtHomeEverywhere }: Understood): { own: string; sight: string } {
  const own = isAtHomeEverywhere ? '' : areaToken(jurisdiction);
  return { own, sight: own !== '' || !seesLocal ? token('O') : '' };
}

/** Codes of counties, streets and communities are tokens; larger areas are not, and are told by their range of codes. */
function areaToken(code: string): string {
  const known = knownArea(code);
  return [6, 9, 12].includes(known.length) ? token(`L${known}`) : '';
}

/** What documents know of an area: those of elements name the community, and the elements themselves tell the grid. */
function knownArea(code: string): string {
  return code.slice(0, 12);
}

function literal(text: string, isPlain: boolean): Family[] {
  const characters = [...text];
  const [name, head] = [pairs(text, ''), characters.slice(0, 2).join('')];
  const named: Family = {
    wholes: [{ matched: 'name', base: 88, query: name, names: [likePattern(text)], isPlain }],
    parts: [
      { matched: 'name', base: 172, query: characters.length <= 32 ? token(`E${text}`) : name, names: [likePattern(text).slice(1, -1)] },
      { matched: 'name', base: 116, query: all([token(`P${head}`), name]), names: [likePrefix(text)] },
    ],
  };
  if (characters.length < 2) return [named];
  const matters = all([token('Kmatter'), token(head)]);
  const aliased: Family = {
    // Matters rank above all elements: they are in the first tier.
    wholes: [{ matched: 'alias', base: 74, query: matters, aliases: [likePattern(text)], last_tier: 0, isPlain }],
    parts: [
      { matched: 'alias', base: 144, query: matters, aliases: [`%\n${likePattern(text).slice(1, -1)}\n%`], last_tier: 0 },
      // Of the matters that share a saying the one that it means first of all has it as its first.
      { matched: 'alias', base: 158, query: matters, aliases: [`\n${likePattern(text).slice(1, -1)}\n%`], last_tier: 0 },
    ],
  };
  return [named, aliased, ...alone({ matched: 'address', base: 18, query: pairs(text, 'A'), addresses: [likePattern(text)], isPlain })];
}

function addressed(parts: AddressParts): Family[] {
  const names = parts.names.flatMap((name) => name.split(/(?<=..[市县乡镇]|街道)/)).filter((name) => name !== '');
  const where = (text: string) => any([pairs(text, 'A'), pairs(text, '')]);
  // Of a street some rows say 世纪大道100号, others 世纪大道100; 100弄 and 100-2 are other doors.
  const bare = names.length === 0 ? null : (parts.door?.replace(/号$/, '') ?? null);
  const door = parts.door === null ? [] : [bare ?? parts.door];
  const isLong = (name: string) => [...name].length > 1;
  const draft = (wanted: string[], building: string | null, base: number): Draft => ({
    matched: 'address', base,
    query: all([token(building === null ? 'Kbuilding' : `B${building}`), ...wanted.filter(isLong).map(where)]),
    wholes: [...wanted.map((text) => `${/^\d/.test(text) ? '(^|[^0-9])' : ''}${escapeRegex(text)}${text === bare ? '([^0-9弄之~-]|$)' : ''}`), ...(building === null ? [] : [`(^|[^0-9])${building}(号楼|号院|栋|幢|座|号|楼)`])],
  });
  if (parts.building === null) {
    // 祥和里2号 may be the door of a lane or a house of an estate.
    const asHouse = /^(?:.*\D)?(\d+)号$/.exec(parts.door ?? '')?.[1] ?? null;
    return alone(draft([...names, ...door], null, 144), ...(asHouse === null || names.length === 0 ? [] : [draft(names, asHouse, 144)]));
  }
  const last = names.at(-1);
  const house = (base: number) => draft([...names, ...door], parts.building, base);
  return [
    // Where a unit is named without a room, works and schools that have none come behind the houses that have it.
    ...(parts.unit !== null && parts.room === null ? [{ wholes: [house(130)], parts: [{ ...house(144), units: Number(parts.unit) }] }] : alone(house(144))),
    // A door that is wrong, or another street of the same estate.
    ...(door.length > 0 && names.length > 1 && last !== undefined ? alone(draft([last], parts.building, 130)) : []),
  ];
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

/** Places by what they are, behind those that are called so: Starbucks for 咖啡馆. */
function ofCategories(categories: string[], isPlain: boolean): Family[] {
  if (categories.length === 0) return [];
  return alone({ matched: 'category', base: categoryBase, query: all([token('Kplace'), any(categories.map((code) => token(`T${code}`)))]), isPlain });
}

function synonyms(text: string): Draft[] {
  return otherWords(text).map((other) => ({ matched: 'synonym', base: 46, query: pairs(other, ''), names: [likePattern(other)] }));
}

const shortestGuess = 5;
const longestGuess = 30;
const mostCandidates = 500;

/**
 * One character wrong, missing or too many. A wrong one spoils the two pairs that it stands in, so that of the query's
 * pairs all but two neighbours are there.
 */
function oneWrong(text: string): Family[] {
  const characters = [...text];
  // Numbers are codes and counts: every other one is near, and none is meant.
  if (characters.length < shortestGuess || characters.length > longestGuess || (text.match(/[0-9]/g)?.length ?? 0) * 3 > characters.length) return [];
  const left = (n: number) => likePattern(characters.slice(0, n).join('')).slice(0, -1);
  const right = (n: number) => likePattern(characters.slice(n).join('')).slice(1);
  return characters.flatMap((_, n) => {
    const names = [`${left(n)}_${right(n + 1)}`, `${left(n)}${right(n + 1)}`, ...(n > 0 ? [`${left(n)}_${right(n)}`] : [])];
    // A step for each place: one query for all would go through the pieces that are everywhere, of one alone the rarest leads.
    const query = all([pairs(characters.slice(0, n).join(''), ''), pairs(characters.slice(n + 1).join(''), '')]);
    return alone({ matched: 'typo', base: 18, query, names, candidates: mostCandidates, better: { base: 46, names: names.map((pattern) => pattern.slice(1, -1)) } });
  });
}

/** Reading by reading, one for each character where all can be read. */
function readingsOf({ sounds }: Understood): string[] {
  return sounds.split('|').slice(1);
}

/** The text itself as a PostgreSQL regular expression. */
function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}-]/g, '\\$&');
}
