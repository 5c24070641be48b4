import type { LayerDescription } from '#contract/layers.ts';
import type { ShownLayer } from './types.ts';

/** A layer as the server describes it, for tests. */
export function testLayer(id: string, part: Partial<LayerDescription> = {}): LayerDescription {
  return {
    id, title: id, titleEn: id, theme: 'places', kind: 'place', geometry: 'point', minzoom: 8, maxzoom: 16, countsBelowZoom: null, partialBelowZoom: null, hidesFew: false, sensitivity: 'open', version: 1,
    fields: { code: 'String', name: 'String', category: 'String', grid_code: 'String' }, categories: [], tiles: `/api/tiles/${id}/{z}/{x}/{y}.mvt?v=1`, ...part,
  };
}

export function shown(layer: LayerDescription, part: Partial<ShownLayer> = {}): ShownLayer {
  return { layer, isVisible: true, opacity: 1, colorBy: null, ...part };
}

const categories = [
  { code: 'shop', title: '商店', titleEn: 'Shop' },
  { code: 'school', title: '学校', titleEn: 'School' },
];

/** One layer of each role, as the demo city has them. */
export const demoLayers: LayerDescription[] = [
  ...['landuse', 'water', 'barriers', 'roads', 'railways', 'labels'].map((id) => testLayer(id, { theme: 'base', kind: id, geometry: 'mixed' })),
  testLayer('regions', { kind: 'region', theme: 'borders', geometry: 'polygon' }),
  testLayer('grids', { kind: 'grid', theme: 'borders', geometry: 'polygon', fields: { households: 'Number' } }),
  testLayer('buildings', { kind: 'building', theme: 'housing', geometry: 'polygon', countsBelowZoom: 12, fields: { height_meters: 'Number', floors: 'Number', households: 'Number' }, categories }),
  testLayer('places', { countsBelowZoom: 14, categories }),
  testLayer('assets', { kind: 'asset', geometry: 'mixed', countsBelowZoom: 14 }),
  testLayer('region_labels', { kind: 'region', theme: 'borders' }),
  testLayer('grid_labels', { kind: 'grid', theme: 'borders' }),
];
