import { expect, test } from 'vitest';
import { answersPointer, type DrawnFeature, featuresUnder } from './feature-query.ts';
import { demoLayers, shown } from './test-layers.ts';

const layers = demoLayers.map((layer) => shown(layer));
const point = { type: 'Point' as const, coordinates: [116.5, 36.5] };
const polygon = { type: 'Polygon' as const, coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] };
const drawn = (layer: string, id: number, geometry: DrawnFeature['geometry'], properties = {}): DrawnFeature => ({ id, layer: { id: layer }, geometry, properties: { code: `c${id}`, name: `n${id}`, category: 'x', grid_code: '', ...properties } });

test('a point under the pointer comes before the building that it stands on, a grid comes last', () => {
  const found = featuresUnder([drawn('grids/line', 1, polygon), drawn('buildings/fill', 2, polygon), drawn('places/dot', 3, point)], [0, 0], layers);
  expect(found.map(({ layerId }) => layerId)).toEqual(['places', 'buildings', 'grids']);
});

test('a feature that several style layers draw is found once', () => {
  expect(featuresUnder([drawn('places/marker', 3, point), drawn('places/dot', 3, point)], [0, 0], layers)).toHaveLength(1);
});

test('a point answers with its own place, an area with the pointer', () => {
  const [place, building] = featuresUnder([drawn('places/dot', 3, point), drawn('buildings/fill', 2, polygon)], [7, 8], layers);
  expect(place?.position).toEqual([116.5, 36.5]);
  expect(building?.position).toEqual([7, 8]);
});

test('a circle with a number tells its count, a single element none', () => {
  const [count, single] = featuresUnder([drawn('places/count', 3, point, { count: 12 }), drawn('places/dot', 4, point)], [0, 0], layers);
  expect(count?.count).toBe(12);
  expect(single).toMatchObject({ count: null, gridCode: null, code: 'c4' });
});

test('ground and regions do not answer the pointer; a grid does by its border, and by its inside where it is coloured', () => {
  expect(['road', 'regions/line', 'grids/fill', 'grids/line', 'buildings/fill', 'grid_labels/name', 'area/fill'].filter((id) => answersPointer(id, layers))).toEqual(['grids/line', 'buildings/fill', 'grid_labels/name']);
  expect(answersPointer('grids/fill', demoLayers.map((layer) => shown(layer, { colorBy: 'households' })))).toBe(true);
  expect(answersPointer('places/dot', demoLayers.map((layer) => shown(layer, { isVisible: false })))).toBe(false);
});
