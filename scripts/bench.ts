/** `npm run bench -- NAME… [--json]`: runs benchmarks, each beside its floor or peer in the same run. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printError } from './terminal.ts';

/** One figure and what it is compared with. */
export interface BenchResult {
  /** What was measured: "import of NYC buildings". */
  name: string;
  value: number;
  /** s, ms, rows/s, tiles/s, MB … */
  unit: string;
  /** The floor or peer of the same run. */
  compared?: { name: string; value: number; ratio: number };
  /** The bound that the ratio, or the value where nothing is compared, should keep. */
  target?: { bound: number; is: 'at most' | 'at least' };
  note?: string;
}

const folder = fileURLToPath(new URL('./bench', import.meta.url));

/** @returns 0 when all ran, 1 when one failed; a missed target is printed, not an error, because machines differ */
export async function main(args: string[]): Promise<number> {
  const isJson = args.includes('--json');
  const known = readdirSync(folder).filter((file) => /^[a-z-]+\.ts$/.test(file)).map((file) => file.slice(0, -3));
  const names = args.filter((arg) => !arg.startsWith('--'));
  if (names.length === 0 || args.includes('--help')) {
    console.log(`npm run bench -- NAME… [--json]\n\nBenchmarks: ${known.join(', ')}`);
    return names.length === 0 && !args.includes('--help') ? 1 : 0;
  }
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`There is no benchmark "${unknown.join('", "')}". Known: ${known.join(', ')}.`);
    return 1;
  }
  const results: BenchResult[] = [];
  let failed = 0;
  for (const name of names) {
    try {
      const { run } = (await import(`./bench/${name}.ts`)) as { run(): Promise<BenchResult[]> };
      const found = await run();
      results.push(...found);
      if (!isJson) for (const result of found) console.log(describe(result));
    } catch (error) {
      failed++;
      printError(error);
    }
  }
  if (isJson) console.log(JSON.stringify(results, null, 2));
  return failed > 0 ? 1 : 0;
}

const short = (value: number) => (Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));

/** One line: what, how much, against what, and whether the target is kept. */
export function describe(result: BenchResult): string {
  const compared = result.compared ? ` · ${result.compared.name} ${short(result.compared.value)} ${result.unit} · ratio ${result.compared.ratio.toFixed(2)}` : '';
  const judged = result.compared?.ratio ?? result.value;
  const isKept = result.target && (result.target.is === 'at most' ? judged <= result.target.bound : judged >= result.target.bound);
  const target = result.target ? ` · ${isKept ? '✓' : '✗'} ${result.target.is} ${result.target.bound}` : '';
  return `${result.name}: ${short(result.value)} ${result.unit}${compared}${target}${result.note ? ` · ${result.note}` : ''}`;
}
