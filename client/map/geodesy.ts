import { area, circle, destination, distance, kinks } from '@turf/turf';
import type { Bounds, LngLat } from './types.ts';

/** Metres along a great circle. */
export function distanceMeters(from: LngLat, to: LngLat): number {
  return distance(from, to, { units: 'meters' });
}

/** Metres of each segment of a line. */
export function segmentMeters(line: LngLat[]): number[] {
  return line.slice(1).map((to, index) => distanceMeters(line[index] as LngLat, to));
}

/** Square metres on the sphere; `corners` is an open ring of at least three. */
export function areaSquareMeters(corners: LngLat[]): number {
  if (corners.length < 3) return 0;
  return area({ type: 'Polygon', coordinates: [closed(corners)] });
}

/** A ring that ends where it starts, as GeoJSON wants it. */
export function closed(corners: LngLat[]): LngLat[] {
  return [...corners, corners[0] as LngLat];
}

/** Metres as a link carries them: no finer than a hand draws, and never nothing. */
export function wholeDecimeters(meters: number): number {
  return Math.max(1, Math.round(meters * 10) / 10);
}

/** The ring of a circle, every point `radiusMeters` from the centre. */
export function circleRing(center: LngLat, radiusMeters: number, steps = 96): LngLat[] {
  return circle(center, radiusMeters, { units: 'meters', steps }).geometry.coordinates[0] as LngLat[];
}

/** Metres of ground under a CSS pixel. */
export function metersPerPixel(latitude: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** zoom);
}

export function pointAt(from: LngLat, meters: number, bearingDegrees: number): LngLat {
  return destination(from, meters, bearingDegrees, { units: 'meters' }).geometry.coordinates as LngLat;
}

/** Whether the closed outline over these corners meets itself. */
export function crossesItself(corners: LngLat[]): boolean {
  if (corners.length < 4) return false;
  return kinks({ type: 'Polygon', coordinates: [closed(corners)] }).features.length > 0;
}

export function middle(a: LngLat, b: LngLat): LngLat {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** The mean of the corners: where an area's label stands. */
export function centerOf(corners: LngLat[]): LngLat {
  const sum = corners.reduce(([x, y], [lng, lat]) => [x + lng, y + lat], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

export function isInside([lng, lat]: LngLat, [west, south, east, north]: Bounds): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north;
}
