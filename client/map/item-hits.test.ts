import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ItemHits, mercator } from './item-hits.ts';
import type { MapItem } from './types.ts';

const item = (id: number, lng: number, lat: number): MapItem => ({ id, code: String(id), kind: 'place', name: '', position: [lng, lat] });

test('the nearest item within reach is found', () => {
  const hits = new ItemHits([item(1, 116, 36), item(2, 116.0001, 36), item(3, 117, 36)]);
  expect(hits.nearest([116.00008, 36], 10, 512 * 2 ** 16)?.id).toBe(2);
});

test('farther than the reach is nothing', () => {
  expect(new ItemHits([item(1, 116, 36)]).nearest([116.01, 36], 10, 512 * 2 ** 16)).toBeNull();
  expect(new ItemHits([]).nearest([0, 0], 10, 512)).toBeNull();
});

test('Web Mercator puts the world into the unit square, east to the right and north up', () => {
  fc.assert(
    fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }), (lng, lat) => {
      const [x, y] = mercator([lng, lat]);
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      // Nearer to the equator than a hair is wide, rounding decides.
      if (Math.abs(lat) > 1e-9) expect(y < 0.5).toBe(lat > 0);
    }),
  );
});
