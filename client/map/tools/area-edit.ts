import type { FeatureCollection } from 'geojson';
import { areaSquareMeters, circleRing, crossesItself, distanceMeters, middle, pointAt } from '../geodesy.ts';
import type { DrawnArea, LngLat } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';
import { collection, pointFeature, ringFeature } from './sketch-features.ts';

/** What can be taken hold of on a shown area. A `middle` becomes a corner when it is moved. */
export type Handle = { part: 'center' | 'edge' } | { part: 'corner' | 'middle'; index: number };

/** An outline with more corners than this was not drawn by hand: it has no handles. */
const maxCorners = 80;

/** The open outer ring of an area of one ring; null for a circle and for what has holes or parts. */
function cornersOf({ geometry }: DrawnArea): LngLat[] | null {
  if (geometry.type !== 'Polygon' || geometry.coordinates.length !== 1) return null;
  const corners = (geometry.coordinates[0] as LngLat[]).slice(0, -1);
  return corners.length <= maxCorners ? corners : null;
}

export function handlesOf(area: DrawnArea): { handle: Handle; position: LngLat }[] {
  if (area.geometry.type === 'Point') {
    const center = area.geometry.coordinates;
    return [
      { handle: { part: 'edge' }, position: pointAt(center, area.radiusMeters ?? 0, 90) },
      { handle: { part: 'center' }, position: center },
    ];
  }
  const corners = cornersOf(area) ?? [];
  return corners.flatMap((position, index) => [
    { handle: { part: 'corner' as const, index }, position },
    { handle: { part: 'middle' as const, index }, position: middle(position, corners[(index + 1) % corners.length] as LngLat) },
  ]);
}

/** The area after one of its handles has been dragged to a position. */
export function moveHandle(area: DrawnArea, handle: Handle, to: LngLat): DrawnArea {
  if (area.geometry.type === 'Point') {
    if (handle.part === 'center') return { ...area, geometry: { type: 'Point', coordinates: to } };
    return { ...area, radiusMeters: Math.max(1, distanceMeters(area.geometry.coordinates, to)) };
  }
  const corners = cornersOf(area);
  if (corners === null || !('index' in handle)) return area;
  const moved = handle.part === 'corner' ? corners.with(handle.index, to) : corners.toSpliced(handle.index + 1, 0, to);
  return { geometry: { type: 'Polygon', coordinates: [[...moved, moved[0] as LngLat]] } };
}

export function isCrossed(area: DrawnArea): boolean {
  const corners = cornersOf(area);
  return corners !== null && crossesItself(corners);
}

/** How a shown area is drawn: its outline, its handles and its size. */
export function areaFeatures(area: DrawnArea, words: MapWords): FeatureCollection {
  const isWrong = isCrossed(area);
  const handles = handlesOf(area).map(({ handle, position }) => pointFeature(position, handle.part === 'middle' ? 'middle' : 'handle', '', isWrong));
  if (area.geometry.type === 'Point') {
    const radius = area.radiusMeters ?? 0;
    const label = pointFeature(pointAt(area.geometry.coordinates, radius, 90), 'label', words.radius(words.length(radius)));
    return collection([ringFeature(circleRing(area.geometry.coordinates, radius)), ...handles, label]);
  }
  const polygons = area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates;
  const shapes = polygons.map((coordinates) => ({ type: 'Feature' as const, properties: { role: 'shape', isWrong }, geometry: { type: 'Polygon' as const, coordinates } }));
  return collection([...shapes, ...handles]);
}

/** Square metres, and the radius of a circle, for reports. */
export function areaSize(area: DrawnArea): { squareMeters?: number; meters?: number } {
  if (area.geometry.type === 'Point') {
    const meters = area.radiusMeters ?? 0;
    return { meters, squareMeters: areaSquareMeters(circleRing(area.geometry.coordinates, meters).slice(1)) };
  }
  const corners = cornersOf(area);
  return corners === null ? {} : { squareMeters: areaSquareMeters(corners) };
}
