import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Heap } from './heap.ts';
import { buildNetwork, type LngLat, metersBetween, walkingMeters } from './walking.ts';

const degree = 111_195.1;
/** So many metres east and north of a place on the equator. */
const at = (east: number, north: number): LngLat => [east / degree, north / degree];
/** Three sides of a block of 300 by 400 m; the fourth is a wall. */
const block = buildNetwork([[at(0, 0), at(400, 0), at(400, 300)], [at(400, 300), at(0, 300)]]);

test('the way follows the streets, not the air', () => {
  const [meters] = walkingMeters(block, at(0, 0), [at(0, 300)]);
  expect(meters).toBeCloseTo(1100, 0);
  expect(metersBetween(at(0, 0), at(0, 300))).toBeCloseTo(300, 0);
});

test('a place beside the street walks to it first', () => {
  expect(walkingMeters(block, at(100, -20), [at(350, 10)])[0]).toBeCloseTo(20 + 250 + 10, 0);
});

test('two places on one piece of a street are joined along it, either way round', () => {
  expect(walkingMeters(block, at(300, 0), [at(100, 0), at(399, 0)]).map((meters) => Math.round(meters ?? 0))).toEqual([200, 99]);
});

test('without a street near by, or a way between, there is none', () => {
  expect(walkingMeters(block, at(0, 0), [at(0, 2000)])).toEqual([null]);
  expect(walkingMeters(buildNetwork([]), at(0, 0), [at(1, 1)])).toEqual([null]);
  const apart = buildNetwork([[at(0, 0), at(100, 0)], [at(1000, 0), at(1100, 0)]]);
  expect(walkingMeters(apart, at(0, 0), [at(1050, 0), at(100, 0)]).map((meters) => meters && Math.round(meters))).toEqual([null, 100]);
});

test('streets that cross without a common vertex are bridge and road below', () => {
  const bridge = buildNetwork([[at(-100, 0), at(100, 0)], [at(0, -100), at(0, 100)]]);
  expect(walkingMeters(bridge, at(-90, 0), [at(0, 90)])).toEqual([null]);
});

test('a way is never shorter than the air line between streets, and as long in both directions', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })).map(([x, y]) => at(x * 100, y * 100));
  fc.assert(
    fc.property(fc.array(fc.tuple(corner, corner), { minLength: 1, maxLength: 40 }), corner, corner, (streets, from, to) => {
      const network = buildNetwork(streets);
      const [there] = walkingMeters(network, from, [to]);
      const [back] = walkingMeters(network, to, [from]);
      if (there === null || back === null || there === undefined || back === undefined) expect(there).toBe(back);
      else expect(Math.abs(there - back)).toBeLessThan(0.01);
      if (there) expect(there).toBeGreaterThan(metersBetween(from, to) - 0.1);
    }),
  );
});

test('a heap gives back what was put in, nearest first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), (keys) => {
      const heap = new Heap();
      for (const [node, key] of keys.entries()) heap.push(node, key);
      const out = Array.from(keys, () => heap.pop()?.[1]);
      expect(out).toEqual([...keys].sort((a, b) => a - b));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
