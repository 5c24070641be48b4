import type { Feature, FeatureCollection } from 'geojson';
import { areaSquareMeters, centerOf, closed, metersPerPixel, middle, segmentMeters } from '../geodesy.ts';
import type { LngLat } from '../types.ts';
import type { MapWords } from '../../shared/words/map.ts';

/** `shape` is the whole or what is being drawn; `piece`, `cut` and `clip` are pieces that add, take away and cut; `ribbon` is the ground along a line. */
export type Role = 'shape' | 'piece' | 'cut' | 'clip' | 'ribbon' | 'handle' | 'middle' | 'vertex' | 'label';

export function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

export function pointFeature(position: LngLat, role: Role, text = '', isWrong = false): Feature {
  return { type: 'Feature', properties: { role, text, isWrong }, geometry: { type: 'Point', coordinates: position } };
}

export function lineFeature(line: LngLat[], isWrong = false): Feature {
  return { type: 'Feature', properties: { role: 'shape', isWrong }, geometry: { type: 'LineString', coordinates: line } };
}

/** A line as broad as the metres to either side of it: `pixels` is its width in CSS pixels at zoom 0. */
export function ribbonFeature(line: LngLat[], meters: number): Feature {
  return { type: 'Feature', properties: { role: 'ribbon', pixels: (2 * meters) / metersPerPixel(line[0]?.[1] ?? 0, 0) }, geometry: { type: 'LineString', coordinates: line } };
}

/** @param ring closed. */
export function ringFeature(ring: LngLat[], isWrong = false): Feature {
  return { type: 'Feature', properties: { role: 'shape', isWrong }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

/** A line with its vertices, the length of each segment and the total at its end. */
export function measuredLine(line: LngLat[], words: MapWords): Feature[] {
  const segments = segmentMeters(line);
  const total = segments.reduce((sum, meters) => sum + meters, 0);
  const last = line.at(-1);
  return [
    ...(line.length > 1 ? [lineFeature(line)] : []),
    ...line.map((position) => pointFeature(position, 'vertex')),
    ...(segments.length > 1 ? segments.map((meters, index) => pointFeature(middle(line[index] as LngLat, line[index + 1] as LngLat), 'label', words.length(meters))) : []),
    ...(last !== undefined && segments.length > 0 ? [pointFeature(last, 'label', segments.length > 1 ? words.total(words.length(total)) : words.length(total))] : []),
  ];
}

/** An outline over open corners with its area at the centre; a line while there are only two. */
export function measuredArea(corners: LngLat[], words: MapWords, isWrong: boolean): Feature[] {
  const vertices = corners.map((position) => pointFeature(position, 'vertex', '', isWrong));
  if (corners.length < 3) return [...(corners.length === 2 ? [lineFeature(corners)] : []), ...vertices];
  const text = isWrong ? words.crossesItself : words.area(areaSquareMeters(corners));
  return [ringFeature(closed(corners), isWrong), ...vertices, pointFeature(centerOf(corners), 'label', text, isWrong)];
}
