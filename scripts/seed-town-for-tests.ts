/** Before the browser tests: builds the town that each test file gets a copy of. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureDemoAccounts } from '../server/features/identity/demo-accounts.ts';
import { cloneDatabase } from '../server/platform/test-database.ts';
import { seed } from './seed.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database that nobody is connected to, and the data folder with its keys. */
    builtTown: { database: string; folder: string };
  }
}

/** Password of all demo accounts. */
export const townPassword = 'a town for tests';
const elements = 6000;

/** Comes after `server/platform/test-setup.ts`, whose cluster it uses. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const cluster = project.getProvidedContext().testCluster;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-built-town-'));
  const database = await cloneDatabase(cluster, 'built_town', cluster.template);
  await seed({ adminUrl: database.adminUrl, keyFile: path.join(folder, 'secrets', 'data.key'), elements });
  await ensureDemoAccounts({ adminUrl: database.adminUrl, demoPassword: townPassword });
  project.provide('builtTown', { database: new URL(database.adminUrl).pathname.slice(1), folder });
  return async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
}
