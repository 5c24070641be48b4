import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metersPerPixel, scaleBar } from './scale.ts';

describe('the scale bar', () => {
  it('is a round length that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: -80, max: 80, noNaN: true }), fc.double({ min: 0, max: 22, noNaN: true }), (latitude, zoom) => {
        const { meters, pixels } = scaleBar(latitude, zoom, 100);
        expect(pixels).toBeLessThanOrEqual(100.001);
        expect(pixels).toBeGreaterThan(39);
        expect([1, 2, 5]).toContain(Number(meters.toExponential()[0]));
      }),
    );
  });
  it('agrees with the world’s circumference at zoom 0', () => expect(metersPerPixel(0, 0) * 512).toBeCloseTo(40_075_016.686, 3));
});
