/** Prints a database's schema as text that stays the same for the same migrations. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { chooseInstallation, findInstallations } from './postgres.ts';

/**
 * The schema as SQL: no comments of pg_dump's own, no settings, no owners, no versions.
 * @param adminUrl a database of an installed PostgreSQL's own major version or an older one
 */
export async function dumpSchema(adminUrl: string): Promise<string> {
  const { bin } = chooseInstallation(findInstallations());
  const options = ['--schema-only', '--no-owner', '--no-tablespaces', `--dbname=${adminUrl}`];
  const { stdout } = await promisify(execFile)(path.join(bin, 'pg_dump'), options, { maxBuffer: 64 * 1024 * 1024 });
  return normaliseDump(stdout);
}

/** Takes away what differs between two dumps of the same schema, or tells a reader nothing. */
export function normaliseDump(dump: string): string {
  const isNoise = /^(--|SET |SELECT pg_catalog\.set_config|\\restrict|\\unrestrict|COMMENT ON EXTENSION )/;
  const lines = dump.split('\n').filter((line) => !isNoise.test(line));
  const text = lines.join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
  return `-- What data/migrations make, written by: node scripts/bootstrap.mjs dump-schema\n\n${text}\n`;
}
