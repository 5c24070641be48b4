import { PbfWriter } from 'pbf';

/** A feature of a test tile; coordinates are units of the tile, 0 to 4096. */
export interface TileFeature {
  id: number;
  /** A point, or the closed outer ring of a polygon, clockwise on the screen. */
  shape: [number, number][];
  properties: Record<string, string | number>;
}

/** Encodes one layer as a Mapbox Vector Tile 2.1. */
export function encodeTile(layer: string, features: TileFeature[]): Buffer {
  const keys = [...new Set(features.flatMap(({ properties }) => Object.keys(properties)))];
  const values = [...new Set(features.flatMap(({ properties }) => Object.values(properties)))];
  const pbf = new PbfWriter();
  pbf.writeMessage(3, (_, tile) => {
    tile.writeVarintField(15, 2);
    tile.writeStringField(1, layer);
    for (const feature of features) tile.writeMessage(2, (one, out) => writeFeature(one, out, keys, values), feature);
    for (const key of keys) tile.writeStringField(3, key);
    for (const value of values) tile.writeMessage(4, writeValue, value);
    tile.writeVarintField(5, 4096);
  }, null);
  return Buffer.from(pbf.finish());
}

function writeFeature({ id, shape, properties }: TileFeature, pbf: PbfWriter, keys: string[], values: (string | number)[]): void {
  pbf.writeVarintField(1, id);
  pbf.writePackedVarint(2, Object.entries(properties).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]));
  pbf.writeVarintField(3, shape.length === 1 ? 1 : 3);
  pbf.writePackedVarint(4, commands(shape));
}

function writeValue(value: string | number, pbf: PbfWriter): void {
  if (typeof value === 'string') pbf.writeStringField(1, value);
  else pbf.writeVarintField(5, value);
}

const [moveTo, lineTo, closePath] = [1, 2, 7];
const zigzag = (value: number) => (value << 1) ^ (value >> 31);

function commands(shape: [number, number][]): number[] {
  const steps = shape.map(([x, y], index) => [x - (shape[index - 1]?.[0] ?? 0), y - (shape[index - 1]?.[1] ?? 0)].map(zigzag));
  const [first = [], ...rest] = steps;
  if (rest.length === 0) return [moveTo | (1 << 3), ...first];
  const between = rest.slice(0, -1);
  return [moveTo | (1 << 3), ...first, lineTo | (between.length << 3), ...between.flat(), closePath | (1 << 3)];
}
