import { expect, test } from 'vitest';
import { recognise } from './schemas.ts';

const loaded = (columns: string[], hasGeometry = true, layer = '') => ({ file: 'f', layer, columns, hasGeometry });
const nothing = { layer: null, map: {} };

test.each([
  ['osm', loaded(['osm_id', 'name', 'other_tags'], true, 'lines')],
  ['geofabrik', loaded(['osm_id', 'code', 'fclass', 'name'])],
  ['tilezen', loaded(['id', 'kind', 'min_zoom', 'height'])],
  ['townships', loaded(['geom', '省', '市', '县', '乡'])],
  ['township-figures', loaded(['省', '市', '县', '乡', 'pop'], false)],
])('%s is recognised by its columns', (name, layer) => {
  expect(recognise(layer, nothing)?.name).toBe(name);
});

test('a layer of OpenStreetMap that holds nothing we keep is passed over', () => {
  expect(recognise(loaded(['osm_id', 'other_tags'], true, 'other_relations'), nothing)).toBeNull();
});
test('columns of a table are found by their usual names in Chinese and English, those named by hand first', () => {
  const mapping = recognise(loaded(['编号', '名称', '点位名', '经度', 'LAT'], false), { layer: 'camera', map: { name: '点位名' } });
  expect(mapping).toMatchObject({ name: 'generic', target: 'element', kind: 'camera', columns: { id: '编号', name: '点位名', lng: '经度', lat: 'LAT' } });
});
test('a file with shapes of its own needs no column of coordinates', () => {
  expect(recognise(loaded(['name', 'x', 'y']), { layer: 'landuse', map: {} })).toMatchObject({ target: 'ground', columns: { name: 'name' } });
});
test('very long and very many columns are not printed whole', () => {
  const message = (() => {
    try {
      recognise(loaded(Array.from({ length: 300 }, (_, n) => `c${n}`.padEnd(200, 'x'))), nothing);
      return '';
    } catch (error) {
      return String(error);
    }
  })();
  expect(message.length).toBeLessThan(1200);
  expect(message).toContain('and 280 more');
});
