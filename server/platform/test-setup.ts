/**
 * Before the server and browser tests: opens the private test cluster and prepares its template database, so that one
 * test file run alone (`npx vitest run --project server FILE`) has all it needs. `TEST_DATA_DIR` keeps the cluster
 * between runs; without it the cluster lies in a temporary folder that goes when the run ends.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openCluster } from './cluster.ts';
import { prepareTemplate } from './test-database.ts';

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = openTestFolder(process.env.TEST_DATA_DIR);
  const cluster = await openCluster({ dataDir: folder.path, profile: 'test' });
  project.provide('testCluster', { adminUrl: cluster.adminUrl, appUrl: cluster.appUrl, template: await prepareTemplate(cluster.adminUrl) });
  return async () => {
    await cluster.release();
    folder.remove();
  };
}

/** The named folder, which stays, or a new temporary one. */
export function openTestFolder(named?: string): { path: string; remove(): void } {
  if (named) return { path: path.resolve(named), remove: () => {} };
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'getu-test-'));
  // PostgreSQL runs as another user when the tests run as root, and has to enter the folder.
  chmodSync(temporary, 0o755);
  return { path: temporary, remove: () => rmSync(temporary, { recursive: true, force: true }) };
}
