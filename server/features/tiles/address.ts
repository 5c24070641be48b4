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

/** Largest zoom of any layer: beyond it no address is looked at closer. */
export const lastZoom = 16;

const form = /^\/api\/tiles\/([^/]*)\/([^/]*)\/([^/]*)\/([^/]*)\.mvt$/s;
const wholeNumber = '(0|[1-9]\\d{0,5})';
const goodForm = new RegExp(`^/api/tiles/([^/]*)/${wholeNumber}/${wholeNumber}/${wholeNumber}\\.mvt$`, 's');

/** Reads `/api/tiles/{layer}/{z}/{x}/{y}.mvt`; null when the path is of another kind. */
export function readTilePath(path: string): TilePath | null {
  const [, layer = '', z, x, y] = goodForm.exec(path) ?? [];
  if (z !== undefined) return { layer, address: withinSquare({ layer, z: Number(z), x: Number(x), y: Number(y) }) };
  const other = form.exec(path);
  return other && { layer: other[1] ?? '', address: null };
}

function withinSquare(address: TileAddress): TileAddress | null {
  const { z, x, y } = address;
  return z > lastZoom || x >= 2 ** z || y >= 2 ** z ? null : address;
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
