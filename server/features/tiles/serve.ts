import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NextFunction, Request, Response } from 'express';
import { writeAudit } from '../../platform/audit.ts';
import type { Config } from '../../platform/config.ts';
import type { RequestDatabase } from '../../platform/database.ts';
import { listen } from '../../platform/listen.ts';
import { ProblemError } from '../../platform/problem.ts';
import { openReaders } from '../../platform/readers.ts';
import { logAnswer, type Platform, requireSession } from '../../platform/route.ts';
import type { Session } from '../../platform/session.ts';
import { readTilePath, readVersion, type TileAddress } from './address.ts';
import { type Tile, TileCache } from './cache.ts';
import { drawWithin } from './draw.ts';
import { type Layer, planTile } from './plan.ts';
import { anyone, drawTile, readChanges, readLayers } from './queries.ts';
import { respond, respondKept, takesEither, type TileTerms } from './respond.ts';
import { LayerVersions } from './versions.ts';

const oneMinuteMs = 60_000;

/** A request for a tile that exists, from somebody who may see it. */
interface TileRequest {
  session: Session;
  layer: Layer;
  address: TileAddress;
  version: number | null;
}
type Cost = RequestDatabase['cost'];

export interface TileServer {
  /**
   * Answers a tile without Express, whose share would be half of a hit and a third of a small drawing: whatever this node
   * knows enough about to draw. Any other request, and a drawing that failed, goes to `pass`, which leads to `serve`.
   */
  answer(request: IncomingMessage, response: ServerResponse, pass: () => void): void;
  /** Middleware that answers `GET` and `HEAD /api/tiles/{layer}/{z}/{x}/{y}.mvt`, asking the database what this node does not know yet. */
  serve(request: Request, response: Response, next: NextFunction): void;
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
  const failures = new WeakMap<IncomingMessage, unknown>();

  function answer(request: IncomingMessage, response: ServerResponse, pass: () => void): void {
    const asked = readKnown(request);
    if (!asked) {
      pass();
      return;
    }
    const started = performance.now();
    const cost: Cost = { milliseconds: 0, rows: 0 };
    const kept = cache.get(asked.address, scopeOf(asked));
    const drawing = kept ? null : draw(asked, cost);
    // What can be made ready meanwhile is, while the database is at work.
    const requestId = randomUUID();
    const send = (tile: Tile) => {
      const status = respondKept(request, response, tile, termsOf(asked, requestId));
      logAnswer(log, { requestId, method: request.method, route, status, started, cost, userId: asked.session.userId });
    };
    if (kept) send(kept);
    drawing?.then(send).catch((error: unknown) => {
      failures.set(request, error);
      pass();
    });
  }

  /** The request, as far as everything about it is known here and now; null where somebody has to be asked, or it is refused. */
  function readKnown(request: IncomingMessage): TileRequest | null {
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    const address = request.method === 'GET' && takesEither(request) ? readTilePath(path)?.address : null;
    const layer = address ? layers.get(address.layer) : undefined;
    if (!address || !layer || !hasZoom(layer, address)) return null;
    const version = readVersion(query);
    // A newer version than this node knows, or none while it hears of no changes: the database has to be asked.
    if (versions.current(layer.id) < (version ?? 1) || (version === null && !listener.isConnected)) return null;
    const session = platform.peekSession(request);
    return session && maySee(session, layer) && !needsAudit(session, layer) ? { session, layer, address, version } : null;
  }

  function serve(request: Request, response: Response, next: NextFunction): void {
    if (failures.has(request)) {
      response.locals.route = route;
      next(failures.get(request));
      return;
    }
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
    answerAsking(request, response, path).catch(next);
  }

  async function answerAsking(request: Request, response: Response, path: string): Promise<void> {
    const requestId = String(response.locals.requestId ?? '');
    response.locals.route = route;
    const asked = await read(request, path);
    response.locals.userId = asked.session.userId;
    if (listener.isConnected) await versions.ensure(asked.layer.id, asked.version ?? 0);
    else await versions.look(); // deaf to notifications: ask, so that a request without a version is not answered from the past
    const cost: Cost = { milliseconds: 0, rows: 0 };
    response.locals.cost = cost;
    const tile = await draw(asked, cost);
    await audit(asked, requestId);
    await respond(request, response, tile, termsOf(asked, requestId));
  }

  async function read(request: Request, path: string): Promise<TileRequest> {
    const session = await requireSession(platform, request, 'session');
    const asked = readTilePath(path);
    const layer = asked ? await findLayer(asked.layer) : undefined;
    if (!asked || !layer || !maySee(session, layer)) throw new ProblemError('no-such-tile', 'There is no such layer. /api/layers lists those that you may see.');
    const { address } = asked;
    if (!address || !hasZoom(layer, address)) {
      throw new ProblemError('no-such-tile', `Layer "${layer.id}" has tiles of zooms ${layer.minzoom} to ${layer.maxzoom}, columns and rows from 0 to 2^zoom - 1.`);
    }
    return { session, layer, address, version: readVersion(request.url.split('?')[1] ?? '') };
  }

  async function findLayer(id: string): Promise<Layer | undefined> {
    if (layers.size === 0) layers = new Map((await readLayers(database)).map((layer) => [layer.id, layer]));
    return layers.get(id);
  }

  /** The tile from the cache, or drawn with the rights of those who share it. */
  function draw(asked: TileRequest, cost: Cost): Promise<Tile> {
    const { session, layer, address } = asked;
    const viewer = layer.sensitivity === 'open' ? anyone : { roles: [...session.roles].sort(), jurisdiction: session.jurisdiction };
    const plan = planTile(layer, address, session.rights.includes('people.points'));
    return cache.getOrDraw(address, scopeOf(asked), () => drawWithin((some) => drawTile(readers, viewer, some, address, cost), plan));
  }

  function termsOf({ layer, version }: TileRequest, requestId: string): TileTerms {
    // Still the newest after drawing, so no change came meanwhile: a browser may keep the tile under this version for ever.
    return { sensitivity: layer.sensitivity, isCurrent: version === versions.current(layer.id), requestId };
  }

  /** Who looked at restricted rows is in the audit log: once per user, layer and minute, before the bytes leave. */
  async function audit({ session, layer, address }: TileRequest, requestId: string): Promise<void> {
    if (!needsAudit(session, layer)) return;
    const now = Date.now();
    if (audited.size > 10_000) audited.clear();
    const context = { userId: session.userId, roles: session.roles, jurisdiction: session.jurisdiction, requestId };
    await database.withRequest(context, (db) => writeAudit(db, { userId: session.userId, action: 'tiles.read', object: layer.id, detail: { zoom: address.z }, requestId }));
    audited.set(`${session.userId}/${layer.id}`, now);
  }

  function needsAudit({ userId }: Session, layer: Layer): boolean {
    return layer.sensitivity === 'restricted' && (audited.get(`${userId}/${layer.id}`) ?? 0) <= Date.now() - oneMinuteMs;
  }
  return { answer, serve };
}

/** A layer that holds nothing for a reader's rights does not exist for them. */
function maySee(session: Session, layer: Layer): boolean {
  return layer.sensitivity === 'open' || session.rights.includes(`elements.${layer.sensitivity}`);
}

function hasZoom(layer: Layer, { z }: TileAddress): boolean {
  return z >= layer.minzoom && z <= layer.maxzoom;
}

/** Readers with the same roles and jurisdiction share a tile; of an open layer everybody does. */
function scopeOf({ session, layer }: TileRequest): string {
  return layer.sensitivity === 'open' ? '' : `${session.jurisdiction}|${[...session.roles].sort().join(',')}`;
}
