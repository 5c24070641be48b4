import type { Geometry } from 'geojson';
import { roleOf } from './layer-kinds.ts';
import { dataLayerOf } from './layer-style.ts';
import type { LngLat, MapFeature, ShownLayer } from './types.ts';

/** What MapLibre answers about a feature that is drawn, as far as we read it. */
export interface DrawnFeature {
  id?: number | string;
  properties: Record<string, unknown>;
  geometry: Geometry;
  layer: { id: string };
}

const geometryRank: Partial<Record<Geometry['type'], number>> = { Point: 0, MultiPoint: 0, LineString: 1, MultiLineString: 1 };
const gridRank = 3;
const polygonRank = 2;

/** Style layers whose features answer a pointer: not the ground, not regions; of a grid its border and name, its inside only where it is coloured. */
export function answersPointer(styleLayerId: string, layers: ShownLayer[]): boolean {
  const shown = layers.find(({ layer }) => layer.id === dataLayerOf(styleLayerId));
  if (shown === undefined || !shown.isVisible) return false;
  switch (roleOf(shown.layer)) {
    case 'buildings':
    case 'elements':
    case 'grid-names':
      return true;
    case 'grids':
      return shown.colorBy !== null || !styleLayerId.endsWith('/fill');
    default:
      return false;
  }
}

/** The distinct features under the pointer: points before lines before areas before grids, then as MapLibre orders them, topmost first. */
export function featuresUnder(drawn: DrawnFeature[], position: LngLat, layers: ShownLayer[]): MapFeature[] {
  const kinds = new Map(layers.map(({ layer }) => [layer.id, layer.kind]));
  const rank = (feature: DrawnFeature) => (kinds.get(dataLayerOf(feature.layer.id)) === 'grid' ? gridRank : (geometryRank[feature.geometry.type] ?? polygonRank));
  const seen = new Set<string>();
  return drawn
    .map((feature, order) => ({ feature, order, rank: rank(feature) }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ feature }) => mapFeature(feature, position))
    .filter(({ layerId, id }) => !seen.has(`${layerId}/${id}`) && seen.add(`${layerId}/${id}`));
}

function mapFeature({ id, properties, geometry, layer }: DrawnFeature, pointer: LngLat): MapFeature {
  return {
    layerId: dataLayerOf(layer.id),
    id: Number(id ?? properties.id),
    code: text(properties.code),
    name: text(properties.name),
    category: text(properties.category),
    gridCode: text(properties.grid_code) || null,
    count: typeof properties.count === 'number' ? properties.count : null,
    position: geometry.type === 'Point' ? (geometry.coordinates as LngLat) : pointer,
  };
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
