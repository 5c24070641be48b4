import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellPixels, spotsOf } from './count-spots.ts';

const layers = (belows: number[]) => belows.map((below, n) => ({ id: `l${n}`, below }));

test('one layer stands on the spot at full size, two side by side', () => {
  expect(spotsOf('l0', layers([14]))).toEqual([{ fromZoom: 0, x: 0, y: 0, share: 1 }]);
  expect(layers([14, 14]).map(({ id }) => spotsOf(id, layers([14, 14]))[0]?.x)).toEqual([-15, 15]);
});

test('a layer that carries no counts any more leaves its place to the others', () => {
  expect(spotsOf('l1', layers([12, 14]))).toEqual([{ fromZoom: 0, x: 15, y: 0, share: 1 }, { fromZoom: 12, x: 0, y: 0, share: 1 }]);
});

test('circles of one spot never meet each other nor those of the next cell', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 9, max: 15 }), { minLength: 2, maxLength: 12 }), (belows) => {
    const counting = layers(belows);
    for (const zoom of [0, ...belows.map((below) => below - 1)]) {
      const spots = counting.filter(({ below }) => below > zoom).map(({ id }) => spotsOf(id, counting).findLast(({ fromZoom }) => fromZoom <= zoom));
      for (const [n, a] of spots.entries()) {
        if (!a) throw new Error('no spot');
        expect(Math.max(Math.abs(a.x), Math.abs(a.y)) + 15 * a.share).toBeLessThanOrEqual(cellPixels / 2 + 0.3);
        for (const b of spots.slice(n + 1)) if (b) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(30 * a.share - 0.4);
      }
    }
  }));
});
