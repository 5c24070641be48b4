import { type Refusal, refusal } from '#contract/refusals.ts';
import { limits } from '#contract/search.ts';
import type { AreaGeometry } from '#contract/shapes.ts';
import { refused } from './problem.ts';

type Position = readonly [number, number];
type Surface = Exclude<AreaGeometry, { type: 'Point' }>;
interface Fault extends Refusal {
  pointer: string;
  location?: [number, number];
}

/** A shape that the database can judge, and whether its rings had to be closed first. */
export interface CheckedArea {
  geometry: AreaGeometry;
  radiusMeters: number | null;
  isClosedByUs: boolean;
}

/**
 * What can be said about a drawn area without geometry: radius, vertices, axes, the world's edge.
 * Throws geometry-not-valid with the place of the first fault.
 */
export function checkArea(geometry: AreaGeometry, radiusMeters: number | undefined): CheckedArea {
  if (geometry.type === 'Point') {
    refuse(pointFault(geometry.coordinates, radiusMeters));
    return { geometry, radiusMeters: radiusMeters ?? 0, isClosedByUs: false };
  }
  if (radiusMeters !== undefined) refuse({ ...refusal('radius-beside-surface'), pointer: '/radiusMeters' });
  return { ...checkSurface(geometry, '/geometry'), radiusMeters: null };
}

/**
 * The same for one surface; rings that are open are closed.
 * @param at JSON pointer of the geometry in the request
 */
export function checkSurface(geometry: Surface, at: string): { geometry: Surface; isClosedByUs: boolean } {
  refuse(surfaceFault(geometry, `${at}/coordinates`));
  return closeRings(geometry);
}

function refuse(fault: Fault | null): void {
  if (!fault) return;
  const { pointer, location, ...why } = fault;
  throw refused('geometry-not-valid', why, pointer, location);
}

function pointFault(point: Position, radiusMeters: number | undefined): Fault | null {
  if (radiusMeters === undefined) return { ...refusal('radius-missing'), pointer: '/radiusMeters' };
  return positionFault(point, '/geometry/coordinates');
}

function surfaceFault(geometry: Surface, at: string): Fault | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const vertices = polygons.flat().reduce((sum, ring) => sum + ring.length, 0);
  if (vertices > limits.areaVertices) {
    return { ...refusal('too-many-vertices', { vertices, most: limits.areaVertices }), pointer: at, location: clamped(polygons[0]?.[0]?.[0]) };
  }
  if (polygons.length === 0 || polygons.some((rings) => rings.length === 0)) return { ...refusal('shape-empty'), pointer: at };
  for (const [part, rings] of polygons.entries()) {
    for (const [index, ring] of rings.entries()) {
      const pointer = `${at}/${geometry.type === 'Polygon' ? '' : `${part}/`}${index}`;
      const fault = ringFault(ring, pointer);
      if (fault) return fault;
    }
  }
  return widthFault(polygons.flat(2), at);
}

const widestDegrees = 90;
/** So near to a pole a shape is cut by it, or runs round it. */
const polarLatitude = 89;
const earthKilometers = 6371;

/** A surface that spans a quarter of the world or touches a pole is too large in any case, and cannot be measured on the ellipsoid. */
function widthFault(positions: readonly Position[], pointer: string): Fault | null {
  const [lngs, lats] = [positions.map(([lng]) => lng), positions.map(([, lat]) => lat)];
  const [west, east, south, north] = [Math.min(...lngs), Math.max(...lngs), Math.min(...lats), Math.max(...lats)];
  if (east - west <= widestDegrees && north - south <= widestDegrees && south >= -polarLatitude && north <= polarLatitude) return null;
  const radians = Math.PI / 180;
  const squareKilometers = Math.round(earthKilometers ** 2 * (east - west) * radians * (Math.sin(north * radians) - Math.sin(south * radians)));
  return { ...refusal('area-too-large', { squareKilometers: Math.max(squareKilometers, limits.areaSquareKilometers + 1), most: limits.areaSquareKilometers }), pointer };
}

function ringFault(ring: readonly Position[], pointer: string): Fault | null {
  const distinct = new Set(ring.map((position) => position.join()));
  if (distinct.size < 3) return { ...refusal('ring-too-short'), pointer, location: clamped(ring[0]) };
  for (const [index, position] of ring.entries()) {
    const fault = positionFault(position, `${pointer}/${index}`);
    if (fault) return fault;
  }
  return null;
}

/** Why a position is none, with the place that was perhaps meant; null where it is one. */
export function positionFault([lng, lat]: Position, pointer: string): Fault | null {
  if (!Number.isFinite(lng) || !Number.isFinite(lat)) return { ...refusal('not-a-number'), pointer };
  if (Math.abs(lng) <= 180 && Math.abs(lat) <= 90) return null;
  if (Math.abs(lng) <= 90 && Math.abs(lat) <= 180) {
    return { ...refusal('axes-swapped'), pointer, location: [lat, lng] };
  }
  return { ...refusal('outside-the-world'), pointer, location: clamped([lng, lat]) };
}

/** The nearest position that a map can fly to. */
function clamped(position: Position | undefined): [number, number] | undefined {
  if (!position?.every(Number.isFinite)) return undefined;
  return [Math.min(180, Math.max(-180, position[0])), Math.min(90, Math.max(-90, position[1]))];
}

function closeRings(geometry: Surface): { geometry: Surface; isClosedByUs: boolean } {
  let isClosedByUs = false;
  const close = (ring: [number, number][]): [number, number][] => {
    const [first, last] = [ring[0], ring.at(-1)];
    if (!first || (first[0] === last?.[0] && first[1] === last[1])) return ring;
    isClosedByUs = true;
    return [...ring, first];
  };
  if (geometry.type === 'Polygon') return { geometry: { type: 'Polygon', coordinates: geometry.coordinates.map(close) }, isClosedByUs };
  return { geometry: { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(close)) }, isClosedByUs };
}
