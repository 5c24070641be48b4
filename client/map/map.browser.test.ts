import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { createServer, type ViteDevServer } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '../../scripts/browser.ts';
import { shown, testLayer } from './test-layers.ts';
import { encodeTile } from './test-tiles.ts';
import type { MapEvents, MapOptions } from './types.ts';

/** The middle of a tile of zoom 14, where the test tiles have a place. */
const zoom = 16;
const [column, row] = [53973, 25785];
const center: [number, number] = [((column + 0.5) / 2 ** zoom) * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - (2 * (row + 0.5)) / 2 ** zoom))) * 180) / Math.PI];
const square: [number, number][] = [[1500, 1500], [2600, 1500], [2600, 2600], [1500, 2600], [1500, 1500]];
const attributes = { code: '9901010600000000001', name: '3栋ABC', category: 'shop', grid_code: '990101001001001' };
const tiles: Record<string, Buffer> = {
  places: encodeTile('places', [{ id: 7, shape: [[2048, 2048]], properties: attributes }]),
  grids: encodeTile('grids', [{ id: 990101001001001, shape: square, properties: { ...attributes, category: 'base', households: 400 } }]),
};
const layers = [shown(testLayer('grids', { kind: 'grid', theme: 'borders', geometry: 'polygon' })), shown(testLayer('places', { countsBelowZoom: 14 }))];
const options: MapOptions = { view: { center, zoom: 16.3, bearing: 0, pitch: 0 }, bounds: null, theme: 'light', language: 'zh', layers, bases: [], baseId: null, is3d: false };

type Stage = InstanceType<typeof import('./map-stage.ts').MapStage>;
declare global {
  interface Window {
    stage: Stage;
    heard: { event: keyof MapEvents; payload: unknown }[];
    mapCode: typeof import('./map-stage.ts');
  }
}

const pageHtml = `<!doctype html><title>map</title><style>body{margin:0}#map{position:absolute;inset:0}</style><div id="map"></div>
<script type="module">window.mapCode = await import('/map/map-stage.ts'); window.heard = [];</script>`;

let server: ViteDevServer;
let browser: Browser;
let cacheDir: string;
let address: string;
let page: Page;
let requests: string[];
let tileStatus: number;

beforeAll(async () => {
  cacheDir = await mkdtemp(path.join(tmpdir(), 'getu-map-test-'));
  server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)), configFile: false, cacheDir, logLevel: 'error',
    server: { port: 0, host: '127.0.0.1', hmr: false, watch: null },
    optimizeDeps: { include: ['maplibre-gl', '@turf/turf', '@deck.gl/mapbox', '@deck.gl/layers'], noDiscovery: true },
  });
  await server.listen();
  const listening = server.httpServer?.address();
  if (typeof listening !== 'object' || listening === null) throw new Error('the test server does not listen');
  address = `http://127.0.0.1:${listening.port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(cacheDir, { recursive: true, force: true });
});

beforeEach(async () => {
  requests = [];
  tileStatus = 200;
  page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  await page.route('**/map-test', (route) => route.fulfill({ contentType: 'text/html', body: pageHtml }));
  await page.route('**/api/tiles/**', (route) => {
    const [layer = '', z, x, y] = new URL(route.request().url()).pathname.replace('.mvt', '').split('/').slice(3);
    if (tileStatus !== 200) return route.fulfill({ status: tileStatus });
    const isThere = Number(z) === zoom && Number(x) === column && Number(y) === row;
    return isThere ? route.fulfill({ contentType: 'application/vnd.mapbox-vector-tile', body: tiles[layer] as Buffer }) : route.fulfill({ status: 204 });
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${address}/map-test`);
  await page.waitForFunction(() => window.mapCode !== undefined);
});
afterEach(() => page.close());

async function openMap(part: Partial<MapOptions> = {}): Promise<void> {
  await page.evaluate((given) => {
    window.stage = new window.mapCode.MapStage(document.getElementById('map') as HTMLElement, given);
    for (const event of ['click', 'hover', 'rest', 'counts', 'firstDrawn', 'tool', 'areaEdited', 'trouble'] as const) window.stage.on(event, (payload) => window.heard.push({ event, payload }));
  }, { ...options, ...part });
}

/** What the map has told last by this name; waits for it. */
async function hear<K extends keyof MapEvents>(event: K, accept: (payload: MapEvents[K]) => boolean = () => true): Promise<MapEvents[K]> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const payloads = (await page.evaluate((name) => window.heard.filter((one) => one.event === name).map(({ payload }) => payload), event)) as MapEvents[K][];
    const found = payloads.findLast(accept);
    if (found !== undefined) return found;
    await page.waitForTimeout(100);
  }
  throw new Error(`the map said nothing of ${event}`);
}
const isDone = (report: MapEvents['tool']) => report.state === 'done';

test('a map that is made smaller before it is first drawn fills what it has', async () => {
  await page.evaluate((given) => {
    const element = document.getElementById('map') as HTMLElement;
    window.stage = new window.mapCode.MapStage(element, given);
    element.style.right = '50%';
  }, options);
  await expect.poll(() => page.evaluate(() => document.querySelector('canvas')?.clientWidth)).toBe(320);
});

describe('the map in a browser', () => {
  test('is drawn with Chinese, digits and letters, and asks nothing of another host', async () => {
    await openMap();
    await hear('firstDrawn');
    expect(await hear('counts')).toEqual({ grids: 1, places: 1 });
    expect(requests.filter((url) => !url.startsWith(address) && !url.startsWith('blob:') && !url.startsWith('data:'))).toEqual([]);
    expect(requests.some((url) => url.includes('.pbf'))).toBe(false);
  });

  test('tells the element under a click, its codes and its place', async () => {
    await openMap();
    await hear('counts');
    await page.mouse.click(320, 240);
    const { features } = await hear('click');
    expect(features[0]).toMatchObject({ layerId: 'places', id: 7, code: attributes.code, name: attributes.name, gridCode: attributes.grid_code, count: null });
    expect(features[0]?.position[0]).toBeCloseTo(center[0], 6);
  });

  test('a click on bare ground tells no element', async () => {
    await openMap();
    await hear('counts');
    await page.mouse.click(600, 30);
    expect((await hear('click')).features).toEqual([]);
  });

  test('a rectangle is drawn by a drag, and no click comes of it', async () => {
    await openMap();
    await hear('firstDrawn');
    await page.evaluate(() => window.stage.startTool('rectangle'));
    await page.mouse.move(200, 150);
    await page.mouse.down();
    await page.mouse.move(300, 250, { steps: 4 });
    await page.mouse.up();
    expect(await hear('tool', isDone)).toMatchObject({ piece: { geometry: { type: 'Polygon' } } });
    expect(await page.evaluate(() => window.heard.some(({ event }) => event === 'click'))).toBe(false);
  });

  test('a lasso is drawn by a finger, and neither map nor page moves', async () => {
    await openMap();
    await hear('firstDrawn');
    await page.evaluate(() => window.stage.startTool('lasso'));
    const finger = await page.context().newCDPSession(page);
    const at = (step: number) => [{ x: 320 + 80 * Math.cos(step / 3), y: 240 + 80 * Math.sin(step / 3) }];
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
    for (let step = 1; step < 19; step += 1) await finger.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step) });
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const report = await hear('tool', isDone);
    expect(report.state === 'done' && report.piece?.from === 'drawn' && report.piece.geometry.coordinates[0]?.length).toBeGreaterThan(8);
    expect(await page.evaluate(() => window.stage.getView().center[0])).toBeCloseTo(center[0], 6);
  });

  test('a double click finishes a polygon without zooming or opening anything', async () => {
    await openMap();
    await hear('firstDrawn');
    await page.evaluate(() => window.stage.startTool('polygon'));
    for (const [x, y] of [[200, 150], [400, 150]] as const) {
      await page.mouse.click(x, y);
      await page.waitForTimeout(450);
    }
    await page.mouse.dblclick(300, 300);
    const report = await hear('tool', isDone);
    expect(report.state === 'done' && report.piece?.from === 'drawn' && report.piece.geometry.coordinates[0]).toHaveLength(4);
    await page.waitForTimeout(600);
    expect(await page.evaluate(() => window.stage.getView().zoom)).toBeCloseTo(16.3, 5);
    expect(await page.evaluate(() => window.heard.some(({ event }) => event === 'click'))).toBe(false);
  });

  test('a rectangle is drawn with the keyboard alone', async () => {
    await openMap();
    await hear('firstDrawn');
    await page.evaluate(() => window.stage.startTool('rectangle'));
    await page.keyboard.press('Space');
    // The cross stands in the middle of the map, and moving it a little leaves the map where it is.
    const cross = await page.locator('.map-cross-hair').boundingBox();
    expect([(cross?.x ?? 0) + (cross?.width ?? 0) / 2, (cross?.y ?? 0) + (cross?.height ?? 0) / 2].map(Math.round)).toEqual([320, 240]);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    expect(await hear('tool', isDone)).toMatchObject({ piece: { geometry: { type: 'Polygon' } } });
    expect(await page.evaluate(() => window.stage.getView().center[1])).toBeCloseTo(center[1], 6);
  });

  test('Escape gives a tool up', async () => {
    await openMap();
    await page.evaluate(() => window.stage.startTool('circle'));
    await page.keyboard.press('Escape');
    expect(await hear('tool', ({ state }) => state === 'abandoned')).toEqual({ state: 'abandoned' });
  });

  test('a corner of a shown area can be dragged', async () => {
    await openMap();
    await hear('firstDrawn');
    await page.evaluate((center) => {
      window.stage.setArea({ whole: null, pieces: [{ op: 'add', shape: null, drawn: { from: 'circle', center, radiusMeters: 60 } }], active: 0 });
    }, center);
    await page.mouse.move(320, 240);
    await page.mouse.down();
    await page.mouse.move(380, 240, { steps: 4 });
    await page.mouse.up();
    const { index, piece } = await hear('areaEdited');
    expect([index, piece]).toMatchObject([0, { from: 'circle', radiusMeters: 60 }]);
    expect(piece.from === 'circle' && piece.center[0]).toBeGreaterThan(center[0]);
  });

  test('another theme, 3D, order or opacity fetches no tile again; another version does', async () => {
    await openMap();
    await hear('counts');
    const before = requests.filter((url) => url.includes('/api/tiles/')).length;
    await page.evaluate((given) => {
      window.stage.setTheme('dark');
      window.stage.set3d(true);
      window.stage.setLayers([...given].reverse().map((one) => ({ ...one, opacity: 0.5 })));
      window.stage.set3d(false);
    }, layers);
    await page.waitForTimeout(1500);
    expect(requests.filter((url) => url.includes('/api/tiles/')).length - before).toBe(0);
    await page.evaluate((given) => window.stage.setLayers(given.map((one) => ({ ...one, layer: { ...one.layer, tiles: one.layer.tiles.replace('v=1', 'v=2') } }))), layers);
    await page.waitForTimeout(1500);
    expect(requests.some((url) => url.endsWith('?v=2'))).toBe(true);
  });

  test('says when the session has ended, once, and when all is well again', async () => {
    await openMap();
    await hear('counts');
    tileStatus = 401;
    await page.evaluate(([lng, lat]) => window.stage.jumpTo({ center: [lng + 0.05, lat] }), center);
    expect(await hear('trouble')).toMatchObject({ status: 401 });
    tileStatus = 200;
    await page.evaluate(([lng, lat]) => window.stage.jumpTo({ center: [lng + 0.1, lat] }), center);
    await hear('trouble', (trouble) => trouble === null);
  });

  test('results of a search are drawn and answer a click; the map outlives a lost context', async () => {
    await openMap();
    await hear('counts');
    const item = { id: 99, code: '9901010600000000099', kind: 'place', name: '结果', position: [center[0] + 0.0008, center[1]] as [number, number] };
    await page.evaluate((one) => window.stage.setItems([one]), item);
    const lost = page.evaluate(() => new Promise((resolve) => document.querySelector('canvas')?.addEventListener('webglcontextrestored', resolve, { once: true })));
    await page.evaluate(() => {
      const extension = document.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
      extension?.loseContext();
      setTimeout(() => extension?.restoreContext(), 200);
    });
    await lost;
    await page.waitForTimeout(1500);
    await page.mouse.click(320, 240);
    expect((await hear('click', ({ features }) => features.length > 0)).features[0]?.id).toBe(7);
    const x = 320 + (0.0008 / 360) * 512 * 2 ** 16.3;
    await page.mouse.click(x, 240);
    expect((await hear('click', ({ features }) => features[0]?.id === 99)).features[0]).toMatchObject({ layerId: 'places', code: item.code });
    expect(await page.evaluate(async () => (await window.stage.snapshot()).size)).toBeGreaterThan(1000);
  });

  test('a browser without WebGL gets an error of its own kind', async () => {
    const kind = await page.evaluate((given) => {
      HTMLCanvasElement.prototype.getContext = () => null;
      try {
        new window.mapCode.MapStage(document.getElementById('map') as HTMLElement, given);
        return 'drawn';
      } catch (error) {
        return error instanceof window.mapCode.WebGlUnavailableError ? 'no WebGL' : String(error);
      }
    }, options);
    expect(kind).toBe('no WebGL');
  });
});
