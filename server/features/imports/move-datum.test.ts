import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveVertices, toWgs84 } from './move-datum.ts';

test('GCJ-02 of the Tiananmen lies half a kilometre from WGS 84, and places outside China stay', () => {
  const [lng, lat] = toWgs84('gcj02', 116.404, 39.915);
  expect(lng).toBeCloseTo(116.39776, 3);
  expect(lat).toBeCloseTo(39.9136, 3);
  expect(toWgs84('gcj02', 9.5, 47.1)).toEqual([9.5, 47.1]);
});

/** Little- or big-endian WKB of a polygon with one ring. */
function polygon(points: [number, number][], isLittle: boolean): Buffer {
  const wkb = Buffer.alloc(13 + points.length * 16);
  wkb.writeUInt8(isLittle ? 1 : 0, 0);
  const int = (value: number, at: number) => (isLittle ? wkb.writeUInt32LE(value, at) : wkb.writeUInt32BE(value, at));
  const double = (value: number, at: number) => (isLittle ? wkb.writeDoubleLE(value, at) : wkb.writeDoubleBE(value, at));
  int(3, 1);
  int(1, 5);
  int(points.length, 9);
  points.forEach(([x, y], n) => {
    double(x, 13 + n * 16);
    double(y, 21 + n * 16);
  });
  return wkb;
}

test('every vertex is moved and nothing else, whatever the byte order', () => {
  const point = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 20 }), fc.boolean(), (points, isLittle) => {
      const wkb = polygon(points, isLittle);
      moveVertices(wkb, (lng, lat) => [lng + 1, lat - 1]);
      expect(wkb).toEqual(polygon(points.map(([x, y]) => [x + 1, y - 1]), isLittle));
    }),
  );
});

test('a collection of a point and a line is walked through', () => {
  const point = Buffer.from('010100000000000000000000400000000000000840', 'hex');
  const line = Buffer.concat([Buffer.from('010200000001000000', 'hex'), point.subarray(5)]);
  const collection = Buffer.concat([Buffer.from('010700000002000000', 'hex'), point, line]);
  const seen: number[][] = [];
  moveVertices(collection, (lng, lat) => {
    seen.push([lng, lat]);
    return [lng, lat];
  });
  expect(seen).toEqual([[2, 3], [2, 3]]);
});
