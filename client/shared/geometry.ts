import type { AnyGeometry } from '#contract/shapes.ts';

type LngLat = [number, number];
/** `[west, south, east, north]`. */
export type Bounds = [number, number, number, number];

/** The box around a geometry, or null where it has no position. */
export function boundsOf(geometry: AnyGeometry | null): Bounds | null {
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  if (geometry) extend(bounds, geometry.coordinates);
  return Number.isFinite(bounds[0]) ? bounds : null;
}

function extend(bounds: Bounds, coordinates: unknown): void {
  if (!Array.isArray(coordinates)) return;
  const [lng, lat] = coordinates;
  if (typeof lng === 'number' && typeof lat === 'number') {
    bounds[0] = Math.min(bounds[0], lng);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lng);
    bounds[3] = Math.max(bounds[3], lat);
    return;
  }
  for (const part of coordinates) extend(bounds, part);
}

/** The middle of the box around a geometry; null where it has no position. */
export function middleOf(geometry: AnyGeometry | null): LngLat | null {
  const bounds = boundsOf(geometry);
  return bounds && [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
}

/** The middle of a geometry; of several points the one next to it, so that something stands there. */
export function spotOf(geometry: AnyGeometry | null): LngLat | null {
  const middle = middleOf(geometry);
  if (middle === null || geometry?.type !== 'MultiPoint') return middle;
  const farness = ([lng, lat]: LngLat) => (lng - middle[0]) ** 2 + (lat - middle[1]) ** 2;
  return (geometry.coordinates as LngLat[]).reduce((best, point) => (farness(point) < farness(best) ? point : best));
}

/** What a person would call the shape: a ring of four right corners along the axes is a rectangle. */
export function shapeName(geometry: { type: string; coordinates?: unknown }): 'rectangle' | 'polygon' | 'multi' {
  if (geometry.type === 'MultiPolygon') return 'multi';
  const [ring = [], ...holes] = geometry.coordinates as LngLat[][];
  const lngs = new Set(ring.map((position) => position[0]));
  const lats = new Set(ring.map((position) => position[1]));
  return holes.length === 0 && ring.length === 5 && lngs.size === 2 && lats.size === 2 ? 'rectangle' : 'polygon';
}

/** `west,south,east,north` of what a map of that many pixels shows, without turn and tilt, rounded to about 100 m. */
export function boxOfView(view: { center: [number, number]; zoom: number } | null, widthPixels: number, heightPixels: number): string | null {
  if (!view) return null;
  const [lng, lat] = view.center;
  const perPixel = 360 / (512 * 2 ** view.zoom);
  const [across, up] = [(widthPixels / 2) * perPixel, (heightPixels / 2) * perPixel * Math.cos((lat * Math.PI) / 180)];
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, Math.round(value * 1000) / 1000));
  return [within(lng - across, 180), within(lat - up, 90), within(lng + across, 180), within(lat + up, 90)].join(',');
}

/** A point on the longest of the lines of a geometry, in the middle between two vertices; null where there is no line. */
export function spotOnLine(geometry: AnyGeometry | null): LngLat | null {
  const lines = geometry?.type === 'LineString' ? [geometry.coordinates as LngLat[]] : geometry?.type === 'MultiLineString' ? (geometry.coordinates as LngLat[][]) : [];
  const longest = lines.reduce<LngLat[]>((best, line) => (line.length > best.length ? line : best), []);
  const at = Math.floor((longest.length - 1) / 2);
  const [from, to] = [longest[at], longest[at + 1]];
  return from && to ? [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] : null;
}
