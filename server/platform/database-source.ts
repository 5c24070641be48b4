/** Which database Getu uses: the private cluster of its data folder, or the operator's own (`DATABASE_URL`). */
import { openCluster } from './cluster.ts';
import type { Config } from './config.ts';
import type { Urls } from './database.ts';
import { checkOperatorDatabase } from './operator-database.ts';

/** A database that is there until it is released. */
export type DatabaseSource = Urls & { release(): Promise<void> };

/**
 * Opens the database that the configuration names. Every command that needs the database calls this first and releases
 * it last; a private cluster runs while anybody holds it.
 * @param log gets a line per thing worth telling a person
 * @throws Error that says in words what is missing
 */
export async function openDatabaseSource(config: Pick<Config, 'databaseUrl' | 'dataDir'>, log: (message: string) => void = () => {}): Promise<DatabaseSource> {
  if (config.databaseUrl === null) return openCluster({ dataDir: config.dataDir, log });
  await checkOperatorDatabase(config.databaseUrl, log);
  // Requests become getu_app by `set local role`, so one address serves both.
  return { adminUrl: config.databaseUrl, appUrl: config.databaseUrl, release: async () => {} };
}
