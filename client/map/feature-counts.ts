import type { Geometry, Position } from 'geojson';
import type { Bounds } from './types.ts';

/** A feature of a tile, as far as counting reads it. Neighbouring tiles carry the same feature twice. */
export interface CountedFeature {
  id?: number | string;
  properties: Record<string, unknown>;
  geometry: Geometry;
}

/** How many distinct features reach into the bounds, by their boxes; a feature with `count` stands for that many. */
export function countInside(features: Iterable<CountedFeature>, bounds: Bounds): number {
  const seen = new Set<unknown>();
  let total = 0;
  for (const feature of features) {
    const id = feature.id ?? feature.properties.id;
    if (seen.has(id) || !reachesInto(feature.geometry, bounds)) continue;
    seen.add(id);
    const { count } = feature.properties;
    total += typeof count === 'number' ? count : 1;
  }
  return total;
}

function reachesInto(geometry: Geometry, [west, south, east, north]: Bounds): boolean {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.some((part) => reachesInto(part, [west, south, east, north]));
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  eachPosition(geometry.coordinates, ([lng = Number.NaN, lat = Number.NaN]) => {
    box.west = Math.min(box.west, lng);
    box.east = Math.max(box.east, lng);
    box.south = Math.min(box.south, lat);
    box.north = Math.max(box.north, lat);
  });
  return box.west <= east && box.east >= west && box.south <= north && box.north >= south;
}

type Nested = Position | Nested[];

function eachPosition(nested: Nested, visit: (position: Position) => void): void {
  if (typeof nested[0] === 'number') visit(nested as Position);
  else for (const part of nested as Nested[]) eachPosition(part, visit);
}
