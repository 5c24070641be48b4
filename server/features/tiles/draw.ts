import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync, type ZlibOptions } from 'node:zlib';
import type { Tile } from './cache.ts';
import { planLess, type TilePlan } from './plan.ts';

const compress = promisify(gzip);
/** Of a tile's cost a seventh at most: level 6 takes twice as long for 3 % fewer bytes. */
const gzipLevel = 4;
/** Up to this size compressing takes less than handing the bytes to another thread and back. */
const smallBytes = 32_768;
/** No tile is larger, compressed; the statements' own bounds make that rare. */
const largestTileBytes = 500_000;

/** Draws a tile and makes it ready to be sent, with less in it as long as it is larger than a tile may be. */
export async function drawWithin(draw: (plan: TilePlan) => Promise<Buffer>, plan: TilePlan): Promise<Tile> {
  const tile = await finish(await draw(plan));
  const size = tile.gzip?.byteLength ?? 0;
  if (size <= largestTileBytes) return tile;
  // A tenth less than what fits if all features were alike: one more drawing costs more than a few features.
  const less = planLess(plan, (0.9 * largestTileBytes) / size);
  if (!less) throw new Error(`a tile without features has ${size} bytes`);
  return drawWithin(draw, less);
}

async function finish(bytes: Buffer): Promise<Tile> {
  if (bytes.length === 0) return { gzip: null, etag: '"empty"' };
  const etag = `"${hash('sha1', bytes, 'base64url')}"`;
  return { gzip: bytes.length <= smallBytes ? gzipSync(bytes, fittingOptions(bytes.length)) : await compress(bytes, { level: gzipLevel }), etag };
}

/**
 * Buffers of the tile's own size: zlib's usual 280 kB cost more than compressing a tile of some kilobytes. A window that
 * holds the whole tile finds the same repetitions, so that the bytes are the same.
 */
function fittingOptions(byteLength: number): ZlibOptions {
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(byteLength + 1))));
  return { level: gzipLevel, windowBits, memLevel: Math.min(8, windowBits - 6), chunkSize: Math.max(64, byteLength) };
}
