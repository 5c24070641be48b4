/** From what was typed to a page of what is found: reads, decides what else must be read, and counts where that is not yet known. */
import type { FoundItem, MatchedBy } from '#contract/search.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import * as queries from './item-queries.ts';
import { planGuess, planSearch, type QueryPlan, type Understood } from './query-plan.ts';
import { type Found, keyOf, type Ranked, rankFound } from './rank.ts';
import { all, token } from './tokens.ts';
import type { Step } from './step.ts';

export interface ItemsPage {
  total: number;
  isCapped: boolean;
  restricted: string[];
  /** One more than was asked for, where there are more. */
  items: FoundItem[];
}
/** Rows of a step; `isAll` where there are no others. */
interface Reading {
  step: Step;
  rows: Found[];
  isAll: boolean;
}

/** Most matches that a search counts; a total beyond is told as "10,000+". */
const mostMatches = 10_000;
/** Below this many matches of what was typed, what may have been meant is looked for too; an address means one house. */
const fewMatches = 3;
/** Kinds of match below this are read only where the better ones leave room. */
const firstBase = 60;
/** So many of each step may come ahead (see rank.ts), whatever page is asked for. */
const mostHeads = 100;
/** So many that letters may sound like are listened to here, before the database is asked to. */
const mostHeard = 400;
const mostHouses = 5;
/** Somewhere in the name, see `literal` of query-plan.ts. */
const looseName = 88;
/** Other kinds are looked for in the better tiers alone: going through all for a few would cost more than the list itself. */
const rareTier = 2;

export async function findItems(db: RequestDatabase, question: queries.ItemsQuestion): Promise<ItemsPage> {
  const asked = await queries.understand(db, question.q);
  if (asked.text === '') return { total: 0, isCapped: false, restricted: [], items: [] };
  const plan = planSearch(asked, question.filters);
  const found = await searchItems(db, plan, asked, question);
  const guess = found.total < (plan.isAddress ? 1 : fewMatches) && question.skip === 0 ? planGuess(asked, question.filters) : null;
  if (guess === null) return found;
  // What is joined is counted there.
  return joinGuessed(found, await searchItems(db, guess, null, { ...question, countUpTo: 0 }), question.limit);
}

/** What was typed comes first, then one page of guesses; of both lists each thing once. */
function joinGuessed(found: ItemsPage, guessed: ItemsPage, limit: number): ItemsPage {
  const known = new Set(found.items.map(({ kind, code }) => `${kind} ${code}`));
  const items = [...found.items, ...guessed.items.filter(({ kind, code }) => !known.has(`${kind} ${code}`))].slice(0, limit);
  return { ...found, total: items.length, items };
}

/** @param asked null for a guess, which is about names alone */
async function searchItems(db: RequestDatabase, plan: QueryPlan, asked: Understood | null, question: queries.ItemsQuestion): Promise<ItemsPage> {
  const wanted = question.skip + question.limit + 1;
  const hasOthers = asked !== null && (asked.seesPeople || queries.isNumber(asked.text));
  const [first, ...byRight] = await Promise.all([
    readSteps(db, plan.steps.filter(({ base, area }) => asked === null || (base >= firstBase && area === 0)), question, wanted),
    ...(hasOthers ? [queries.readOthers(db, question, asked.text)] : []),
    ...(asked === null ? [] : [queries.readInCharge(db, question, asked.text)]),
  ]);
  const readings = [...first, ...(await readMore(db, plan, first, question, wanted))];
  const others = [...byRight.flat(), ...(await readDwellings(db, plan, readings, question))];
  const page = rankFound([...readings.flatMap(({ rows }) => rows), ...others], plan.home, headsOf(readings)).slice(question.skip, wanted);
  const nothing = { restricted: [], shown: [] };
  const [total, { restricted, shown }] = await Promise.all([countFound(db, plan, readings, others, question), page.length === 0 ? nothing : queries.readShapes(db, page)]);
  const most = question.countUpTo ?? mostMatches;
  return { total: most > 0 ? Math.min(total, most) : total, isCapped: most > 0 && total > most, restricted, items: describe(page, shown) };
}

/** What is listened to is read once for all steps that listen to the same. */
async function readSteps(db: RequestDatabase, steps: readonly Step[], { filters }: queries.ItemsQuestion, wanted: number, isSoundAsked = false): Promise<Reading[]> {
  const walks = new Map<string, queries.Walk>();
  const walkOf = (step: Step): queries.Walk => {
    const { sound, ...rest } = step;
    const isHeard = sound !== undefined && !isSoundAsked;
    const walk = { ...rest, ...(isSoundAsked && sound !== undefined ? { sound } : {}), is_heard: isHeard, better_names: step.better?.names ?? null, most: Math.max(wanted, isHeard ? mostHeard : mostHeads) };
    const key = isHeard ? JSON.stringify([step.query, step.names, step.is_in_view]) : String(step.n);
    walks.set(key, walks.get(key) ?? walk);
    return walks.get(key) ?? walk;
  };
  const planned = steps.map((step) => ({ step, walk: walkOf(step) }));
  const documents = byStep(await queries.readDocuments(db, [...walks.values()], filters));
  return planned.map(({ step, walk }) => {
    const every = documents.get(walk.n) ?? [];
    const pattern = walk.is_heard && step.sound !== undefined ? new RegExp(step.sound) : null;
    const heard = pattern ? every.filter(({ pinyin }) => pattern.test(pinyin ?? '')) : every;
    return { step, isAll: every.length < walk.most, rows: heard.map((row) => ({ ...row, matched: step.matched, base: row.isBetter && step.better ? step.better.base : step.base })) };
  });
}

/** What the first readings leave open: wider areas, worse kinds of match, sounds among too many, and other kinds beside one that is everywhere. */
async function readMore(db: RequestDatabase, plan: QueryPlan, first: Reading[], question: queries.ItemsQuestion, wanted: number): Promise<Reading[]> {
  const isFull = first.some(({ rows }) => rows.length >= wanted);
  const read = new Set(first.map(({ step }) => step.n));
  const filled = new Set(first.filter(({ rows }) => rows.length >= Math.max(wanted, mostHeads)).map(({ step }) => step.draft));
  const later = plan.steps.filter(({ n, base, draft }) => !read.has(n) && !filled.has(draft) && (base >= firstBase || !isFull));
  const unheard = first.filter(({ step, rows, isAll }) => step.sound !== undefined && !isAll && rows.length < wanted);
  const rare = question.filters.kinds?.length === 1 ? [] : first.flatMap((reading) => rareKinds(reading, plan.steps.length));
  const [heard, more] = await Promise.all([readSteps(db, unheard.map(({ step }) => step), question, wanted, true), readSteps(db, [...later, ...rare], question, wanted)]);
  return [...heard, ...more];
}

function byStep(documents: readonly queries.Document[]): Map<number, queries.Document[]> {
  const groups = new Map<number, queries.Document[]>();
  for (const document of documents) {
    const group = groups.get(document.step);
    if (group) group.push(document);
    else groups.set(document.step, [document]);
  }
  return groups;
}

/** Where one kind is nearly all of what has the text in its name, the others are looked for apart. */
function rareKinds({ step, rows }: Reading, firstNumber: number): Step[] {
  if (step.matched !== 'name' || step.base !== looseName || rows.length < mostHeads) return [];
  const counts = new Map<string, number>();
  for (const { kind } of rows.slice(0, mostHeads)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [kind, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (count < mostHeads * 0.8) return [];
  return [{ ...step, n: firstNumber + step.n, query: all([step.query, `!${token(`K${kind}`)}`]), last_tier: rareTier, is_counted: false }];
}

/** The text is somewhere in the name, or in what people call a matter. */
function isLoose({ matched, base }: Step): boolean {
  return (matched === 'name' && base <= 116) || (matched === 'alias' && base <= 74);
}

/** Where a smaller area gives enough of them, the wider ones give none: they are read for some pages and for others not. */
function headsOf(readings: readonly Reading[]): Set<string> {
  const isEnough = ({ step }: Reading) => readings.some((other) => other.step.draft === step.draft && other.step.area < step.area && other.rows.length >= mostHeads);
  const heads = readings.filter((reading) => isLoose(reading.step) && !isEnough(reading)).flatMap(({ rows }) => rows.slice(0, mostHeads));
  return new Set(heads.map(keyOf));
}

async function readDwellings(db: RequestDatabase, { dwelling }: QueryPlan, readings: readonly Reading[], { filters }: queries.ItemsQuestion): Promise<Found[]> {
  if (dwelling === null) return [];
  const houses = readings.flatMap(({ rows }) => rows.filter(({ kind, base }) => kind === 'building' && base === 144));
  return houses.length === 0 ? [] : queries.readDwellings(db, houses.sort((a, b) => b.rank - a.rank).slice(0, mostHouses), dwelling, filters);
}

/** Where every step has come to its end, what was found is all that there is; else the rest is counted. */
async function countFound(db: RequestDatabase, plan: QueryPlan, readings: readonly Reading[], others: readonly Found[], { filters, countUpTo = mostMatches }: queries.ItemsQuestion): Promise<number> {
  const ended = new Set(readings.filter(({ isAll }) => isAll).map(({ step }) => step.n));
  const counted = plan.steps.filter(({ is_counted: isCounted }) => isCounted);
  const keys = (steps: readonly Step[]) => new Set(readings.filter(({ step }) => steps.some(({ n }) => n === step.n)).flatMap(({ rows }) => rows.map(keyOf)));
  const listed = keys(counted);
  const beside = new Set(others.map(keyOf).filter((key) => !listed.has(key))).size;
  if (countUpTo === 0 || counted.every(({ n }) => ended.has(n))) return listed.size + beside;
  const plain = await queries.countPlain(db, plan.plain, filters, countUpTo + 1);
  const more = counted.filter(({ is_plain: isPlain }) => !isPlain);
  if (plain > countUpTo || more.length === 0) return plain + beside;
  if (plain === 0 && more.every(({ n }) => ended.has(n))) return keys(more).size + beside;
  return plain + beside + (await queries.countBeside(db, more, plan.plain, filters, countUpTo + 1));
}

function describe(page: readonly Ranked[], shown: readonly queries.Shown[]): FoundItem[] {
  const shownAt = new Map(shown.map(({ n, ...rest }) => [n, rest]));
  return page.flatMap(({ id, code, kind, score, matched, inCharge }, place) => {
    const rest = shownAt.get(place + 1);
    return rest ? [{ id, code, kind, ...rest, score, matched: matchedAs(kind, matched), ...(inCharge ? { inCharge } : {}) }] : [];
  });
}

function matchedAs(kind: string, matched: MatchedBy): MatchedBy {
  return (kind === 'region' || kind === 'grid') && (matched === 'name' || matched === 'code') ? kind : matched;
}
