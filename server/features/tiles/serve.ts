import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip, gzipSync } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';
import { writeAudit } from '../../platform/audit.ts';
import type { Config } from '../../platform/config.ts';
import { listen } from '../../platform/listen.ts';
import { ProblemError } from '../../platform/problem.ts';
import { openReaders } from '../../platform/readers.ts';
import { type Platform, requireSession } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { readTilePath, readVersion, type TileAddress } from './address.ts';
import { type Tile, TileCache } from './cache.ts';
import { chooseEncoding, matchesEtag } from './encoding.ts';
import { type Layer, planLess, planTile, type TilePlan } from './plan.ts';
import { anyone, drawTile, readChanges, readLayers } from './queries.ts';
import { LayerVersions } from './versions.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);
/** Of a tile's cost a seventh at most: level 6 takes twice as long for 3 % fewer bytes. */
const gzipLevel = 4;
/** Up to this size compressing takes less than handing the bytes to another thread and back. */
const smallBytes = 32_768;
/** No tile is larger, compressed; the statements' own bounds make that rare. */
const largestTileBytes = 500_000;
const oneMinuteMs = 60_000;

/** What an endpoint of tiles needs to know of a request that is on its way. */
interface TileRequest {
  session: Session;
  layer: Layer;
  address: TileAddress;
  version: number | null;
}

export interface TileServer {
  /** Middleware that answers `GET` and `HEAD /api/tiles/{layer}/{z}/{x}/{y}.mvt`. */
  serve(request: Request, response: Response, next: NextFunction): void;
  /** Answers at once what needs neither waiting nor the database: an open layer's tile that is kept, for a session that is known. False leaves the request to `serve`. */
  answerHit(request: IncomingMessage, response: ServerResponse): boolean;
}

const route = '/api/tiles/:layer/:z/:x/:y.mvt';

export function serveTiles(config: Config, platform: Platform): TileServer {
  const { database, log } = platform;
  const readers = openReaders(database);
  const cache = new TileCache(config.tileCacheBytes);
  let layers = new Map<string, Layer>();
  const versions = new LayerVersions(
    (known) => readChanges(database, known),
    (changes) => cache.drop(changes, (layer) => layers.get(layer)?.countsBelowZoom ?? 0),
    log,
  );
  const listener = listen(database, log, 'tile_changes', { onConnected: () => versions.hint(), onMessage: () => versions.hint() });
  const audited = new Map<string, number>();

  async function findLayer(id: string): Promise<Layer | undefined> {
    if (layers.size === 0) layers = new Map((await readLayers(database)).map((layer) => [layer.id, layer]));
    return layers.get(id);
  }

  async function read(request: Request, path: string): Promise<TileRequest> {
    const session = await requireSession(platform, request, 'session');
    const asked = readTilePath(path);
    const layer = asked ? await findLayer(asked.layer) : undefined;
    if (!asked || !layer || !maySee(session, layer)) throw new ProblemError('no-such-tile', 'There is no such layer. /api/layers lists those that you may see.');
    const { address } = asked;
    if (!address || address.z < layer.minzoom || address.z > layer.maxzoom) {
      throw new ProblemError('no-such-tile', `Layer "${layer.id}" has tiles of zooms ${layer.minzoom} to ${layer.maxzoom}, columns and rows from 0 to 2^zoom - 1.`);
    }
    return { session, layer, address, version: readVersion(request.url.split('?')[1] ?? '') };
  }

  async function find({ session, layer, address, version }: TileRequest, response: Response): Promise<Tile> {
    if (listener.isConnected) await versions.ensure(layer.id, version ?? 0);
    else await versions.look(); // deaf to notifications: ask, so that a request without a version is not answered from the past
    const viewer = layer.sensitivity === 'open' ? anyone : { roles: [...session.roles].sort(), jurisdiction: session.jurisdiction };
    const scope = layer.sensitivity === 'open' ? '' : `${viewer.jurisdiction}|${viewer.roles.join(',')}`;
    return cache.getOrDraw(address, scope, async () => {
      const plan = planTile(layer, address, session.rights.includes('people.points'));
      const cost = { milliseconds: 0, rows: 0 };
      response.locals.cost = cost;
      return drawWithin((some) => drawTile(readers, viewer, some, address, cost), plan);
    });
  }

  /** Who looked at restricted rows is in the audit log: once per user, layer and minute, before the bytes leave. */
  async function audit({ session, layer, address }: TileRequest, requestId: string): Promise<void> {
    if (layer.sensitivity !== 'restricted') return;
    const key = `${session.userId}/${layer.id}`;
    const now = Date.now();
    if ((audited.get(key) ?? 0) > now - oneMinuteMs) return;
    if (audited.size > 10_000) audited.clear();
    const context = { userId: session.userId, roles: session.roles, jurisdiction: session.jurisdiction, requestId };
    await database.withRequest(context, (db) => writeAudit(db, { userId: session.userId, action: 'tiles.read', object: layer.id, detail: { zoom: address.z }, requestId }));
    audited.set(key, now);
  }

  async function answer(request: Request, response: Response, path: string): Promise<void> {
    response.locals.route = route;
    const asked = await read(request, path);
    response.locals.userId = asked.session.userId;
    const tile = await find(asked, response);
    await audit(asked, String(response.locals.requestId ?? ''));
    // Still the newest after drawing, so no change came meanwhile: a browser may keep the tile under this version for ever.
    const isCurrent = asked.version === versions.current(asked.layer.id);
    await send(request, response, tile, cacheControl(asked.layer, isCurrent), asked.layer.sensitivity === 'open');
  }

  function answerHit(request: IncomingMessage, response: ServerResponse): boolean {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const address = request.method === 'GET' && chooseEncoding(request.headers['accept-encoding']) === 'gzip' ? readTilePath(path)?.address : null;
    const layer = address ? layers.get(address.layer) : undefined;
    const tile = address && layer?.sensitivity === 'open' ? cache.get(address, '') : undefined;
    if (!layer || !tile) return false;
    const version = readVersion(query);
    const current = versions.current(layer.id);
    // A newer version than this node knows, or none while it hears of no changes: the database has to be asked.
    if (version === null ? !listener.isConnected : version > current) return false;
    const session = platform.peekSession(request);
    if (!session) return false;
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    const status = respond(request, response, tile, tile.gzip, cacheControl(layer, version === current), true);
    log.info({ requestId, method: request.method, route, status, ms: 0, databaseMs: 0, rows: 0, userId: session.userId });
    return true;
  }

  function serve(request: Request, response: Response, next: NextFunction): void {
    const path = request.url.split('?', 1)[0] ?? '';
    if (readTilePath(path) === null) {
      next();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.set('Allow', 'GET, HEAD');
      next(new ProblemError('method-not-allowed', 'Tiles can only be read.'));
      return;
    }
    answer(request, response, path).catch(next);
  }
  return { serve, answerHit };
}

/** A layer that holds nothing for a reader's rights does not exist for them. */
function maySee(session: Session, layer: Layer): boolean {
  return layer.sensitivity === 'open' || session.rights.includes(`elements.${layer.sensitivity}`);
}

/** Draws a tile, with fewer features as long as it is larger than a tile may be. */
async function drawWithin(draw: (plan: TilePlan) => Promise<Buffer>, plan: TilePlan): Promise<Tile> {
  const tile = await finish(await draw(plan));
  const less = (tile.gzip?.byteLength ?? 0) > largestTileBytes ? planLess(plan) : null;
  return less ? drawWithin(draw, less) : tile;
}

async function finish(bytes: Buffer): Promise<Tile> {
  if (bytes.length === 0) return { gzip: null, etag: '"empty"' };
  const etag = `"${createHash('sha1').update(bytes).digest('base64url')}"`;
  return { gzip: bytes.length <= smallBytes ? gzipSync(bytes, { level: gzipLevel }) : await compress(bytes, { level: gzipLevel }), etag };
}

function cacheControl(layer: Layer, isCurrent: boolean): string {
  if (layer.sensitivity === 'restricted') return 'private, no-store';
  return isCurrent ? 'private, max-age=31536000, immutable' : 'private, no-cache';
}

async function send(request: Request, response: Response, tile: Tile, keep: string, isOpen: boolean): Promise<void> {
  const isPlain = chooseEncoding(request.headers['accept-encoding']) === 'identity';
  respond(request, response, tile, isPlain && tile.gzip ? await expand(tile.gzip) : tile.gzip, keep, isOpen);
}

/** Writes the answer and says its status; `body` is the tile's own bytes, or those expanded for a reader without gzip. */
function respond(request: IncomingMessage, response: ServerResponse, tile: Tile, body: Buffer | null, keep: string, isOpen: boolean): number {
  // The same address answers another user of the same browser with other rows: the session is part of the key.
  const headers: Record<string, string | number> = { 'Cache-Control': keep, Vary: isOpen ? 'Accept-Encoding' : 'Accept-Encoding, Cookie, Authorization', 'X-Content-Type-Options': 'nosniff' };
  if (body === null) {
    response.writeHead(204, headers).end();
    return 204;
  }
  const isPacked = body === tile.gzip;
  const etag = isPacked ? tile.etag : tile.etag.replace(/"$/, '-i"');
  headers.ETag = etag;
  if (matchesEtag(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return 304;
  }
  if (isPacked) headers['Content-Encoding'] = 'gzip';
  headers['Content-Type'] = 'application/vnd.mapbox-vector-tile';
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
  return 200;
}
