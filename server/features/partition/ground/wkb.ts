/** Well-known binary of lines and polygons (OGC 06-103r4, 8.2): every bit of a coordinate survives, and nothing is parsed as text. */

/** Coordinates one after the other: x0, y0, x1, y1 … */
export type Path = Float64Array;

const [lineType, polygonType] = [2, 3];

/** The paths of a LineString (one) or a Polygon (its rings, the first point repeated at the end). Throws RangeError for other types. */
export function readPaths(bytes: Buffer): Path[] {
  const isLittle = bytes[0] === 1;
  const uint = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const double = (at: number) => (isLittle ? bytes.readDoubleLE(at) : bytes.readDoubleBE(at));
  const type = uint(1);
  if (type !== lineType && type !== polygonType) throw new RangeError(`WKB type ${type} is neither a line nor a polygon`);
  let at = type === lineType ? 5 : 9;
  return Array.from({ length: type === lineType ? 1 : uint(5) }, () => {
    const count = uint(at);
    const path = Float64Array.from({ length: 2 * count }, (_, index) => double(at + 4 + 8 * index));
    at += 4 + 16 * count;
    return path;
  });
}

export function writeLine(path: readonly number[]): Buffer {
  return Buffer.concat([head(lineType), body(path)]);
}

/** @param rings each with its first point repeated at the end */
export function writePolygon(rings: readonly (readonly number[])[]): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32LE(rings.length);
  return Buffer.concat([head(polygonType), count, ...rings.map(body)]);
}

function head(type: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = 1;
  bytes.writeUInt32LE(type, 1);
  return bytes;
}

function body(path: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * path.length);
  bytes.writeUInt32LE(path.length / 2);
  for (const [index, value] of path.entries()) bytes.writeDoubleLE(value, 4 + 8 * index);
  return bytes;
}
