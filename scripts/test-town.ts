/** For browser tests: a small town in a database of its own, the real server on a free port, and a Chromium that visits it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';
import { startServer } from '../server/main.ts';
import { readConfig } from '../server/platform/config.ts';
import { copyTestDatabase } from '../server/platform/test-database.ts';
import { launchBrowser } from './browser.ts';
import { townPassword } from './seed-town-for-tests.ts';

export interface Visit {
  /** Demo account; null is nobody. */
  as: string | null;
  path?: string;
  theme?: 'light' | 'dark';
  language?: 'zh' | 'en';
  size?: { width: number; height: number };
  /** Where the browser believes to be. */
  timezone?: string;
}
export interface Visitor {
  context: BrowserContext;
  page: Page;
}
export interface TestTown {
  url: string;
  /** Password of all demo accounts. */
  password: string;
  /** Opens a page of a new browser profile; waits until the map is drawn where there is one. */
  visit(visit: Visit): Promise<Visitor>;
  /** Runs one statement as the owner, for what happens behind the reader's back. */
  sql(text: string): Promise<void>;
  close(): Promise<void>;
}

const drawnWithinMs = 60_000;
/** The layout is that of the whole size; drawing a quarter of the pixels with the processor takes a third less time. */
const drawnScale = 0.5;

/** Takes a few seconds: the town was built before the first test. */
export async function openTestTown(): Promise<TestTown> {
  const built = inject('builtTown');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'getu-town-'));
  cpSync(built.folder, folder, { recursive: true });
  const database = await copyTestDatabase('town', built.database);
  const server = await startServer({ ...readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), port: 0 }, database);
  const browser = await launchBrowser();
  return {
    url: server.url,
    password: townPassword,
    visit: (visit) => openVisit(browser, server.url, visit),
    sql: (text) => runAsOwner(database.adminUrl, text),
    close: async () => {
      await browser.close();
      await server.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runAsOwner(adminUrl: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** A page that is right and slow is waited for; three browsers' work may be on the machine at once. */
const waitsForMs = 60_000;

async function openVisit(browser: Browser, url: string, visit: Visit): Promise<Visitor> {
  const { as, path: address = '/', theme = 'light', language = 'zh', size = { width: 1280, height: 800 }, timezone } = visit;
  const context = await browser.newContext({ baseURL: url, viewport: size, colorScheme: theme, reducedMotion: 'reduce', hasTouch: size.width < 760, deviceScaleFactor: drawnScale, ...(timezone ? { timezoneId: timezone } : {}) });
  context.setDefaultTimeout(waitsForMs);
  const preferences = JSON.stringify({ state: { language, theme: 'system', isLeftOpen: true, recentSearches: [] }, version: 1 });
  await context.addInitScript(`localStorage.getItem('getu.preferences') ?? localStorage.setItem('getu.preferences', ${JSON.stringify(preferences)})`);
  if (as !== null) {
    const answer = await context.request.post('/api/session', { data: { username: as, password: townPassword } });
    if (!answer.ok()) throw new Error(`${as} cannot sign in: ${answer.status()}`);
  }
  const page = await context.newPage();
  await page.goto(address);
  if (as !== null && !/^\/(sign-in|admin)/.test(address)) await waitForMap(page);
  return { context, page };
}

/** Until the tiles of all layers that are shown have arrived. */
export async function waitForMap(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('getu:map-settled').length > 0, null, { timeout: drawnWithinMs });
}
