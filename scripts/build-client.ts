/**
 * Builds the client, unless the same files have been built already. Each build has a folder of its own, named for what it
 * was built from; `dist/client` is a link to the newest. A server that is running goes on serving the build it began with.
 * `npm run build` does it ahead of a start, for a server that may not write beside its code.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFolder } from './compress-folder.ts';
import { printError, step } from './terminal.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INPUTS = ['client', 'server/contract', 'data', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

export async function main(): Promise<number> {
  try {
    await step('client', async (say) => say((await buildClient()) ? 'built' : 'is up to date'));
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  }
}

/**
 * Builds and compresses the client when its inputs have changed (about 10 s).
 * @returns false when there was nothing to do
 * @throws Error with the bundler's own output
 */
export async function buildClient(root = ROOT): Promise<boolean> {
  const dist = path.join(root, 'dist');
  const name = `client-${hashInputs(root).slice(0, 16)}`;
  const isBuilt = existsSync(path.join(dist, name));
  if (!isBuilt) {
    mkdirSync(dist, { recursive: true });
    // Moved into place when it is whole: a build that was cut off is never served.
    const draft = path.join(dist, `draft-${process.pid}`);
    await runVite(root, draft);
    await compressFolder(draft);
    moveIntoPlace(draft, path.join(dist, name));
  }
  const former = pointTo(dist, name);
  removeAllBut(dist, [name, former]);
  return !isBuilt;
}

/** Where another process has built the same files meanwhile, its build stays: they are alike. */
function moveIntoPlace(draft: string, build: string): void {
  try {
    renameSync(draft, build);
  } catch (error) {
    if (!existsSync(build)) throw error;
    rmSync(draft, { recursive: true });
  }
}

/** Makes `dist/client` lead to the named build, in one step. Returns the name of the build before. */
function pointTo(dist: string, name: string): string | undefined {
  const link = path.join(dist, 'client');
  const found = lstatSync(link, { throwIfNoEntry: false });
  const former = found?.isSymbolicLink() ? readlinkSync(link) : undefined;
  if (former === name) return undefined;
  if (found && !found.isSymbolicLink()) rmSync(link, { recursive: true });
  const draft = `${link}-link-${process.pid}`;
  symlinkSync(name, draft);
  renameSync(draft, link);
  return former;
}

/** Old builds go, except the one that a running server may still serve. */
function removeAllBut(dist: string, kept: (string | undefined)[]): void {
  if (kept[1] === undefined) return;
  for (const name of readdirSync(dist)) if (/^client-[0-9a-f]{16}$/.test(name) && !kept.includes(name)) rmSync(path.join(dist, name), { recursive: true });
}

function hashInputs(root: string): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.flatMap((input) => listFiles(path.join(root, input)))) {
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** All files under a path in a stable order, without tests and imported data, which are in no build. */
function listFiles(start: string): string[] {
  if (!existsSync(start)) return [];
  if (!statSync(start).isDirectory()) return [start];
  return readdirSync(start)
    .sort()
    .filter((name) => !/\.test\.tsx?$|\.sql$/.test(name) && name !== 'imports')
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
