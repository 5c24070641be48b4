/**
 * `npm test`: everything needed, then types, lint, import rules, unit, server and browser tests.
 * Ends with the line `N passed, N failed`; the exit status tells the same. `npm test -- STAGE…` runs the named stages only.
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCluster } from '../server/platform/cluster.ts';
import { openTestFolder } from '../server/platform/test-setup.ts';
import { ensurePackages } from './packages.ts';
import { formatSeconds, printError, Stop, step } from './terminal.ts';
import { add, type Counts, countReport, formatCounts, type Report } from './test-counts.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const bin = (file: string) => path.join(ROOT, 'node_modules', file);

/** A stage that is one test by itself: it passes or it fails. */
const CHECKS = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'lint', args: [bin('@biomejs/biome/bin/biome'), 'check', '--config-path=scripts', '.'] },
  { name: 'imports', args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), '--config', 'scripts/dependency-rules.cjs', 'client', 'server', 'scripts'] },
];
const PROJECTS = ['unit', 'server', 'browser'];

/** What an operator may have set for a running Getu must not reach into the tests. */
const OPERATOR_VARIABLES = ['PORT', 'HOST', 'DATA_DIR', 'DATABASE_URL', 'APP_DATABASE_URL', 'DEMO_PASSWORD', 'SEED_ELEMENTS', 'LOG_LEVEL', 'NODE_ENV'];

const children = new Set<ReturnType<typeof spawn>>();
let stoppedBy: NodeJS.Signals | undefined;

export async function main(wanted: string[]): Promise<number> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
  const startedAt = performance.now();
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    await step('packages', (say) => ensurePackages(['database', 'gdal', 'browser', 'readers'], say));
    const checked = await Promise.all(CHECKS.filter(({ name }) => isWanted(name)).map(runCheck));
    counts = checked.reduce(add, counts);
    counts = add(counts, await runProjects(PROJECTS.filter(isWanted)));
  } catch (error) {
    printError(error);
    counts = add(counts, { passed: 0, failed: 1, skipped: 0 });
  }
  console.log(`all ${formatSeconds(performance.now() - startedAt)}`);
  console.log(formatCounts(counts));
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

/** Ends the stage that runs; the rest of the run is left out, and the database given back. */
function stop(signal: NodeJS.Signals): void {
  stoppedBy = signal;
  for (const child of children) child.kill(signal);
}

async function runCheck({ name, args }: (typeof CHECKS)[number]): Promise<Counts> {
  const startedAt = performance.now();
  const { code, output } = await run(args);
  print(name, code === 0, startedAt, '', output);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/** Runs the test projects one after the other on one test cluster. */
async function runProjects(names: string[]): Promise<Counts> {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const folder = openTestFolder(process.env.TEST_DATA_DIR);
  try {
    const needsCluster = names.some((name) => name !== 'unit');
    const cluster = needsCluster ? await step('test database', () => openCluster({ dataDir: folder.path, profile: 'test' })) : undefined;
    try {
      for (const name of names) counts = add(counts, await runProject(name, folder.path));
    } finally {
      await cluster?.release();
    }
  } finally {
    folder.remove();
  }
  return counts;
}

async function runProject(name: string, testDataDir: string): Promise<Counts> {
  const startedAt = performance.now();
  // What tests that were cut off left in the temporary folder goes with it.
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'getu-'));
  chmodSync(temporary, 0o755);
  const reportFile = path.join(temporary, 'report.json');
  try {
    const args = [bin('vitest/vitest.mjs'), 'run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const { code, output } = await run(args, { TEST_DATA_DIR: testDataDir, TMPDIR: temporary });
    const report = existsSync(reportFile) ? (JSON.parse(readFileSync(reportFile, 'utf8')) as Report) : undefined;
    const counts = countReport(report, code);
    print(name, counts.failed === 0, startedAt, ` ${formatCounts(counts)}`, output);
    return counts;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Runs a program of Node's; its output comes back, and is shown only where the stage fails. */
function run(args: string[], variables: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...variables };
  if (!process.stdout.isTTY) env.NO_COLOR = '1';
  for (const name of OPERATOR_VARIABLES) delete env[name];
  return new Promise((resolve, reject) => {
    if (stoppedBy) throw new Stop(`${stoppedBy}: stopped`);
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: string[] = [];
    children.add(child);
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      children.delete(child);
      resolve({ code, output: output.join('') });
    });
  });
}

function print(name: string, isGood: boolean, startedAt: number, detail: string, output: string): void {
  console.log(`${isGood ? '✓' : '✗'} ${name}${detail} ${formatSeconds(performance.now() - startedAt)}`);
  if (!isGood) console.log(output.trimEnd());
}
