import type { AreaGeometry } from '#contract/shapes.ts';

/** A drawn area as a link carries it: the body of `POST /api/search/area` without its filters. */
export interface LinkArea {
  geometry: AreaGeometry;
  /** Metres; present for a circle, whose geometry is its centre. */
  radiusMeters?: number;
}
type LngLat = [number, number];

/** Steps of a coordinate: 1e-6 degrees, about 0.1 m. */
const STEPS = 1_000_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MAX_POSITIONS = 10_000;

/**
 * Writes an area in letters that need no escaping in an address: a circle in plain numbers, a polygon as differences
 * between vertices in groups of five bits (about eight letters a vertex).
 */
export function encodeArea(area: LinkArea): string {
  const { geometry } = area;
  if (geometry.type === 'Point') return `circle:${toSteps(geometry.coordinates).map((n) => n / STEPS).join(',')},${area.radiusMeters ?? 0}`;
  if (geometry.type === 'Polygon') return `polygon:${encodeRings(geometry.coordinates)}`;
  return `multi:${geometry.coordinates.map(encodeRings).join('~')}`;
}

/** Reads what `encodeArea` wrote; null for anything else (unknown letters, open rings, out of the world, too long). */
export function decodeArea(text: string): LinkArea | null {
  const [kind, code] = splitOnce(text, ':');
  if (code === null) return null;
  if (kind === 'circle') return decodeCircle(code);
  if (kind === 'polygon') {
    const rings = decodeRings(code);
    return rings && { geometry: { type: 'Polygon', coordinates: rings } };
  }
  if (kind !== 'multi') return null;
  const polygons = code.split('~').map(decodeRings);
  const whole = polygons.filter((rings) => rings !== null);
  return whole.length === polygons.length ? { geometry: { type: 'MultiPolygon', coordinates: whole } } : null;
}

function decodeCircle(code: string): LinkArea | null {
  const parts = code.split(',').map(Number);
  const [lng, lat, radiusMeters] = parts;
  if (parts.length !== 3 || lng === undefined || lat === undefined || radiusMeters === undefined) return null;
  if (!isInWorld([lng, lat]) || !(radiusMeters > 0 && radiusMeters <= 50_000)) return null;
  return { geometry: { type: 'Point', coordinates: [lng, lat] }, radiusMeters };
}

function encodeRings(rings: LngLat[][]): string {
  return rings.map(encodeRing).join('.');
}

/** The last position repeats the first and is left out. */
function encodeRing(ring: LngLat[]): string {
  let last: LngLat = [0, 0];
  let text = '';
  for (const position of ring.slice(0, -1)) {
    const steps = toSteps(position);
    text += encodeNumber(steps[0] - last[0]) + encodeNumber(steps[1] - last[1]);
    last = steps;
  }
  return text;
}

function decodeRings(code: string): LngLat[][] | null {
  const rings = code.split('.').map(decodeRing);
  const whole = rings.filter((ring) => ring !== null);
  return whole.length === rings.length ? whole : null;
}

function decodeRing(code: string): LngLat[] | null {
  const numbers = decodeNumbers(code);
  if (!numbers || numbers.length % 2 !== 0 || numbers.length < 6 || numbers.length > 2 * MAX_POSITIONS) return null;
  const ring: LngLat[] = [];
  let lng = 0;
  let lat = 0;
  for (let index = 0; index < numbers.length; index += 2) {
    lng += numbers[index] ?? 0;
    lat += numbers[index + 1] ?? 0;
    const position: LngLat = [lng / STEPS, lat / STEPS];
    if (!isInWorld(position)) return null;
    ring.push(position);
  }
  const first = ring[0];
  return first ? [...ring, [first[0], first[1]]] : null;
}

function toSteps(position: LngLat): LngLat {
  // "+ 0" turns a negative zero into zero.
  return [Math.round(position[0] * STEPS) + 0, Math.round(position[1] * STEPS) + 0];
}

/** Zigzag (the sign goes to the lowest bit), then five bits a letter, lowest first; 32 marks that more follow. */
function encodeNumber(value: number): string {
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  let text = '';
  while (rest >= 32) {
    text += ALPHABET[32 + (rest % 32)];
    rest = Math.floor(rest / 32);
  }
  return text + ALPHABET[rest];
}

function decodeNumbers(code: string): number[] | null {
  const numbers: number[] = [];
  let value = 0;
  let factor = 1;
  for (const letter of code) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0 || factor > 2 ** 35) return null;
    value += (digit % 32) * factor;
    factor *= 32;
    if (digit >= 32) continue;
    numbers.push(value % 2 === 1 ? -(value + 1) / 2 : value / 2);
    value = 0;
    factor = 1;
  }
  return factor === 1 ? numbers : null;
}

function isInWorld([lng, lat]: LngLat): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}

function splitOnce(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
