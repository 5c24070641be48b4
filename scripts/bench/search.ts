/** The search box beside its floor and its peers, what it finds of what is meant, and the drawn rectangle (see area.ts). */
import { openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { run as runArea } from './area.ts';
import { measureItems } from './search/items.ts';
import { measureQuality } from './search/quality.ts';

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  const items = await measureItems(city).finally(() => city.close());
  return [...items, ...(await measureQuality()), ...(await runArea())];
}
