import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAreaFile } from './area-file.ts';

const square = [[[116, 36], [116.1, 36], [116.1, 36.1], [116, 36.1], [116, 36]]];
const feature = (geometry: object | null) => ({ type: 'Feature', properties: { name: 'x' }, geometry });
const read = (value: unknown) => readAreaFile(JSON.stringify(value));
const why = (value: unknown) => {
  const file = typeof value === 'string' ? readAreaFile(value) : read(value);
  return 'fault' in file ? file.fault : file;
};

describe('an area out of a file', () => {
  it('is the same from a geometry, a feature and a collection', () => {
    const geometry = { type: 'Polygon', coordinates: square };
    const expected = { pieces: [{ from: 'drawn', geometry }], hasPoints: false };
    for (const value of [geometry, feature(geometry), { type: 'FeatureCollection', features: [feature(geometry), feature(null)] }, { type: 'GeometryCollection', geometries: [geometry] }]) expect(read(value)).toEqual(expected);
  });
  it('is all surfaces as one piece and each line as its ground', () => {
    const file = read({
      type: 'FeatureCollection',
      features: [feature({ type: 'Polygon', coordinates: square }), feature({ type: 'MultiPolygon', coordinates: [square, square] }), feature({ type: 'MultiLineString', coordinates: [[[116, 36], [117, 36]], [[116, 37], [117, 37]]] })],
    });
    expect(file).toMatchObject({ pieces: [{ from: 'drawn', geometry: { type: 'MultiPolygon', coordinates: { length: 3 } } }, { from: 'line', meters: 50 }, { from: 'line', meters: 50 }] });
  });
  it('closes open rings, drops heights and a byte order mark', () => {
    const open = { type: 'Polygon', coordinates: [[[116, 36, 5], [116.1, 36, 5], [116.1, 36.1, 5]]] };
    expect(readAreaFile(`\uFEFF${JSON.stringify(open)}`)).toMatchObject({ pieces: [{ geometry: { coordinates: [[[116, 36], [116.1, 36], [116.1, 36.1], [116, 36]]] } }] });
  });
  it('says that points were left out, and takes WGS 84 by any of its names', () => {
    const point = feature({ type: 'Point', coordinates: [116, 36] });
    expect(read({ type: 'FeatureCollection', features: [point, feature({ type: 'Polygon', coordinates: square })] })).toMatchObject({ hasPoints: true });
    for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'urn:ogc:def:crs:EPSG::4326', 'EPSG:4326']) expect(read({ type: 'Polygon', coordinates: square, crs: { type: 'name', properties: { name } } })).toHaveProperty('pieces');
  });
});

describe('a file that is no area', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => [116 + Math.cos(n) / 10, 36 + Math.sin(n) / 10]);
  it.each([
    ['is no JSON', 'PK\u0003\u0004', { why: 'not-json' }],
    ['is empty', '', { why: 'not-json' }],
    ['is some other JSON', { name: 'x' }, { why: 'not-geojson' }],
    ['is a list', [1, 2], { why: 'not-geojson' }],
    ['holds points alone', { type: 'Point', coordinates: [116, 36] }, { why: 'no-surface' }],
    ['holds nothing', { type: 'FeatureCollection', features: [] }, { why: 'no-surface' }],
    ['is projected', { type: 'Polygon', coordinates: [[[500000, 4000000], [500100, 4000000], [500100, 4000100], [500000, 4000000]]] }, { why: 'outside' }],
    ['names another system', { type: 'Polygon', coordinates: square, crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4547' } } }, { why: 'other-crs' }],
    ['has its axes swapped', { type: 'Polygon', coordinates: [square[0]?.map(([lng, lat]) => [lat, lng])] }, { why: 'swapped' }],
    ['has words for numbers', { type: 'Polygon', coordinates: [[['116', '36'], ['117', '36'], ['117', '37'], ['116', '36']]] }, { why: 'not-numbers' }],
    ['has a ring of two points', { type: 'Polygon', coordinates: [[[116, 36], [117, 36], [116, 36]]] }, { why: 'not-numbers' }],
    ['has too many vertices', { type: 'Polygon', coordinates: [many(10_001)] }, { why: 'too-many-vertices', count: 10_002, most: 10_000 }],
    ['has too long a line', { type: 'LineString', coordinates: many(2_001) }, { why: 'too-many-vertices', count: 2_001, most: 2_000 }],
    ['has too many lines', { type: 'MultiLineString', coordinates: Array(21).fill([[116, 36], [117, 36]]) }, { why: 'too-many-lines', count: 21, most: 20 }],
  ])('that %s says so', (_name, value, expected) => expect(why(value)).toEqual(expected));
  it('never makes the reader fail, whatever it holds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void readAreaFile(text)));
    fc.assert(fc.property(fc.constantFrom('Polygon', 'MultiPolygon', 'LineString', 'MultiLineString', 'FeatureCollection'), fc.jsonValue(), (type, coordinates) => void read({ type, coordinates, features: coordinates })));
  });
});
