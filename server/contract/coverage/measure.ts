import type { Coverage, Position, Ring } from './coverage.ts';
import { boxesMeet, sideOfRings } from './rings.ts';
import { faceBox } from './owners.ts';

export interface FaceMeasures {
  readonly squareMeters: number;
  readonly perimeterMeters: number;
  /** Polsby–Popper: 4π area / perimeter², 1 for a circle. */
  readonly compactness: number;
}

// WGS 84
const EQUATOR_RADIUS = 6_378_137;
const FLATTENING = 1 / 298.257223563;
const SQUARED_ECCENTRICITY = FLATTENING * (2 - FLATTENING);
const RADIANS = Math.PI / 180;

/** Metres that a degree of longitude and of latitude is long there. */
export function metersPerDegree(latitude: number): { lng: number; lat: number } {
  const sine = Math.sin(latitude * RADIANS);
  const narrow = 1 - SQUARED_ECCENTRICITY * sine * sine;
  const lng = (RADIANS * EQUATOR_RADIUS * Math.cos(latitude * RADIANS)) / Math.sqrt(narrow);
  const lat = (RADIANS * EQUATOR_RADIUS * (1 - SQUARED_ECCENTRICITY)) / narrow ** 1.5;
  return { lng, lat };
}

/** Area, length of all borders (holes' too) and compactness on the ellipsoid, within a millionth for shapes of a city's size. */
export function measureFace(coverage: Coverage, key: string): FaceMeasures {
  return measureRings((coverage.faces.get(key)?.rings ?? []).map((ring) => positionsOf(coverage, ring)));
}

export function measureRings(rings: readonly (readonly Position[])[]): FaceMeasures {
  let squareMeters = 0;
  let perimeterMeters = 0;
  for (const ring of rings) {
    squareMeters += ringArea(ring);
    for (let i = 0; i < ring.length; i++) perimeterMeters += distanceMeters(ring[i]!, ring[(i + 1) % ring.length]!);
  }
  const compactness = perimeterMeters > 0 ? (4 * Math.PI * squareMeters) / perimeterMeters ** 2 : 0;
  return { squareMeters, perimeterMeters, compactness };
}

/**
 * Under a line of constant direction the ground down to a reference parallel is its width times the mean of what the
 * ellipsoid has there (authalic latitude), taken at three points of the line (Simpson): geodesics differ by less than the
 * millionth over kilometres.
 */
function ringArea(ring: readonly Position[]): number {
  const reference = ring[0]?.[1] ?? 0;
  const atReference = groundOfDegree(reference);
  let sum = 0;
  let above = 0; // at the segment's first end; that of the ring's first corner is nothing
  for (let i = 0; i < ring.length; i++) {
    const [x1, y1] = ring[i]!;
    const [x2, y2] = ring[(i + 1) % ring.length]!;
    const end = groundAbove(reference, atReference, y2);
    const mean = (above + 4 * groundAbove(reference, atReference, (y1 + y2) / 2) + end) / 6;
    sum -= (x2 - x1) * mean;
    above = end;
  }
  return sum;
}

/** Square metres of a strip one degree wide from one parallel to another, by Simpson's rule over the strip's height. */
function groundAbove(reference: number, atReference: number, latitude: number): number {
  return ((latitude - reference) / 6) * (atReference + 4 * groundOfDegree((reference + latitude) / 2) + groundOfDegree(latitude));
}

/** Square metres of a square degree, were it everywhere as it is there. */
function groundOfDegree(latitude: number): number {
  const { lng, lat } = metersPerDegree(latitude);
  return lng * lat;
}

/** Metres between two near points (the ellipsoid's own scale at their middle). */
export function distanceMeters(a: Position, b: Position): number {
  const { lng, lat } = metersPerDegree((a[1] + b[1]) / 2);
  return Math.hypot((b[0] - a[0]) * lng, (b[1] - a[1]) * lat);
}

/** Whether the face holds the point; a point on its border is held (as `st_intersects` says). */
export function isInFace(coverage: Coverage, key: string, at: Position): boolean {
  return sideOfFace(coverage, key, at) >= 0;
}

/** 1 inside the face, 0 on its border, −1 outside. Exact. */
export function sideOfFace(coverage: Coverage, key: string, at: Position): 1 | 0 | -1 {
  const face = coverage.faces.get(key);
  if (!face || !boxesMeet(faceBox(coverage, key), [at[0], at[1], at[0], at[1]])) return -1;
  return sideOfRings(face.rings.map((ring) => positionsOf(coverage, ring)), at);
}

export function positionsOf(coverage: Coverage, ring: Ring): Position[] {
  return ring.map((vertex) => coverage.positions.get(vertex)!);
}
