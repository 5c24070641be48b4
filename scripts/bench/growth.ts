/** How the time of a question grows with the city: 1 km² in cities of 100,000, 1 and 3 million elements, asked in turn. */
import { type Database, openDatabase } from '../../server/platform/database.ts';
import { type BenchCity, openBenchCity } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { askHttp, askOurs, clock, percentile, placeSquares, type Square } from './area/questions.ts';

const sizes = [100_000, 1_000_000, 3_000_000];
const squareKilometers = 1;
/** Squares of each city; the first quarter only warms up. */
const squares = 120;
const mostGrowth = 1.5;

interface Subject {
  city: BenchCity;
  database: Database;
  served: Awaited<ReturnType<BenchCity['serve']>>;
  squares: Square[];
  times: { statement: number[]; http: number[] };
  found: number;
}

export async function run(): Promise<BenchResult[]> {
  const subjects: Subject[] = [];
  try {
    for (const size of sizes) subjects.push(await open(size));
    // One square of each city after the other: whatever else the machine does, it does to all of them.
    for (let index = 0; index < squares; index++) {
      for (const subject of subjects) await ask(subject, index);
    }
    return [...compare(subjects, 'statement', 'p50'), ...compare(subjects, 'http', 'over HTTP, p50')];
  } finally {
    for (const { served, database, city } of subjects) {
      await served.close();
      await database.close();
      await city.close();
    }
  }
}

async function open(size: number): Promise<Subject> {
  const city = await openBenchCity(size, (line) => console.error(line));
  return { city, served: await city.serve(), database: openDatabase(city, { connections: 1 }), squares: placeSquares(city.extent, squareKilometers, squares), times: { statement: [], http: [] }, found: 0 };
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

/** Each city beside the smallest. */
function compare(subjects: Subject[], kind: keyof Subject['times'], what: string): BenchResult[] {
  const [smallest] = subjects;
  return subjects.map((subject): BenchResult => {
    const value = percentile(subject.times[kind], 0.5);
    const name = `area of ${squareKilometers} km² in a city of ${subject.city.elements.toLocaleString('en')} (${Math.round(subject.found / squares).toLocaleString('en')} in it), ${what}`;
    if (!smallest || subject === smallest) return { name, value, unit: 'ms' };
    const least = percentile(smallest.times[kind], 0.5);
    const compared = { name: `in a city of ${smallest.city.elements.toLocaleString('en')}`, value: least, ratio: value / least };
    return { name, value, unit: 'ms', compared, target: { bound: mostGrowth, is: 'at most' } };
  });
}
