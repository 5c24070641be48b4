import type { GroundShape } from '#contract/coverage/shapes.ts';

type Rings = [number, number][][];
const littleEndian = 1;
const [lineType, polygonType, multiPolygonType] = [2, 3, 6];
/** Half the side of the square that a single position is looked for in: less than a millimetre. */
const reachDegrees = 5e-9;

/** A polygon or multipolygon out of `st_asbinary`: every bit of a coordinate arrives, which decimal text does not promise for every longitude. */
export function readShape(bytes: Buffer): GroundShape {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = view.getUint32(1, isLittle(view, 0));
  if (type === polygonType) return { type: 'Polygon', coordinates: readRings(view, 0).rings };
  if (type !== multiPolygonType) throw new Error(`a shape of type ${type} is no surface`);
  const parts: Rings[] = [];
  const count = view.getUint32(5, isLittle(view, 0));
  for (let at = 9; parts.length < count; ) {
    const { rings, end } = readRings(view, at);
    parts.push(rings);
    at = end;
  }
  return { type: 'MultiPolygon', coordinates: parts };
}

/** The same for a shape that can only be one polygon. */
export function readPolygon(bytes: Buffer): Rings {
  const shape = readShape(bytes);
  if (shape.type !== 'Polygon') throw new Error('a grid has one part');
  return shape.coordinates;
}

/** For `st_geomfromwkb`. */
export function writeShape(shape: GroundShape): Buffer {
  if (shape.type === 'Polygon') return writeRings(shape.coordinates);
  return Buffer.concat([header(multiPolygonType, shape.coordinates.length), ...shape.coordinates.map(writeRings)]);
}

/** What a line, or a single position, may meet: the line itself, or a tiny square. */
export function writeReach(line: readonly (readonly [number, number])[]): Buffer {
  const [first] = line;
  if (first && line.length === 1) {
    const [west, south, east, north] = [first[0] - reachDegrees, first[1] - reachDegrees, first[0] + reachDegrees, first[1] + reachDegrees];
    return writeRings([[[west, south], [east, south], [east, north], [west, north], [west, south]]]);
  }
  const bytes = Buffer.alloc(9 + line.length * 16);
  header(lineType, line.length).copy(bytes);
  let at = 9;
  for (const [lng, lat] of line) at = bytes.writeDoubleLE(lat, bytes.writeDoubleLE(lng, at));
  return bytes;
}

function readRings(view: DataView, start: number): { rings: Rings; end: number } {
  const isSmallFirst = isLittle(view, start);
  const rings: Rings = [];
  const count = view.getUint32(start + 5, isSmallFirst);
  let at = start + 9;
  for (let ring = 0; ring < count; ring++) {
    const length = view.getUint32(at, isSmallFirst);
    at += 4;
    const positions: [number, number][] = [];
    for (let index = 0; index < length; index++, at += 16) positions.push([view.getFloat64(at, isSmallFirst), view.getFloat64(at + 8, isSmallFirst)]);
    rings.push(positions);
  }
  return { rings, end: at };
}

function writeRings(rings: Rings): Buffer {
  const bytes = Buffer.alloc(9 + rings.reduce((sum, ring) => sum + 4 + ring.length * 16, 0));
  header(polygonType, rings.length).copy(bytes);
  let at = 9;
  for (const ring of rings) {
    at = bytes.writeUInt32LE(ring.length, at);
    for (const [lng, lat] of ring) at = bytes.writeDoubleLE(lat, bytes.writeDoubleLE(lng, at));
  }
  return bytes;
}

function header(type: number, parts: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeUInt8(littleEndian, 0);
  bytes.writeUInt32LE(type, 1);
  bytes.writeUInt32LE(parts, 5);
  return bytes;
}

function isLittle(view: DataView, at: number): boolean {
  return view.getUint8(at) === littleEndian;
}
