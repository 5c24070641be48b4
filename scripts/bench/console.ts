/** First view of the console beside a bare MapLibre page with the same grid tiles, in the same browser on the same server. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { ensureDemoAccounts } from '../../server/features/identity/demo-accounts.ts';
import { startServer } from '../../server/main.ts';
import { readConfig } from '../../server/platform/config.ts';
import type { BenchResult } from '../bench.ts';
import { openBenchCity } from '../bench-city.ts';
import { launchBrowser } from '../browser.ts';
import { buildClient } from '../build-client.ts';
import { compressFolder } from '../compress-folder.ts';

const elements = 60_000;
const ROUNDS = 5;
const password = 'a city for measuring';
const mapLibre = fileURLToPath(new URL('../../node_modules/maplibre-gl/dist', import.meta.url));

interface FirstView {
  /** From the start of the navigation until the map is drawn. */
  milliseconds: number;
  /** Compressed bytes of JavaScript that had arrived by then. */
  scriptBytes: number;
}

/** Both pages in turn, each time in a new browser profile with nothing cached; the medians count. */
export async function run(): Promise<BenchResult[]> {
  await buildClient();
  const city = await openBenchCity(elements, (line) => console.log(`  ${line}`));
  const bareFolder = mkdtempSync(path.join(os.tmpdir(), 'getu-bare-'));
  const browser = await launchBrowser();
  try {
    await ensureDemoAccounts({ adminUrl: city.adminUrl, demoPassword: password });
    await writeBarePage(bareFolder);
    const dataDir = path.join(readConfig().dataDir, 'bench', `city-${elements}`);
    const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' }), port: 0 };
    const servers = [await startServer(config, city), await startServer({ ...config, clientDir: bareFolder }, city)];
    try {
      const [ours, bare] = servers;
      if (!ours || !bare) return [];
      // One visit each before measuring: both find their tiles in the server's cache.
      const link = await homeLink(browser, ours.url);
      await visit(browser, `${ours.url}${link}`, 'getu:map-drawn');
      await visit(browser, `${bare.url}${link}`, 'bare:map-drawn');
      const views: FirstView[] = [];
      const plain: FirstView[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        plain.push(await visit(browser, `${bare.url}${link}`, 'bare:map-drawn'));
        views.push(await visit(browser, `${ours.url}${link}`, 'getu:map-drawn'));
      }
      const [value, peer] = [median(views.map((view) => view.milliseconds)), median(plain.map((view) => view.milliseconds))];
      const kilobytes = Math.max(...views.map((view) => view.scriptBytes)) / 1000;
      return [
        { name: 'first view of the console, with its grids', value, unit: 'ms', compared: { name: 'bare MapLibre page with the same grid tiles', value: peer, ratio: value / peer }, target: { bound: 1.5, is: 'at most' } },
        { name: 'JavaScript before the first map', value: kilobytes, unit: 'kB', target: { bound: 600, is: 'at most' }, note: 'compressed, as it went over the wire' },
      ];
    } finally {
      for (const server of servers) await server.close();
    }
  } finally {
    await browser.close();
    await city.close();
    rmSync(bareFolder, { recursive: true, force: true });
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The same camera for both: the middle of the street's ground. */
async function homeLink(browser: Browser, url: string): Promise<string> {
  const context = await browser.newContext({ baseURL: url });
  const answer = await context.request.post('/api/session', { data: { username: 'street', password } });
  const { jurisdiction } = (await answer.json()) as { jurisdiction: { bbox: [number, number, number, number] } };
  const [west, south, east, north] = jurisdiction.bbox;
  await context.close();
  return `/?at=${((west + east) / 2).toFixed(6)},${((south + north) / 2).toFixed(6)},14`;
}

async function visit(browser: Browser, link: string, mark: string): Promise<FirstView> {
  const context = await browser.newContext({ baseURL: new URL(link).origin, viewport: { width: 1280, height: 800 } });
  try {
    await context.request.post('/api/session', { data: { username: 'street', password } });
    const page = await context.newPage();
    await page.goto(link);
    await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, mark, { timeout: 120_000 });
    return await page.evaluate((name) => {
      const milliseconds = performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN;
      const scripts = performance.getEntriesByType('resource').filter((entry) => entry instanceof PerformanceResourceTiming && /\.m?js$/.test(new URL(entry.name).pathname) && entry.responseEnd <= milliseconds);
      return { milliseconds, scriptBytes: scripts.reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0), 0) };
    }, mark);
  } finally {
    await context.close();
  }
}

/** MapLibre as it is published, one source, and the three style layers that give the same picture: ground, tint, border. */
async function writeBarePage(folder: string): Promise<void> {
  for (const file of ['maplibre-gl.js', 'maplibre-gl.css']) copyFileSync(path.join(mapLibre, file), path.join(folder, file));
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><link rel="stylesheet" href="/maplibre-gl.css"><style>html,body,#map{height:100%;margin:0}</style><div id="map"></div><script src="/maplibre-gl.js"></script><script src="/bare.js"></script>');
  writeFileSync(
    path.join(folder, 'bare.js'),
    `(async () => {
      const [lng, lat, zoom] = new URLSearchParams(location.search).get('at').split(',').map(Number);
      const layers = await (await fetch('/api/layers')).json();
      const grids = layers.find((layer) => layer.id === 'grids');
      const map = new maplibregl.Map({
        container: 'map', center: [lng, lat], zoom, attributionControl: false,
        style: { version: 8, sources: { grids: { type: 'vector', tiles: [location.origin + grids.tiles.replace(location.origin, '')], minzoom: grids.minzoom, maxzoom: grids.maxzoom } },
          layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#f2efe9' } },
            { id: 'tint', type: 'fill', source: 'grids', 'source-layer': 'grids', paint: { 'fill-antialias': false, 'fill-color': '#b5179e', 'fill-opacity': 0.05 } },
            { id: 'grids', type: 'line', source: 'grids', 'source-layer': 'grids', paint: { 'line-color': '#b5179e', 'line-width': 1.5 } }] },
      });
      const drawn = () => {
        if (!map.loaded()) return;
        map.off('render', drawn);
        performance.mark('bare:map-drawn');
      };
      map.on('render', drawn);
    })();`,
  );
  await compressFolder(folder);
}
