/** The search box on the demo city, and the drawn rectangle (see area.ts). */
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { run as runArea } from './area.ts';

/** What people type: one, two and more characters, frequent and rare, a code, and something that is not there. */
const terms = ['楼', '小区', '诊所', '人民路', '12号楼', '990101060000', '无此地名'];
const rounds = 9;

export async function run(): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line));
  try {
    return [...(await measureBox(city)), ...(await runArea())];
  } finally {
    await city.close();
  }
}

async function measureBox(city: BenchCity): Promise<BenchResult[]> {
  const served = await city.serve();
  try {
    const results: BenchResult[] = [];
    for (const term of terms) results.push(await measureTerm(served, term, city.elements));
    return results;
  } finally {
    await served.close();
  }
}

async function measureTerm(served: { url: string; cookie: string }, term: string, elements: number): Promise<BenchResult> {
  const times: number[] = [];
  let total = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const response = await fetch(`${served.url}/api/search/items?q=${encodeURIComponent(term)}`, { headers: { cookie: served.cookie } });
    if (!response.ok) throw new Error(`the search for ${term} answered ${response.status}`);
    ({ total } = (await response.json()) as { total: number });
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  const value = times[Math.floor(rounds / 2)] ?? 0;
  return { name: `search for "${term}", median of ${rounds} (${elements.toLocaleString('en')} elements)`, value, unit: 'ms', note: `${total.toLocaleString('en')} found` };
}
