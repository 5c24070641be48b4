import type { TileAddress } from '../../../server/features/tiles/address.ts';
import type { Layer } from '../../../server/features/tiles/plan.ts';

/** Column and row of the tile that holds a position. */
export function tileAt(z: number, lng: number, lat: number): [number, number] {
  const radians = (lat * Math.PI) / 180;
  const x = Math.floor(((lng + 180) / 360) * 2 ** z);
  const y = Math.floor(((1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2) * 2 ** z);
  return [x, y];
}

/** Tiles of all layers over an extent, at most `most` per layer and zoom, spread evenly; the same for the same arguments. */
export function sampleTiles(layers: Layer[], extent: [number, number, number, number], zooms: number[], most: number): { layer: Layer; address: TileAddress }[] {
  return layers.flatMap((layer) =>
    zooms
      .filter((z) => z >= layer.minzoom && z <= layer.maxzoom)
      .flatMap((z) => spread(tilesOver(extent, z), most).map(([x, y]) => ({ layer, address: { layer: layer.id, z, x, y } }))),
  );
}

function tilesOver([west, south, east, north]: [number, number, number, number], z: number): [number, number][] {
  const [x0, y1] = tileAt(z, west, south);
  const [x1, y0] = tileAt(z, east, north);
  const columns = Array.from({ length: x1 - x0 + 1 }, (_, i) => x0 + i);
  return columns.flatMap((x) => Array.from({ length: y1 - y0 + 1 }, (_, i): [number, number] => [x, y0 + i]));
}

function spread<Item>(items: Item[], most: number): Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)] as Item);
}

/** The value below which the share lies (nearest rank). */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}
