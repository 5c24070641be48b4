import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync, type ZlibOptions } from 'node:zlib';
import type { Tile } from './cache.ts';
import { planLess, type TilePlan } from './plan.ts';

const compress = promisify(gzip);
/** Of a tile's cost a seventh at most: level 6 takes twice as long for 3 % fewer bytes. */
const gzipLevel = 4;
/** A tile up to this size goes with its head into one packet either way: compressing it would only take time, more than all else that is done with it here. */
const onePacketBytes = 1_000;
/** Up to this size compressing takes less than handing the bytes to another thread and back. */
const smallBytes = 32_768;
/** No tile is larger, compressed; the statements' own bounds make that rare. */
const largestTileBytes = 500_000;

/** Draws a tile and makes it ready to be sent, with less in it as long as it is larger than a tile may be. */
export async function drawWithin(draw: (plan: TilePlan) => Promise<Buffer>, plan: TilePlan): Promise<Tile> {
  const tile = await finish(await draw(plan));
  const size = tile.bytes?.byteLength ?? 0;
  if (size <= largestTileBytes) return tile;
  // A tenth less than what fits if all features were alike: one more drawing costs more than a few features.
  const less = planLess(plan, (0.9 * largestTileBytes) / size);
  if (!less) throw new Error(`a tile without features has ${size} bytes`);
  return drawWithin(draw, less);
}

async function finish(bytes: Buffer): Promise<Tile> {
  if (bytes.length === 0) return { bytes: null, isPacked: false, etag: '"empty"' };
  const etag = `"${hash('sha1', bytes, 'base64url')}"`;
  if (bytes.length <= onePacketBytes) return { bytes: copyOf(bytes), isPacked: false, etag };
  return { bytes: bytes.length <= smallBytes ? gzipSync(bytes, fittingOptions(bytes.length)) : await compress(bytes, { level: gzipLevel }), isPacked: true, etag };
}

/** In memory of their own: what was drawn lies in a piece of the socket's, all of which would be kept with it. */
function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

/**
 * Buffers of the tile's own size: zlib's usual 280 kB cost more than compressing a tile of some kilobytes. A window that
 * holds the whole tile finds the same repetitions, so that the bytes are the same.
 */
function fittingOptions(byteLength: number): ZlibOptions {
  const windowBits = Math.min(15, Math.max(9, Math.ceil(Math.log2(byteLength + 1))));
  return { level: gzipLevel, windowBits, memLevel: Math.min(8, windowBits - 6), chunkSize: Math.max(64, byteLength) };
}
