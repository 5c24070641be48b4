/**
 * Runs `scripts/NAME.ts` from a bare clone: `node scripts/bootstrap.mjs NAME args…`.
 *
 * Plain JavaScript without a dependency, because it runs before `node_modules` exists. It checks Node's version,
 * brings `node_modules` in accord with `package-lock.json`, and imports the script into this very process, so that
 * signals and exit codes are the script's own. A script exports `main(args)`, which resolves to its exit code;
 * one that exports no `main` does its work while it is imported.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, realpathSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SCRIPTS = ['start', 'test', 'seed', 'import-file', 'bench', 'take-screenshots', 'build-client', 'dump-schema'];
const OLDEST_NODE = [20, 19];

const [name = '', ...args] = process.argv.slice(2);
if (!SCRIPTS.includes(name)) fail(`There is no script "${name}". Known: ${SCRIPTS.join(', ')}.`);
requireNodeVersion();
await installNodeModules(name === 'test');
await runScript();

function fail(message) {
  console.error(message);
  process.exit(1);
}

function requireNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldMajor, oldMinor] = OLDEST_NODE;
  if (major > oldMajor || (major === oldMajor && minor >= oldMinor)) return;
  fail(`Getu needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}. Install it from https://nodejs.org and start again.`);
}

/** Runs `npm ci` unless what is installed already is what the lock file says. */
async function installNodeModules(withDevelopment) {
  if (isInstalled(withDevelopment)) return;
  const folder = path.join(root, 'node_modules');
  if (existsSync(folder) && lstatSync(folder).isSymbolicLink()) {
    // A link belongs to another checkout; `npm ci` would empty that one's folder.
    console.error('  ! node_modules is a link to another folder and differs from package-lock.json; it is used as it is.');
    return;
  }
  const unlock = await lockRoot();
  try {
    if (isInstalled(withDevelopment)) return;
    const startedAt = Date.now();
    console.log('  npm packages …');
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
    const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    const result = spawnSync(npm[0], [...npm.slice(1), ...options], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    if (result.status !== 0) fail('The npm packages could not be installed (see above). Mend it, then: npm ci');
    console.log(`✓ npm packages ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  } finally {
    unlock();
  }
}

/** Compares the lock file with the hidden one that npm writes as the last act of an installation. */
function isInstalled(withDevelopment) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = readPackages(path.join(root, 'package-lock.json'));
  const present = readPackages(hidden);
  return Object.entries(wanted).every(([key, entry]) => {
    if (key === '' || present[key]?.version === entry.version) return true;
    // Binaries for other systems are never installed; development packages may have been left out of a production image.
    if (present[key] !== undefined) return false;
    return entry.optional || entry.devOptional || (entry.dev && !withDevelopment);
  });
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** Two commands started at once in a bare clone must not both fill node_modules. The kernel frees the name when we die. */
async function lockRoot() {
  const lockName = `\0getu-install-${createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 32)}`;
  for (;;) {
    const server = net.createServer();
    const locked = await new Promise((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(lockName, () => resolve(true));
    });
    if (locked) return () => server.close();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function runScript() {
  const file = path.join(root, 'scripts', `${name}.ts`);
  if (!existsSync(file)) fail(`scripts/${name}.ts is not in this version of Getu.`);
  process.argv = [process.execPath, file, ...args];
  const module = await importTypeScript(file);
  if (typeof module.main === 'function') process.exitCode = await module.main(args);
}

async function importTypeScript(file) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(file).href);
}
