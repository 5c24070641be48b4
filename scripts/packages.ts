/** Brings in the Debian or Ubuntu packages that Getu stands on, or says which one command does. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findInstallations, type Installation, OLDEST_POSTGRES } from '../server/platform/postgres.ts';
import { type Say, Stop } from './terminal.ts';

/** What a command needs of the system: its database, GDAL for imports, Chinese glyphs for printed pages; for tests a browser and readers of PDF and XLSX. */
export type Need = 'database' | 'gdal' | 'font' | 'browser' | 'readers';

/** Where a Chromium may be, the first that exists is used. */
export const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/** What was found on this machine. */
export type Found = { installations: Installation[]; hasGdal: boolean; hasBrowser: boolean; hasChineseFont: boolean; hasPdfReader: boolean; hasUnzip: boolean };

/** Looks at the machine. */
export function findInstalled(): Found {
  return {
    installations: findInstallations(),
    hasGdal: isOnPath('ogr2ogr'),
    hasBrowser: BROWSERS.some((file) => existsSync(file)),
    // The very files that the PDF writer reads (server/features/briefs/pdf-worker.mjs).
    hasChineseFont: existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') && existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc'),
    hasPdfReader: isOnPath('pdftotext'),
    hasUnzip: isOnPath('unzip'),
  };
}

/**
 * The packages that are missing for these needs.
 * @param newestMajor the PostgreSQL that the system's archive offers, asked only when none is installed
 */
export function decideMissing(needs: Need[], found: Found, newestMajor: () => number): string[] {
  const missing: string[] = [];
  const database = found.installations[0];
  if (needs.includes('database') && (!database || database.missing.length > 0)) {
    const major = database?.major ?? newestMajor();
    if (!database || database.missing.includes('pg_trgm')) missing.push(`postgresql-${major}`);
    if (!database || database.missing.includes('postgis')) missing.push(`postgresql-${major}-postgis-3`);
    if (!database || database.missing.includes('pgrouting')) missing.push(`postgresql-${major}-pgrouting`);
  }
  if (needs.includes('gdal') && !found.hasGdal) missing.push('gdal-bin');
  if (needs.includes('browser') && !found.hasBrowser) missing.push('chromium');
  if ((needs.includes('font') || needs.includes('browser')) && !found.hasChineseFont) missing.push('fonts-noto-cjk');
  if (needs.includes('readers') && !found.hasPdfReader) missing.push('poppler-utils');
  if (needs.includes('readers') && !found.hasUnzip) missing.push('unzip');
  return missing;
}

/** Debian's PostgreSQL would start a server of its own on port 5432 when it is first installed; this says not to. */
const NO_CLUSTER = `mkdir -p /etc/postgresql-common/createcluster.d && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.d/getu.conf`;
/** That wish is ours and for this installation only. */
const FORGET_NO_CLUSTER = 'rm -f /etc/postgresql-common/createcluster.d/getu.conf';

/** The shell line that installs packages, for root. */
export function installationLine(packages: string[]): string {
  const apt = `apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends -o DPkg::Lock::Timeout=300 ${packages.join(' ')}`;
  const hasServer = packages.some((name) => /^postgresql-\d+$/.test(name));
  return hasServer ? `${NO_CLUSTER} && ${apt} && ${FORGET_NO_CLUSTER}` : apt;
}

/**
 * Installs what is missing when it may: as root, or with a sudo that asks no password.
 * @throws Stop with the one command to run where it may not or the installation fails
 */
export function ensurePackages(needs: Need[], say: Say): void {
  const missing = decideMissing(needs, findInstalled(), newestOfferedMajor);
  if (missing.length === 0) return;
  const line = installationLine(missing);
  const command = `sudo sh -c '${line}'`;
  if (!existsSync('/usr/bin/apt-get')) throw new Stop(`These packages are missing, and this system has no apt-get to install them: ${missing.join(', ')}. Install their counterparts (PostgreSQL ≥ ${OLDEST_POSTGRES} with PostGIS and pgRouting, GDAL) and start again.`);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && runQuietly('sudo', ['-n', 'true']).status !== 0) throw new Stop(`Packages of the system are missing: ${missing.join(', ')}. Run this, then start again:\n\n  ${command}\n`);
  say(`installing ${missing.join(', ')}`);
  const [program, ...args] = isRoot ? ['sh', '-c', line] : ['sudo', '-n', 'sh', '-c', line];
  const result = spawnSync(program ?? 'sh', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
  if (result.status !== 0) throw new Stop(`${lastLines(result.stdout + result.stderr)}\n\nThe packages could not be installed (see above). Mend it, then run:\n\n  ${command}\n`);
}

/** `postgresql` depends on the version that the release of the system carries. */
function newestOfferedMajor(): number {
  const depends = runQuietly('apt-cache', ['depends', 'postgresql']).stdout;
  const offered = [...depends.matchAll(/postgresql-(\d+)/g)].map((match) => Number(match[1]));
  return offered.length > 0 ? Math.max(...offered) : OLDEST_POSTGRES;
}

function isOnPath(program: string): boolean {
  return runQuietly('sh', ['-c', `command -v ${program}`]).status === 0;
}

function runQuietly(program: string, args: string[]): { status: number | null; stdout: string } {
  const result = spawnSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  // A program that is not there at all answers nothing, which is the answer.
  return { status: result.status, stdout: result.stdout ?? '' };
}

function lastLines(text: string): string {
  return text.trimEnd().split('\n').slice(-15).join('\n');
}
