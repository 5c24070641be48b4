import { describe, expect, test } from 'vitest';
import { NotPlain, RowEncoder } from './encode-rows.ts';

const feature = (properties: unknown, geometry: unknown, more: object = {}) => JSON.stringify({ type: 'Feature', ...more, properties, geometry });
const point = { type: 'Point', coordinates: [120.5, 30.25] };

/** The fields of one row: its number, its properties, its shape in hexadecimal or null. */
function encode(text: string): { row: number; properties: unknown; shape: string | null } {
  const rows = new RowEncoder();
  rows.add(7, text);
  const bytes = rows.take();
  const json = bytes.readInt32BE(14);
  const shape = bytes.readInt32BE(18 + json);
  return { row: Number(bytes.readBigInt64BE(6)), properties: JSON.parse(bytes.toString('utf8', 19, 18 + json)), shape: shape < 0 ? null : bytes.toString('hex', 22 + json, 22 + json + shape) };
}

describe('a feature as a row of binary COPY', () => {
  test('has its number, its properties and its shape in little-endian WKB', () => {
    expect(encode(feature({ name: '格图 😀', height: 12.5 }, point))).toEqual({ row: 7, properties: { name: '格图 😀', height: 12.5 }, shape: '01010000000000000000205e400000000000403e40' });
  });

  test('keeps no nulls, on no level, and no heights', () => {
    const given = encode(feature({ a: null, b: { c: null, d: [1, null] } }, { type: 'Point', coordinates: [120.5, 30.25, 99] }));
    expect(given).toEqual({ row: 7, properties: { b: { d: [1, null] } }, shape: '01010000000000000000205e400000000000403e40' });
  });

  test('may have no shape and no properties', () => {
    expect(encode(feature(null, null))).toEqual({ row: 7, properties: {}, shape: null });
  });

  test('takes the feature\'s id where the properties have none', () => {
    expect(encode(feature({ name: 'a' }, null, { id: 'way/1' })).properties).toEqual({ id: 'way/1', name: 'a' });
    expect(encode(feature({ id: 5 }, null, { id: 'way/1' })).properties).toEqual({ id: 5 });
  });

  test('of many parts counts and heads each', () => {
    const ring = [[0, 0], [1, 0], [1, 1], [0, 0]];
    const { shape } = encode(feature({}, { type: 'MultiPolygon', coordinates: [[ring], [ring, ring]] }));
    expect(shape?.slice(0, 18)).toBe('010600000002000000');
    expect(shape?.length).toBe((9 + (9 + 4 + 64) + (9 + 2 * (4 + 64))) * 2);
  });

  test('may be longer than the room that is there', () => {
    const line = Array.from({ length: 200_000 }, (_, n) => [n / 1e5, 1]);
    expect(encode(feature({ name: 'x'.repeat(1000) }, { type: 'LineString', coordinates: line })).shape?.length).toBe((9 + 200_000 * 16) * 2);
  });
});

const odd: { what: string; text: string }[] = [
  { what: 'a line that is not JSON', text: '{"type": "Feat' },
  { what: 'a bare shape', text: JSON.stringify(point) },
  { what: 'a feature that states a coordinate system', text: feature({}, point, { crs: {} }) },
  { what: 'an open ring', text: feature({}, { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1]]] }) },
  { what: 'a shape without points', text: feature({}, { type: 'LineString', coordinates: [] }) },
  { what: 'a collection of shapes', text: feature({}, { type: 'GeometryCollection', geometries: [point] }) },
  { what: 'a coordinate that is no number', text: feature({}, { type: 'Point', coordinates: ['120', 30] }) },
  { what: 'a number that loses digits', text: '{"type":"Feature","properties":{"code":1234567890123456789},"geometry":null}' },
  { what: 'a number that is endless', text: '{"type":"Feature","properties":{"list":[1e999]},"geometry":null}' },
  { what: 'the character 0', text: feature({ name: 'a\u0000b' }, null) },
  { what: 'half a surrogate pair', text: feature({ name: 'a\ud83d' }, null) },
];
test.each(odd)('$what is left to GDAL, and nothing of the row stays', ({ text }) => {
  const rows = new RowEncoder();
  expect(() => rows.add(1, text)).toThrow(NotPlain);
  expect(rows.length).toBe(0);
});
