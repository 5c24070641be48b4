/**
 * Encodes GeoJSON features as rows of PostgreSQL's binary COPY: row number (bigint), properties (jsonb), shape (geometry).
 * Pure. Knows plain features only, and says of each other that it is none: what GDAL makes of those is GDAL's business.
 * Formats: PostgreSQL's manual, "COPY, Binary Format"; OGC 06-103r4, well-known binary.
 */

/** The feature is not one that is read here bit for bit as GDAL would. */
export class NotPlain extends Error {}

/** What comes before the first row and after the last one. */
export const COPY_HEADER = Buffer.from(`5047434f50590aff0d0a00${'0'.repeat(16)}`, 'hex');
export const COPY_TRAILER = Buffer.from('ffff', 'hex');

const SHAPES = { Point: { code: 1, part: null }, LineString: { code: 2, part: null }, Polygon: { code: 3, part: null }, MultiPoint: { code: 4, part: 'Point' }, MultiLineString: { code: 5, part: 'LineString' }, MultiPolygon: { code: 6, part: 'Polygon' } } as const;
type ShapeName = keyof typeof SHAPES;

/** Rows as they are added; `take` hands them on and begins anew, so that the memory it holds stays that of one portion. */
export class RowEncoder {
  /** Names of all properties so far. */
  readonly columns = new Set<string>();
  private bytes = Buffer.allocUnsafe(1 << 19);
  /** Bytes since the last portion, and rows in all. */
  length = 0;
  count = 0;

  /**
   * @param text one GeoJSON feature
   * @throws NotPlain, and then nothing of the row is there
   */
  add(row: number, text: string): void {
    const start = this.length;
    try {
      const { properties, geometry } = readFeature(text);
      this.reserve(22);
      this.length = this.bytes.writeInt16BE(3, this.length);
      this.length = this.bytes.writeInt32BE(8, this.length);
      this.length = this.bytes.writeBigInt64BE(BigInt(row), this.length);
      this.addProperties(properties);
      this.addGeometry(geometry);
      this.count++;
    } catch (error) {
      this.length = start;
      throw error;
    }
  }

  take(): Buffer {
    const portion = this.bytes.subarray(0, this.length);
    this.bytes = Buffer.allocUnsafe(1 << 19);
    this.length = 0;
    return portion;
  }

  private addProperties(properties: Record<string, unknown>): void {
    for (const column of Object.keys(properties)) this.columns.add(column);
    const json = JSON.stringify(properties);
    // jsonb takes neither the character 0 nor half a surrogate pair; both can only be written as escapes.
    if (json.includes('\\u') && /\\u(0000|d[89a-f])/.test(json)) throw new NotPlain('text that jsonb cannot hold');
    this.reserve(5 + json.length * 3);
    const written = this.bytes.write(json, this.length + 5, 'utf8');
    this.bytes.writeInt32BE(written + 1, this.length);
    this.bytes[this.length + 4] = 1; // jsonb's version
    this.length += 5 + written;
  }

  private addGeometry(geometry: unknown): void {
    const start = this.length;
    this.reserve(4);
    this.length += 4;
    if (geometry !== null) this.addShape(geometry);
    this.bytes.writeInt32BE(geometry === null ? -1 : this.length - start - 4, start);
  }

  private addShape(geometry: unknown): void {
    if (!isRecord(geometry) || typeof geometry.type !== 'string' || !Object.hasOwn(SHAPES, geometry.type)) throw new NotPlain('a shape of another type');
    const name = geometry.type as ShapeName;
    const { code, part } = SHAPES[name];
    const parts = part === null ? [geometry.coordinates] : listOf(geometry.coordinates, 1);
    if (part !== null) this.addHead(code, parts.length);
    for (const each of parts) this.addSimple(part ?? name, each);
  }

  private addSimple(name: ShapeName, coordinates: unknown): void {
    const isPolygon = name === 'Polygon';
    const lines = isPolygon ? listOf(coordinates, 1) : [coordinates];
    this.addHead(SHAPES[name].code, isPolygon ? lines.length : null);
    if (name === 'Point') this.addPosition(coordinates);
    else for (const line of lines) this.addLine(line, isPolygon);
  }

  private addLine(line: unknown, isRing: boolean): void {
    const positions = listOf(line, isRing ? 4 : 2);
    if (isRing && !isClosed(positions)) throw new NotPlain('an open ring');
    this.addCount(positions.length);
    for (const position of positions) this.addPosition(position);
  }

  /** Two numbers; heights and measures are left out. */
  private addPosition(position: unknown): void {
    if (!Array.isArray(position)) throw new NotPlain('a position that is no list');
    const [x, y]: unknown[] = position;
    if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) throw new NotPlain('a position that is no pair of numbers');
    this.reserve(16);
    this.bytes.writeDoubleLE(x, this.length);
    this.bytes.writeDoubleLE(y, this.length + 8);
    this.length += 16;
  }

  private addHead(code: number, count: number | null): void {
    this.reserve(5);
    this.bytes[this.length] = 1; // little-endian
    this.length = this.bytes.writeUInt32LE(code, this.length + 1);
    if (count !== null) this.addCount(count);
  }

  private addCount(count: number): void {
    this.reserve(4);
    this.length = this.bytes.writeUInt32LE(count, this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + more));
    this.bytes.copy(wider, 0, 0, this.length);
    this.bytes = wider;
  }
}

function readFeature(text: string): { properties: Record<string, unknown>; geometry: unknown } {
  const feature = parse(text);
  if (!isRecord(feature) || feature.type !== 'Feature' || feature.geometry === undefined || 'crs' in feature) throw new NotPlain('no plain feature');
  const properties = feature.properties ?? {};
  if (!isRecord(properties)) throw new NotPlain('properties that are no object');
  const hasOwnId = feature.id === undefined || 'id' in properties;
  return { properties: withoutNulls(hasOwnId ? properties : { id: feature.id, ...properties }), geometry: feature.geometry };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NotPlain('no JSON', { cause });
  }
}

/** The same object where it has no nulls, which is the rule. */
function withoutNulls(given: Record<string, unknown>): Record<string, unknown> {
  let isWhole = true;
  for (const value of Object.values(given)) {
    if (value === null) isWhole = false;
    else if (typeof value === 'number') requireExact(value);
    else if (typeof value === 'object') isWhole = false;
  }
  if (isWhole) return given;
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, cleaned(value)]])));
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'number') requireExact(value);
  if (Array.isArray(value)) return value.map(cleaned);
  return isRecord(value) ? withoutNulls(value) : value;
}

/** A long number, an official code perhaps, would lose its last digits. */
function requireExact(value: number): void {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) throw new NotPlain('a number that is too long');
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function listOf(value: unknown, atLeast: number): unknown[] {
  if (!Array.isArray(value) || value.length < atLeast) throw new NotPlain('a list that is too short');
  return value;
}

function isClosed(positions: unknown[]): boolean {
  const [first, last] = [positions[0], positions.at(-1)];
  return Array.isArray(first) && Array.isArray(last) && first[0] === last[0] && first[1] === last[1];
}
