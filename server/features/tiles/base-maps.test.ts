import { expect, test } from 'vitest';
import { readBaseMaps } from './base-maps.ts';

const read = (entries: unknown) => readBaseMaps(JSON.stringify(entries), '/data');

test('no configuration is no base map', () => {
  expect(readBaseMaps('[]', '/data').bases).toEqual([]);
});

test('a Tianditu key gives map, imagery and the names of both', () => {
  const { bases } = read([{ type: 'tianditu', key: 'abcdef0123456789' }]);
  expect(bases.map((base) => base.id)).toEqual(['tianditu-vec', 'tianditu-cva', 'tianditu-img', 'tianditu-cia']);
  expect(bases[0]?.tiles[0]).toContain('LAYER=vec&');
  expect(bases[0]?.tiles[0]).toContain('TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=abcdef0123456789');
});

test('the words of WMTS become those of the map', () => {
  const { bases } = read([{ type: 'wmts', id: 'province', title: '省图', tiles: ['https://map.example.cn/{TileMatrix}/{TileRow}/{TileCol}.png'] }]);
  expect(bases[0]?.tiles).toEqual(['https://map.example.cn/{z}/{y}/{x}.png']);
});

test('a PMTiles file lies in the data folder and is handed out by this server', () => {
  const { bases, files } = read([{ type: 'pmtiles', id: 'town', title: '镇图', file: 'maps/town.pmtiles' }]);
  expect(bases[0]?.tiles).toEqual(['pmtiles:///api/base-maps/town.pmtiles']);
  expect(files.get('town')).toBe('/data/maps/town.pmtiles');
});

test('what cannot be used is named with its place', () => {
  expect(() => readBaseMaps('nonsense', '/data')).toThrow('BASE_MAPS cannot be used: it is not JSON');
  expect(() => read([{ type: 'ftp' }])).toThrow(/entry 0\.type/);
  expect(() => read([{ type: 'pmtiles', id: 'a', title: 'a', file: '../secret.pmtiles' }])).toThrow(/entry 0\.file: a file is a path inside DATA_DIR/);
  expect(() => read([{ type: 'pmtiles', id: 'a', title: 'a', file: '/etc/a.pmtiles' }])).toThrow(/entry 0\.file/);
  for (const tiles of ['javascript:{z}{x}{y}', 'https://host/{z}/{x}.png', "https://host/{z}/{x}/{y}.png; script-src *", 'https://user:pass@host/{z}/{x}/{y}', 'https://{s}.host/{z}/{x}/{y}']) {
    expect(() => read([{ type: 'xyz', id: 'a', title: 'a', tiles: [tiles] }]), tiles).toThrow(/entry 0\.tiles\.0: a template/);
  }
  const twice = { type: 'xyz', id: 'a', title: 'a', tiles: ['https://host/{z}/{x}/{y}'] };
  expect(() => read([twice, twice])).toThrow('the id "a" is given twice');
});
