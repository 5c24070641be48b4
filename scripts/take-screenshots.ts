/** `npm run screenshots`: takes the README's pictures of the screens from the demo city, into data/screenshots. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { ensureDemoAccounts } from '../server/features/identity/demo-accounts.ts';
import { startServer } from '../server/main.ts';
import { readConfig } from '../server/platform/config.ts';
import { openBenchCity } from './bench-city.ts';
import { launchBrowser } from './browser.ts';
import { buildClient } from './build-client.ts';
import { answerOf, type GridPlans, holdMiddle, makeGridPlans, showReasons } from './grid-scenes.ts';
import { printError, Stop, step } from './terminal.ts';

const HELP = `npm run screenshots -- [NAME…] [--elements N]

Takes the pictures of README.md from a demo city of N elements (60000) that is kept in DATA_DIR/bench, and writes them to data/screenshots.`;

const folder = fileURLToPath(new URL('../data/screenshots', import.meta.url));
const mostBytes = 300_000;
const drawnWithinMs = 300_000;

interface Scene {
  name: string;
  size?: { width: number; height: number };
  theme?: 'light' | 'dark';
  /** A demo account; `street` unless said. */
  as?: 'city' | 'admin' | 'security' | 'auditor';
  /** False is the sign-in page. */
  isSignedIn?: boolean;
  /** False is a page without a map. */
  hasMap?: boolean;
  link(town: Town): string;
  /** What has to be there before. */
  prepare?(context: BrowserContext, town: Town): Promise<void>;
  /** What a person does on the page before the picture. */
  act?(page: Page): Promise<void>;
}
/** What the links of the scenes need to know of the city. */
interface Town {
  center: string;
  building: string;
  /** Of scenes that ask for them. */
  plans?: GridPlans;
}

/** A circle less a smaller one, with two themes chosen. */
const composed = ({ center }: Town) => `/?area=circle:${center},420*-circle:${shift(center, -0.0022)},110&themes=key_person:elder_alone,facility:hydrant&pick=key_person:elder_alone,facility:hydrant`;
const missionTitle = '冬季独居老人走访与消防栓检查';

const scenes: Scene[] = [
  { name: 'sign-in', isSignedIn: false, link: () => '/sign-in' },
  { name: 'console-light', link: ({ center }) => `/?at=${center},15.4` },
  { name: 'console-dark', theme: 'dark', link: ({ center }) => `/?at=${center},15.4` },
  { name: 'buildings-3d', link: ({ center }) => `/?at=${center},16.1,-24,58&3d=1&layers=landuse,water,roads,railways,buildings;100;floors,grids,labels` },
  { name: 'building-card', link: ({ center, building }) => `/?at=${center},17&open=element:${building}` },
  { name: 'area', link: composed },
  { name: 'brief', link: composed, act: writeBrief },
  { name: 'matter', as: 'city', link: () => `/?matter=${encodeURIComponent('井盖')}` },
  { name: 'search', as: 'city', link: ({ center }) => `/?at=${center},15.4`, act: (page) => page.getByRole('combobox').first().fill('xdxq') },
  { name: 'admin', as: 'admin', hasMap: false, link: () => '/admin', act: openMatter },
  { name: 'accounts', as: 'security', hasMap: false, link: () => '/admin/users' },
  { name: 'audit', as: 'auditor', hasMap: false, link: () => '/admin/audit' },
  { name: 'tasks', size: { width: 390, height: 844 }, link: ({ center }) => `/?at=${center},15`, prepare: giveTask, act: (page) => page.getByRole('button', { name: '任务', exact: true }).tap() },
  { name: 'phone', size: { width: 390, height: 844 }, link: ({ center, building }) => `/?at=${center},16.5&open=element:${building}` },
  { name: 'wall', size: { width: 3840, height: 1080 }, theme: 'dark', link: ({ center, building }) => `/?at=${shift(center, 0.011)},15.6&area=circle:${center},500&kind=building&open=element:${building}` },
  { name: 'grids-editor', prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.changed}&at=${plans?.junction},16.2`, act: holdMiddle },
  { name: 'grids-compare', prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.changed}&tab=compare` },
  { name: 'grids-propose', prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.proposed}&tab=propose`, act: showReasons },
  { name: 'grids-review', prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.changed}&tab=review` },
  { name: 'grids-as-of', link: () => `/grids?asOf=${dayBefore(30)}` },
  { name: 'grids-phone', size: { width: 390, height: 844 }, prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.changed}` },
  { name: 'grids-wall', size: { width: 3840, height: 1080 }, theme: 'dark', prepare: addPlans, link: ({ plans }) => `/grids?plan=${plans?.changed}&tab=compare` },
];

export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { elements: { type: 'string', default: '60000' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const wanted = scenes.filter((scene) => positionals.length === 0 || positionals.includes(scene.name));
    if (wanted.length === 0) throw new Stop(`There is no such picture. Known: ${scenes.map((scene) => scene.name).join(', ')}.`);
    await takeAll(wanted, Number(values.elements));
    return 0;
  } catch (error) {
    printError(error);
    return 1;
  }
}

async function takeAll(wanted: Scene[], elements: number): Promise<void> {
  await step('client', () => buildClient());
  const city = await step('demo city', (say) => openBenchCity(elements, say));
  const demoPassword = 'a city for pictures';
  try {
    await ensureDemoAccounts({ adminUrl: city.adminUrl, demoPassword });
    const dataDir = path.join(readConfig().dataDir, 'bench', `city-${elements}`);
    const server = await startServer({ ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' }), port: 0 }, city);
    const browser = await launchBrowser();
    try {
      mkdirSync(folder, { recursive: true });
      for (const scene of wanted) await step(scene.name, (say) => take(browser, server.url, demoPassword, scene).then((bytes) => say(`${Math.round(bytes / 1000)} kB`)));
    } finally {
      await browser.close();
      await server.close();
    }
  } finally {
    await city.close();
  }
}

/** @returns bytes of the picture */
async function take(browser: Browser, url: string, password: string, scene: Scene): Promise<number> {
  const size = scene.size ?? { width: 1920, height: 1080 };
  const context = await browser.newContext({ baseURL: url, viewport: size, colorScheme: scene.theme ?? 'light', reducedMotion: 'reduce', ...(size.width < 760 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}) });
  try {
    const answer = await context.request.post('/api/session', { data: { username: scene.as ?? 'street', password } });
    if (!answer.ok()) throw new Stop(`The demo account cannot sign in: ${answer.status()}`);
    const town = await findTown(context, scene.hasMap === false);
    await scene.prepare?.(context, town);
    if (scene.isSignedIn === false) await context.clearCookies();
    const page = await context.newPage();
    await page.goto(scene.link(town));
    if (scene.isSignedIn !== false && scene.hasMap !== false) await page.waitForFunction(() => performance.getEntriesByName('getu:map-settled').length > 0, null, { timeout: drawnWithinMs });
    // The stream of what happens stays open: the rest has come when nothing else did for a while.
    await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
    await scene.act?.(page);
    // Labels fade in after the tiles, and the software renderer takes its time.
    await page.waitForTimeout(4000);
    const picture = await toWebp(await context.newPage(), await page.screenshot());
    writeFileSync(path.join(folder, `${scene.name}.webp`), picture);
    return picture.length;
  } finally {
    await context.close();
  }
}

/** `lng,lat` moved to the east by that many degrees. */
function shift(position: string, degrees: number): string {
  const [lng = 0, lat = 0] = position.split(',').map(Number);
  return `${(lng + degrees).toFixed(6)},${lat.toFixed(6)}`;
}

async function addPlans(context: BrowserContext, town: Town): Promise<void> {
  town.plans = await makeGridPlans(context);
}

/** The day so many days ago, as links have it. */
function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

async function writeBrief(page: Page): Promise<void> {
  await page.getByRole('button', { name: '生成简报' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('标题').fill(missionTitle);
  await dialog.getByPlaceholder('做什么').first().fill('检查消防栓水压，登记缺损');
  await dialog.getByRole('checkbox').first().check();
}

async function openMatter(page: Page): Promise<void> {
  await page.getByPlaceholder('按名称').first().fill('路灯不亮');
  await page.getByText('010118').first().click();
}

/** A mission of a brief around the town's middle, with tasks for the reader; made once. */
async function giveTask(context: BrowserContext, { center }: Town): Promise<void> {
  const { tasks } = await answerOf<{ tasks: unknown[] }>(context.request.get('/api/my-tasks'));
  if (tasks.length > 0) return;
  const question = { parts: [{ op: 'add', from: 'circle', center: center.split(',').map(Number), radiusMeters: 400 }] };
  const selection = { themes: [{ kind: 'facility', category: 'hydrant' }], added: [], removed: [] };
  const brief = await answerOf<{ id: string }>(context.request.post('/api/briefs', { data: { title: missionTitle, question, selection } }));
  const { people } = await answerOf<{ people: { id: number; roles: string[] }[] }>(context.request.get(`/api/briefs/${brief.id}/people`));
  const own = people.filter(({ roles }) => roles.includes('street_officer')).map(({ id }) => id);
  const texts = ['检查消防栓水压，登记缺损', '走访独居老人，查看取暖用电'];
  await answerOf(context.request.post('/api/missions', { data: { briefId: brief.id, title: missionTitle, tasks: texts.map((text) => ({ text, people: own })) } }));
}

/** The middle of the street's ground, and an apartment building next to it; empty for who may not look for them. */
async function findTown(context: BrowserContext, isBlind: boolean): Promise<Town> {
  if (isBlind) return { center: '', building: '' };
  const session = (await (await context.request.get('/api/session')).json()) as { jurisdiction: { bbox: [number, number, number, number] } };
  const [west, south, east, north] = session.jurisdiction.bbox;
  const data = { geometry: { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] }, radiusMeters: 3000, kinds: ['building'], categories: ['residential'], limit: 1 };
  const { items } = (await (await context.request.post('/api/search/area', { data })).json()) as { items: { code: string; geometry: { coordinates: [number, number][][] } }[] };
  const [item] = items;
  const corner = item?.geometry.coordinates[0]?.[0];
  if (!item || !corner) throw new Stop('The city has no apartment building near its middle.');
  return { center: corner.map((degrees) => degrees.toFixed(6)).join(','), building: item.code };
}

/** Chromium has the encoder; quality goes down until the picture is small enough. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  for (const quality of [0.86, 0.78, 0.68, 0.55, 0.4]) {
    const encoded = await page.evaluate(
      async ({ source, quality }) => {
        const picture = new Image();
        picture.src = `data:image/png;base64,${source}`;
        await picture.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
        canvas.getContext('2d')?.drawImage(picture, 0, 0);
        return canvas.toDataURL('image/webp', quality);
      },
      { source: png.toString('base64'), quality },
    );
    const picture = Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64');
    if (picture.length <= mostBytes) return picture;
  }
  throw new Stop('A picture stays above 300 kB whatever the quality.');
}
