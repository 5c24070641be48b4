import { type AreaPart, areaLimits, areaPart } from '#contract/areas.ts';

/** An area as a link carries it: its pieces, joined in their order. */
export interface LinkArea {
  /** Empty only while a saved area is on its way. */
  parts: AreaPart[];
  /** The saved area that it came from; `isEdited` where the pieces were changed since. */
  saved?: { id: number; isEdited: boolean };
}
type LngLat = [number, number];

/** Steps of a coordinate: 1e-6 degrees, about 0.1 m. */
const STEPS = 1_000_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const MAX_POSITIONS = 10_000;
const MAX_CODE = 8_000;

const opMarks = { add: '', subtract: '-', intersect: '!' } as const;

/**
 * Writes an area in letters that need no escaping in an address, its pieces parted by `*`: what is taken away begins
 * with `-`, what everything before is cut to with `!`. A circle is plain numbers, drawn positions are differences
 * between vertices in groups of five bits (about eight letters a vertex). A saved area is its number, followed by the
 * pieces where they were changed since.
 */
export function encodeArea({ parts, saved }: LinkArea): string {
  const pieces = saved && !saved.isEdited ? [] : parts.map((part) => opMarks[part.op] + encodePart(part));
  return [...(saved ? [`saved:${saved.id}`] : []), ...pieces].join('*');
}

/** Whether a link can carry the area: servers and messengers cut addresses that are much longer. */
export function isAreaInLink(area: LinkArea): boolean {
  return encodeArea(area).length <= MAX_CODE;
}

/** Reads what `encodeArea` wrote, and the one drawn piece of older links; null for anything else (unknown letters, open rings, out of the world, too long). */
export function decodeArea(text: string): LinkArea | null {
  const pieces = text.split('*');
  const id = /^saved:([1-9]\d{0,14})$/.exec(pieces[0] ?? '')?.[1];
  const parts = (id === undefined ? pieces : pieces.slice(1)).map(decodePart);
  const whole = parts.filter((part) => part !== null);
  if (whole.length !== parts.length || parts.length > areaLimits.parts || (id === undefined && parts.length === 0)) return null;
  return { parts: whole, ...(id === undefined ? {} : { saved: { id: Number(id), isEdited: parts.length > 0 } }) };
}

function encodePart(part: AreaPart): string {
  switch (part.from) {
    case 'circle':
      return `circle:${roundPosition(part.center).join(',')},${part.radiusMeters}`;
    case 'drawn':
      return part.geometry.type === 'Polygon' ? `polygon:${encodeRings(part.geometry.coordinates)}` : `multi:${part.geometry.coordinates.map(encodeRings).join('~')}`;
    case 'line':
      return `line:${encodePositions(part.line)},${part.meters}`;
    case 'street':
      return `street:${part.county},${part.meters},${part.name.replace(/[%*]/g, (mark) => `%${mark === '%' ? '25' : '2A'}`)}`;
    case 'region':
      return `region:${part.code}`;
    case 'element':
      return `element:${part.code},${part.meters}`;
    case 'event':
      return `event:${part.id},${part.meters}`;
  }
}

function decodePart(text: string): AreaPart | null {
  const op = text.startsWith('-') ? 'subtract' : text.startsWith('!') ? 'intersect' : 'add';
  const [from, code] = splitOnce(op === 'add' ? text : text.slice(1), ':');
  if (code === null || code === '') return null;
  const piece = decoders.get(from)?.(code);
  const checked = areaPart.safeParse({ op, ...piece });
  return checked.success ? checked.data : null;
}

/** What stands behind the colon, as the contract's piece; what is wrong with it the contract finds out. */
const decoders = new Map<string, (code: string) => object | null>(Object.entries({
  circle: (code: string) => {
    const [lng, lat, radiusMeters, ...more] = code.split(',').map(decodeDecimal);
    return more.length === 0 ? { from: 'circle', center: [lng, lat], radiusMeters } : null;
  },
  polygon: (code: string) => ({ from: 'drawn', geometry: { type: 'Polygon', coordinates: decodeRings(code) } }),
  multi: (code: string) => ({ from: 'drawn', geometry: { type: 'MultiPolygon', coordinates: code.split('~').map(decodeRings) } }),
  line: (code: string) => {
    const [positions = '', meters] = splitOnce(code, ',');
    return { from: 'line', line: decodePositions(positions), meters: decodeDecimal(meters) };
  },
  street: (code: string) => {
    const [county, rest] = splitOnce(code, ',');
    const [meters, name] = splitOnce(rest ?? '', ',');
    return { from: 'street', county, meters: decodeDecimal(meters), name: name?.replace(/%(25|2A)/g, (mark) => (mark === '%25' ? '%' : '*')) };
  },
  region: (code: string) => ({ from: 'region', code }),
  element: (code: string) => {
    const [digits, meters] = splitOnce(code, ',');
    return { from: 'element', code: digits, meters: decodeDecimal(meters) };
  },
  event: (code: string) => {
    const [id, meters] = splitOnce(code, ',');
    return { from: 'event', id, meters: decodeDecimal(meters) };
  },
}));

/** A plain decimal number; null for what only looks like one (empty, hexadecimal). */
function decodeDecimal(text: string | null): number | null {
  return text !== null && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

function encodeRings(rings: LngLat[][]): string {
  return rings.map(encodeRing).join('.');
}

/** The last position repeats the first and is left out. */
function encodeRing(ring: LngLat[]): string {
  return encodePositions(ring.slice(0, -1));
}

function encodePositions(positions: LngLat[]): string {
  let last: LngLat = [0, 0];
  let text = '';
  for (const position of positions) {
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
  const positions = decodePositions(code);
  const first = positions?.[0];
  return positions && first && positions.length >= 3 ? [...positions, [first[0], first[1]]] : null;
}

function decodePositions(code: string): LngLat[] | null {
  const numbers = decodeNumbers(code);
  if (!numbers || numbers.length % 2 !== 0 || numbers.length > 2 * MAX_POSITIONS) return null;
  const positions: LngLat[] = [];
  let lng = 0;
  let lat = 0;
  for (let index = 0; index < numbers.length; index += 2) {
    lng += numbers[index] ?? 0;
    lat += numbers[index + 1] ?? 0;
    const position: LngLat = [lng / STEPS, lat / STEPS];
    if (!isInWorld(position)) return null;
    positions.push(position);
  }
  return positions;
}

function roundPosition(position: LngLat): LngLat {
  const [lng, lat] = toSteps(position);
  return [lng / STEPS, lat / STEPS];
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
