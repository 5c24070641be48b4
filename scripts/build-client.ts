/**
 * Builds the client into dist/client, unless what lies there was built from the same files.
 * `npm run build` does it ahead of a start, for a server that may not write beside its code.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { printError, step } from './terminal.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INPUTS = ['client', 'server/contract', 'data', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
/** Beside the built files; names what they were built from. */
const STAMP = '.built-from';

/**
 * Builds the client when its inputs have changed (about 10 s), into a folder of its own that then takes the place of the
 * old one, so that a server that is running never serves half a build.
 * @returns false when there was nothing to do
 * @throws Error with the bundler's own output
 */
export async function buildClient(root = ROOT): Promise<boolean> {
  if (!existsSync(path.join(root, 'client', 'index.html'))) return false;
  const hash = hashInputs(root);
  const target = path.join(root, 'dist', 'client');
  const stamp = path.join(target, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false;
  const draft = path.join(root, 'dist', `client-${process.pid}`);
  mkdirSync(path.dirname(target), { recursive: true });
  await runVite(root, draft);
  writeFileSync(path.join(draft, STAMP), hash);
  replaceFolder(draft, target);
  return true;
}

export async function main(): Promise<number> {
  try {
    await step('client', async (say) => say((await buildClient()) ? 'built' : 'is up to date'));
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  }
}

function replaceFolder(draft: string, target: string): void {
  const old = `${draft}-old`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(draft, target);
  rmSync(old, { recursive: true, force: true });
}

function hashInputs(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const file of INPUTS.flatMap((input) => listFiles(path.join(root, input)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** All files under a path in a stable order, without tests, which are in no build. */
function listFiles(start: string): string[] {
  if (!existsSync(start)) return [];
  if (!statSync(start).isDirectory()) return [start];
  return readdirSync(start)
    .sort()
    .filter((name) => !/\.test\.tsx?$/.test(name) && name !== 'imports')
    .flatMap((name) => listFiles(path.join(start, name)));
}

/** The bundler runs in a process of its own: its memory would stay with the server. */
function runVite(root: string, outDir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'];
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const stopWithUs = () => child.kill();
    process.once('exit', stopWithUs);
    child.once('close', () => process.off('exit', stopWithUs));
    const output: string[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => output.push(data.toString()));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`The client could not be built:\n${output.join('')}`))));
  });
}
