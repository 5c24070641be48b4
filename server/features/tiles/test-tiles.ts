/** For the tests of tiles: an app on a small made-up ground, requests as they are written, and tiles decoded. */
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect } from 'vitest';
import { addUsers, openTestApp, type TestApp } from '../../test-town.ts';
import { layGround } from './test-ground.ts';

const users = [
  { username: 'street', role: 'street_officer', jurisdiction: '990101001' },
  { username: 'community', role: 'community_officer', jurisdiction: '990101001001' },
  { username: 'worker', role: 'grid_worker', jurisdiction: '990101001001001' },
  { username: 'elsewhere', role: 'community_officer', jurisdiction: '110101001001' },
  { username: 'volunteer', role: 'volunteer', jurisdiction: '990101' },
  { username: 'city', role: 'city_officer', jurisdiction: '9901' },
];

export interface TileApp {
  app: TestApp;
  get(path: string, ask?: Ask): Promise<Answer>;
  /** The decoded features of the tile that holds a position, under the layer's current version. */
  features(layer: string, z: number, ask?: Ask, position?: readonly [number, number]): Promise<Feature[]>;
  versionOf(layer: string): Promise<number>;
}

export async function openTileApp(name: string, env: Record<string, string> = {}): Promise<TileApp> {
  const app = await openTestApp(name, env);
  await layGround(app.sql);
  await addUsers(app, users);
  const cookies = new Map<string, string>();
  for (const { username } of users) cookies.set(username, await app.signIn(username));
  const port = Number(new URL(app.url).port);
  const get: TileApp['get'] = (path, { user = 'street', method = 'GET', headers = {} } = {}) =>
    send({ host: '127.0.0.1', port, path, method, headers: { 'accept-encoding': 'gzip', cookie: cookies.get(user) ?? '', ...headers } });
  const versionOf = async (layer: string) => Number((await app.sql('select version from tile_layer_versions where layer = $1', [layer]))[0]?.version);
  return {
    app,
    get,
    // With the version, as the map asks: without it a tile may be as old as the last notification.
    features: async (layer, z, ask = {}, [lng, lat] = middle) => decode(await get(`/api/tiles/${layer}/${tileAt(z, lng, lat)}.mvt?v=${await versionOf(layer)}`, ask), layer),
    versionOf,
  };
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}
export interface Ask {
  user?: string;
  method?: string;
  headers?: Record<string, string>;
}
/** A request as it is written: no client library tidies the path. */
function send(options: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    sent.on('error', reject);
    sent.end();
  });
}
/** Column and row of the tile that holds a position. */
export function tileAt(z: number, lng: number, lat: number): string {
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const radians = (lat * Math.PI) / 180;
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z);
  return `${z}/${x}/${y}`;
}
export const middle = [110.006, 30.0055] as const;

export interface Feature {
  id: number | undefined;
  properties: Record<string, string | number | boolean>;
  geometry: { x: number; y: number }[][];
}
export function decode(answer: Answer, layer: string): Feature[] {
  if (answer.status === 204) return [];
  expect(answer.status, answer.body.toString()).toBe(200);
  const bytes = answer.headers['content-encoding'] === 'gzip' ? gunzipSync(answer.body) : answer.body;
  const tile = new VectorTile(new PbfReader(bytes));
  expect(Object.keys(tile.layers)).toEqual([layer]);
  const found = tile.layers[layer];
  if (!found) return [];
  return Array.from({ length: found.length }, (_, i) => {
    const feature = found.feature(i);
    return { id: feature.id, properties: feature.properties, geometry: feature.loadGeometry() };
  });
}
