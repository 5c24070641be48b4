import { expect, test } from 'vitest';
import type { TileAddress } from './address.ts';
import { type Tile, TileCache } from './cache.ts';

const address: TileAddress = { layer: 'places', z: 14, x: 8192, y: 8191 };
const far: TileAddress = { ...address, x: 9000 };
const tileOf = (text: string): Tile => ({ bytes: Buffer.from(text), isPacked: true, etag: `"${text}"` });
const here = { layer: 'places', box: [10, 10, 20, 20] as [number, number, number, number], countsBox: undefined };
const noCounts = () => 0;

test('a tile that is asked for many times at once is drawn once', async () => {
  const cache = new TileCache(1e6);
  let drawn = 0;
  const draw = async () => {
    drawn += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return tileOf('a');
  };
  await Promise.all(Array.from({ length: 50 }, () => cache.getOrDraw(address, '', draw)));
  await cache.getOrDraw(address, '', draw);
  expect(drawn).toBe(1);
});

test('readers with other rights never get each other’s tile', async () => {
  const cache = new TileCache(1e6);
  expect((await cache.getOrDraw(address, 'east', async () => tileOf('east'))).etag).toBe('"east"');
  expect((await cache.getOrDraw(address, 'west', async () => tileOf('west'))).etag).toBe('"west"');
});

test('a change drops the tiles that it touches and no other', async () => {
  const cache = new TileCache(1e6);
  for (const one of [address, far, { ...address, layer: 'roads' }]) await cache.getOrDraw(one, '', async () => tileOf('a'));
  cache.drop([here], noCounts);
  expect([cache.get(address, ''), cache.get(far, '')?.etag, cache.get({ ...address, layer: 'roads' }, '')?.etag]).toEqual([undefined, '"a"', '"a"']);
});

test('a tile that was being drawn when a change came is not kept, and the next request draws anew', async () => {
  const cache = new TileCache(1e6);
  let finish: (tile: Tile) => void = () => {};
  const old = cache.getOrDraw(address, '', () => new Promise((resolve) => (finish = resolve)));
  cache.drop([here], noCounts);
  const next = await cache.getOrDraw(address, '', async () => tileOf('new'));
  finish(tileOf('old'));
  expect((await old).etag).toBe('"old"');
  expect([next.etag, cache.get(address, '')?.etag]).toEqual(['"new"', '"new"']);
});

test('where counts are drawn their own box decides', async () => {
  const cache = new TileCache(1e6);
  await cache.getOrDraw(address, '', async () => tileOf('a'));
  cache.drop([here], () => 15);
  expect(cache.get(address, '')).toBeDefined();
  cache.drop([{ ...here, countsBox: null }], () => 15);
  expect(cache.get(address, '')).toBeUndefined();
});

test('a drawing that fails is tried again', async () => {
  const cache = new TileCache(1e6);
  await expect(cache.getOrDraw(address, '', async () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect((await cache.getOrDraw(address, '', async () => tileOf('a'))).etag).toBe('"a"');
});

test('the cache stays within its bytes, and with none it keeps nothing', async () => {
  const cache = new TileCache(20_000);
  for (let x = 0; x < 100; x += 1) await cache.getOrDraw({ ...address, x }, '', async () => tileOf('x'.repeat(1000)));
  expect(cache.bytes).toBeLessThanOrEqual(20_000);
  expect(cache.get({ ...address, x: 99 }, '')).toBeDefined();
  const none = new TileCache(0);
  await none.getOrDraw(address, '', async () => tileOf('a'));
  expect(none.get(address, '')).toBeUndefined();
});
