/** How the time of a question grows with the city: 1 km² and the box, in cities of several sizes, asked in turn. */
import { createRandom } from '../../data/city/random.ts';
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { type BenchCity, openBenchCity } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { askHttp, askOurs, clock, percentile, placeSquares, type Square } from './area/questions.ts';
import { askItems, drawTerms, type TermClass, termSeed } from './search/terms.ts';

/** `--sizes=100000,1000000,10000000` takes others; ten million elements need an hour and 60 GB. */
const usualSizes = [100_000, 1_000_000, 3_000_000];
const squareKilometers = 1;
/** Squares of each city; the first quarter only warms up. */
const squares = 120;
/** Every word is asked so often; its best time counts: what the search costs, not what else the machine does meanwhile. */
const termRounds = 5;
const mostGrowth = 1.5;

interface Subject {
  city: BenchCity;
  database: Database;
  served: Awaited<ReturnType<BenchCity['serve']>>;
  squares: Square[];
  classes: TermClass[];
  times: { statement: number[]; http: number[] };
  /** Best times of the words, by class. */
  items: number[][];
  found: number;
}

export async function run(): Promise<BenchResult[]> {
  const subjects: Subject[] = [];
  try {
    for (const size of wantedSizes()) subjects.push(await open(size));
    // One question to each city after the other: whatever else the machine does, it does to all of them.
    for (let index = 0; index < squares; index++) {
      for (const subject of subjects) await ask(subject, index);
    }
    await askWords(subjects);
    return [
      ...compare(subjects, areaTitle('p50'), ({ times }) => times.statement),
      ...compare(subjects, areaTitle('over HTTP, p50'), ({ times }) => times.http),
      ...compare(subjects, ({ city, items }) => `the box in a city of ${count(city.elements)}, ${items.flat().length} words of all classes, first 100 rows with the total, p50`, ({ items }) => items.flat()),
      ...(subjects[0]?.classes ?? []).flatMap(({ title }, index) => compare(subjects, ({ city }) => `the box in a city of ${count(city.elements)}, ${title}, p50`, ({ items }) => items[index] ?? [], false)),
    ];
  } finally {
    for (const { served, database, city } of subjects) {
      await served.close();
      await database.close();
      await city.close();
    }
  }
}

function wantedSizes(args: string[] = process.argv): number[] {
  const text = args.find((arg) => arg.startsWith('--sizes='))?.slice('--sizes='.length);
  const sizes = text?.split(',').map(Number) ?? usualSizes;
  if (sizes.some((size) => !Number.isInteger(size) || size <= 0)) throw new Error(`--sizes=${text}: whole numbers above 0, with commas between`);
  return sizes;
}

async function open(size: number): Promise<Subject> {
  const city = await openBenchCity(size, (line) => console.error(line));
  const database = openDatabase(city, { connections: 1, statementTimeoutMs: 60_000 });
  const classes = await drawTerms(city, createRandom(termSeed, 1));
  return { city, served: await city.serve(), database, squares: placeSquares(city.extent, squareKilometers, squares), classes, times: { statement: [], http: [] }, items: [], found: 0 };
}

async function ask(subject: Subject, index: number): Promise<void> {
  const { database, served, times } = subject;
  const square = subject.squares[index];
  if (!square) throw new Error(`there is no square ${index}`);
  const statement = await clock(() => askOurs(database, square.geometry));
  const http = await clock(async () => (subject.found += await askHttp(served, { geometry: square.geometry })));
  if (index < squares / 4) return;
  times.statement.push(statement);
  times.http.push(http);
}

/** The same classes of words everywhere, each city asked for words of its own. */
async function askWords(subjects: Subject[]): Promise<void> {
  for (const subject of subjects) subject.items = subject.classes.map(({ terms }) => terms.map(() => Number.POSITIVE_INFINITY));
  const most = Math.max(...subjects.flatMap(({ classes }) => classes.map(({ terms }) => terms.length)));
  const classes = subjects[0]?.classes.length ?? 0;
  for (let round = 0; round <= termRounds; round++) {
    for (let at = 0; at < classes * most; at++) {
      for (const subject of subjects) await askWord(subject, Math.floor(at / most), at % most, round > 0);
    }
  }
}

async function askWord({ database, city, classes, items }: Subject, kind: number, nth: number, isCounted: boolean): Promise<void> {
  const [term, best] = [classes[kind]?.terms[nth], items[kind]];
  if (term === undefined || !best) return;
  const reader = { userId: 1, roles: ['city_officer'], jurisdiction: '990101', requestId: `bench ${city.elements}` };
  const taken = await clock(() => database.withRequest(reader, (db) => askItems(db, term)));
  if (isCounted) best[nth] = Math.min(best[nth] ?? taken, taken);
}

const count = (elements: number) => elements.toLocaleString('en');

function areaTitle(what: string): (subject: Subject) => string {
  return ({ city, found }) => `area of ${squareKilometers} km² in a city of ${count(city.elements)} (${count(Math.round(found / squares))} in it), ${what}`;
}

/** Each city beside the smallest. */
function compare(subjects: Subject[], title: (subject: Subject) => string, timesOf: (subject: Subject) => number[], isAsked = true): BenchResult[] {
  const [smallest] = subjects;
  return subjects.map((subject): BenchResult => {
    const value = percentile(timesOf(subject), 0.5);
    if (!smallest || subject === smallest) return { name: title(subject), value, unit: 'ms' };
    const least = percentile(timesOf(smallest), 0.5);
    const compared = { name: `in a city of ${count(smallest.city.elements)}`, value: least, ratio: value / least };
    return { name: title(subject), value, unit: 'ms', compared, ...(isAsked && { target: { bound: mostGrowth, is: 'at most' } }) };
  });
}
