/**
 * Border plans on the bench city, in a copy of its database that goes afterwards: edits beside their own SQL, adoption while
 * others read, and what the editor does on the main thread for one move of the pointer.
 */
import { type BenchCity, openBenchCity, wantedElements } from '../bench-city.ts';
import type { BenchResult } from '../bench.ts';
import { measureAdoption } from './borders/adoption.ts';
import { measureDrag } from './borders/drag.ts';
import { measureEdits } from './borders/edits.ts';
import { type RecordedServer, serveRecorded } from './borders/recorded-server.ts';

const parts = ['drag', 'edits', 'adoption'] as const;

/** `--part=drag|edits|adoption` runs one of them alone. */
export async function run(): Promise<BenchResult[]> {
  const asked = process.argv.find((arg) => arg.startsWith('--part='))?.slice('--part='.length);
  const wanted = parts.filter((part) => asked === undefined || asked === part);
  if (wanted.length === 0) throw new Error(`--part is one of ${parts.join(', ')}`);
  const results = wanted.includes('drag') ? await measureDrag() : [];
  if (wanted.includes('edits')) results.push(...(await onCopy((city, server, cookie) => measureEdits(city, server, cookie))));
  if (wanted.includes('adoption')) results.push(...(await onCopy((city, server) => measureAdoption(city, server))));
  return results;
}

async function onCopy(measure: (city: BenchCity, server: RecordedServer, cookie: string) => Promise<BenchResult[]>): Promise<BenchResult[]> {
  const city = await openBenchCity(wantedElements(), (line) => console.error(line), { isCopy: true });
  try {
    const server = await serveRecorded(city);
    try {
      return await measure(city, server, await city.signIn());
    } finally {
      await server.close();
    }
  } finally {
    await city.close();
  }
}
