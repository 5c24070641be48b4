import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTilePath, readVersion, touchesTile } from './address.ts';

test('a path of whole numbers inside the square of its zoom is a tile', () => {
  expect(readTilePath('/api/tiles/roads/0/0/0.mvt')).toEqual({ layer: 'roads', address: { layer: 'roads', z: 0, x: 0, y: 0 } });
  expect(readTilePath('/api/tiles/roads/16/65535/65535.mvt')?.address).toEqual({ layer: 'roads', z: 16, x: 65535, y: 65535 });
});

test('numbers outside the square, negative, with leading zeros or none at all are no tile', () => {
  for (const rest of ['16/65536/0', '1/0/2', '17/0/0', '-1/0/0', '1/-0/0', '01/0/0', '1/+1/0', '1/0x1/0', '1/1.0/0', '1/ 1/0', '1//0', 'Infinity/0/0', '1e1/0/0', '99999999999999999999/0/0']) {
    expect(readTilePath(`/api/tiles/roads/${rest}.mvt`), rest).toEqual({ layer: 'roads', address: null });
  }
});

test('other paths are not answered as tiles', () => {
  for (const path of ['/api/tiles/roads', '/api/tiles/roads/1/0/0', '/api/tiles/roads/1/0/0.pbf', '/api/tiles/roads/1/0/0/0.mvt', '/api/layers', '/']) expect(readTilePath(path), path).toBeNull();
});

test('whatever is sent, an address is inside its square', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (z, x, y) => {
      const address = readTilePath(`/api/tiles/a/${z}/${x}/${y}.mvt`)?.address;
      expect(address === null || address === undefined || (address.x < 2 ** address.z && address.y < 2 ** address.z && address.x >= 0)).toBe(true);
    }),
  );
});

test('a version is a whole number above zero', () => {
  expect(readVersion('v=12')).toBe(12);
  for (const query of ['', 'v=', 'v=0', 'v=-1', 'v=1.5', 'v=1e3', 'v=9999999999', 'w=1', 'v=abc']) expect(readVersion(query), query).toBeNull();
});

test('a box touches the tiles that draw it, and their neighbours within the margin', () => {
  const size = 40075016.685578488 / 2 ** 14;
  const tile = { z: 14, x: 8192, y: 8191 }; // north-east of the origin
  const at = (x: number, y: number): [number, number, number, number] => [x, y, x, y];
  expect(touchesTile(at(size / 2, size / 2), tile)).toBe(true);
  expect(touchesTile(at(-size / 128, size / 2), tile)).toBe(true);
  expect(touchesTile(at(-size / 32, size / 2), tile)).toBe(false);
  expect(touchesTile(at(size / 2, size * 1.5), tile)).toBe(false);
  expect(touchesTile([-1e7, -1e7, 1e7, 1e7], tile)).toBe(true);
});
