/** The address of one tile, as it stands in a URL; not yet checked against a layer. */
export interface TileAddress {
  layer: string;
  z: number;
  x: number;
  y: number;
}
export interface TilePath {
  layer: string;
  /** Null where the rest is no tile of any layer: not whole numbers, negative, huge, outside the square. */
  address: TileAddress | null;
}

const prefix = '/api/tiles/';
/** Largest zoom of any layer: beyond it no address is looked at closer. */
export const lastZoom = 16;

/** Reads `/api/tiles/{layer}/{z}/{x}/{y}.mvt`; null when the path is of another kind. */
export function readTilePath(path: string): TilePath | null {
  if (!path.startsWith(prefix)) return null;
  const parts = path.slice(prefix.length).split('/');
  const [layer, z, x, last] = parts;
  if (parts.length !== 4 || layer === undefined || !last?.endsWith('.mvt')) return null;
  return { layer, address: readAddress(layer, z ?? '', x ?? '', last.slice(0, -'.mvt'.length)) };
}

function readAddress(layer: string, zText: string, xText: string, yText: string): TileAddress | null {
  if (![zText, xText, yText].every((text) => /^(0|[1-9]\d{0,5})$/.test(text))) return null;
  const [z, x, y] = [Number(zText), Number(xText), Number(yText)];
  if (z > lastZoom || x >= 2 ** z || y >= 2 ** z) return null;
  return { layer, z, x, y };
}

/** `?v=N` of a query string (without the question mark); null where absent or no version. */
export function readVersion(query: string): number | null {
  // None, and as the map writes it: without the parser of all other forms.
  if (query === '') return null;
  const plain = /^v=([1-9]\d{0,8})$/.exec(query)?.[1];
  if (plain !== undefined) return Number(plain);
  const text = new URLSearchParams(query).get('v');
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

const worldHalf = 20037508.342789244;
/** A box in EPSG:3857: west, south, east, north, in metres. */
export type Box = [number, number, number, number];

/** Does a box touch a tile, its margin included (64 of 4096 units, as the statements draw it)? */
export function touchesTile(box: Box, tile: { z: number; x: number; y: number }): boolean {
  const size = (2 * worldHalf) / 2 ** tile.z;
  const margin = size / 64;
  const west = tile.x * size - worldHalf;
  const north = worldHalf - tile.y * size;
  return box[0] <= west + size + margin && box[2] >= west - margin && box[1] <= north + margin && box[3] >= north - size - margin;
}
