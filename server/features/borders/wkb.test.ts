import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPolygon, readShape, writeShape } from './wkb.ts';

const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }));
const rings = fc.array(fc.array(position, { maxLength: 20 }), { maxLength: 4 });

test('every bit of every coordinate comes back', () => {
  fc.assert(fc.property(rings, (coordinates) => void expect(readPolygon(writeShape({ type: 'Polygon', coordinates }))).toEqual(coordinates)));
  fc.assert(fc.property(fc.array(rings, { maxLength: 3 }), (coordinates) => void expect(readShape(writeShape({ type: 'MultiPolygon', coordinates }))).toEqual({ type: 'MultiPolygon', coordinates })));
});

test('bytes of a machine that writes the large end first are read as well', () => {
  // POLYGON((1 2, 3 2, 3 4, 1 2)) as st_asbinary(…, 'XDR') writes it.
  const bytes = Buffer.from('000000000300000001000000043ff0000000000000400000000000000040080000000000004000000000000000400800000000000040100000000000003ff00000000000004000000000000000', 'hex');
  expect(readPolygon(bytes)).toEqual([[[1, 2], [3, 2], [3, 4], [1, 2]]]);
});

test('a shape of several parts is no grid', () => {
  expect(() => readPolygon(writeShape({ type: 'MultiPolygon', coordinates: [] }))).toThrow('one part');
});
