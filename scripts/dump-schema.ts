/**
 * Writes data/schema.sql: what the migrations make, for people who review a change. A test compares the two.
 * `node scripts/bootstrap.mjs dump-schema` uses a temporary cluster of its own.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openCluster } from '../server/platform/cluster.ts';
import { migrate } from '../server/platform/migrate.ts';
import { dumpSchema } from '../server/platform/schema-dump.ts';
import { openTestFolder } from '../server/platform/test-setup.ts';
import { printError, step } from './terminal.ts';

export async function main(): Promise<number> {
  const folder = openTestFolder();
  try {
    const cluster = await step('database', () => openCluster({ dataDir: folder.path, profile: 'test' }));
    try {
      await step('migrations', () => migrate(cluster.adminUrl));
      await step('data/schema.sql', async () => writeFileSync(fileURLToPath(new URL('../data/schema.sql', import.meta.url)), await dumpSchema(cluster.adminUrl)));
    } finally {
      await cluster.release();
    }
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  } finally {
    folder.remove();
  }
}
