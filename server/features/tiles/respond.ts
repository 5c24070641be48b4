import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Tile } from './cache.ts';
import { chooseEncoding, matchesEtag, takesPlain } from './encoding.ts';

const [compress, expand] = [promisify(gzip), promisify(gunzip)];

/** What a tile's headers say of it beside its bytes. */
export interface TileTerms {
  sensitivity: 'open' | 'internal' | 'restricted';
  /** The address carries the layer's newest version: these bytes are right under it for ever. */
  isCurrent: boolean;
  requestId: string;
}

/** Does the reader take a tile in whichever form it is kept? Browsers do. */
export function takesEither({ headers }: IncomingMessage): boolean {
  const accepted = headers['accept-encoding'];
  return chooseEncoding(accepted) === 'gzip' && takesPlain(accepted);
}

/** Writes a tile in the form that the reader takes. A strong ETag names bytes: in the form that is not kept it has another. */
export async function respond(request: IncomingMessage, response: ServerResponse, tile: Tile, terms: TileTerms): Promise<void> {
  const accepted = request.headers['accept-encoding'];
  const isTaken = chooseEncoding(accepted) === 'gzip' ? tile.isPacked || takesPlain(accepted) : !tile.isPacked;
  if (tile.bytes === null || isTaken) respondKept(request, response, tile, terms);
  else {
    const bytes = await (tile.isPacked ? expand(tile.bytes) : compress(tile.bytes));
    respondKept(request, response, { bytes, isPacked: !tile.isPacked, etag: tile.etag.replace(/"$/, '-i"') }, terms);
  }
}

/** Writes a tile as it is kept, at once. @returns the answer's status */
export function respondKept(request: IncomingMessage, response: ServerResponse, tile: Tile, terms: TileTerms): number {
  const headers = headersOf(terms);
  if (tile.bytes === null) {
    response.writeHead(204, headers).end();
    return 204;
  }
  headers.ETag = tile.etag;
  if (tile.isPacked) headers['Content-Encoding'] = 'gzip';
  return write(request, response, tile.bytes, headers);
}

type Headers = Record<string, string | number>;

function headersOf({ sensitivity, isCurrent, requestId }: TileTerms): Headers {
  return {
    'Cache-Control': cacheControl(sensitivity, isCurrent),
    // The same address answers another user of the same browser with other rows: the session is part of the key.
    Vary: sensitivity === 'open' ? 'Accept-Encoding' : 'Accept-Encoding, Cookie, Authorization',
    'X-Content-Type-Options': 'nosniff',
    'X-Request-Id': requestId,
  };
}

function cacheControl(sensitivity: TileTerms['sensitivity'], isCurrent: boolean): string {
  if (sensitivity === 'restricted') return 'private, no-store';
  return isCurrent ? 'private, max-age=31536000, immutable' : 'private, no-cache';
}

function write(request: IncomingMessage, response: ServerResponse, body: Buffer, headers: Headers): number {
  if (matchesEtag(request.headers['if-none-match'], String(headers.ETag))) {
    delete headers['Content-Encoding'];
    response.writeHead(304, headers).end();
    return 304;
  }
  headers['Content-Type'] = 'application/vnd.mapbox-vector-tile';
  headers['Content-Length'] = body.length;
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : body);
  return 200;
}
