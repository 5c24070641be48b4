import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { drawWithin } from './draw.ts';
import type { TilePlan } from './plan.ts';

const plan: TilePlan = { statement: 'elements', values: ['place', 8_000], most: 8_000 };

test('a tile of any size comes out of its compressed form as it was drawn', async () => {
  for (const size of [1_001, 1_023, 1_024, 1_025, 4_095, 4_096, 4_097, 32_767, 32_768, 32_769, 200_000]) {
    // What repeats and what cannot be compressed: the second comes out longer than it went in.
    for (const bytes of [Buffer.alloc(size, 'grid'), randomBytes(size)]) {
      const tile = await drawWithin(async () => bytes, plan);
      expect(tile.isPacked).toBe(true);
      expect(gunzipSync(tile.bytes ?? '').equals(bytes), String(size)).toBe(true);
    }
  }
});

test('a tile that fits into one packet stays as it was drawn, in memory of its own', async () => {
  for (const size of [1, 255, 1_000]) {
    const socketMemory = randomBytes(size + 100);
    const drawn = Buffer.from(socketMemory.subarray(50, 50 + size));
    const tile = await drawWithin(async () => socketMemory.subarray(50, 50 + size), plan);
    socketMemory.fill(0);
    expect([tile.isPacked, tile.bytes?.equals(drawn), tile.bytes?.buffer.byteLength]).toEqual([false, true, size]);
  }
});

test('a tile without features has no bytes', async () => {
  expect(await drawWithin(async () => Buffer.alloc(0), plan)).toEqual({ bytes: null, isPacked: false, etag: '"empty"' });
});

test('a tile that is too large is drawn with fewer features until it is not', async () => {
  const asked: unknown[] = [];
  const draw = async ({ most }: TilePlan) => {
    asked.push(most);
    return randomBytes((most ?? 0) * 120);
  };
  const tile = await drawWithin(draw, plan);
  expect(asked).toEqual([8_000, 3_748]);
  expect(tile.bytes?.length).toBeLessThan(500_000);
});

test('where a single feature is larger than a tile may be, the tile comes out empty rather than too large', async () => {
  const bytes = randomBytes(600_000);
  const draw = async ({ most }: TilePlan) => (most === 0 ? Buffer.alloc(0) : bytes);
  expect(await drawWithin(draw, plan)).toEqual({ bytes: null, isPacked: false, etag: '"empty"' });
});
