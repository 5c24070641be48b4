import { LRUCache } from 'lru-cache';
import { touchesTile, type TileAddress } from './address.ts';
import type { BoxOrNone } from './queries.ts';

/** A finished tile: compressed once where that is worth while, its strong ETag beside it. No bytes: nothing is in the tile. */
export interface Tile {
  bytes: Buffer | null;
  /** Are the bytes gzip? */
  isPacked: boolean;
  etag: string;
}
export interface Change {
  layer: string;
  box: BoxOrNone;
  countsBox: BoxOrNone;
}
interface Entry {
  address: TileAddress;
  tile: Tile;
}
interface Flight {
  address: TileAddress;
  tile: Promise<Tile>;
  isStale: boolean;
}

/** What an entry costs beside its bytes: key, address and places in two maps, roughly. */
const entryOverheadBytes = 400;

/**
 * Finished tiles, bounded by bytes. A tile that is asked for many times at once is drawn once. A change drops the tiles it
 * touches, and also keeps those that are being drawn just then from being kept: they may have read the rows before it.
 */
export class TileCache {
  private readonly entries: LRUCache<string, Entry> | null;
  private readonly flights = new Map<string, Flight>();

  constructor(maxBytes: number) {
    this.entries =
      maxBytes === 0 ? null : new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ tile }) => entryOverheadBytes + (tile.bytes?.byteLength ?? 0) });
  }

  /** `scope` separates readers who see different rows: '' for an open layer. */
  get(address: TileAddress, scope: string): Tile | undefined {
    return this.entries?.get(keyOf(address, scope))?.tile;
  }

  /** The tile from the cache, from a drawing that is under way, or from `draw`. Whatever it answers was read after this call or after the last change that touches it. */
  async getOrDraw(address: TileAddress, scope: string, draw: () => Promise<Tile>): Promise<Tile> {
    const key = keyOf(address, scope);
    const found = this.entries?.get(key);
    if (found) return found.tile;
    const flight = this.flights.get(key) ?? this.start(key, address, draw);
    return flight.tile;
  }

  /** Forgets the tiles that the changes touch; `countsBelow` answers the zoom below which a layer carries counts. */
  drop(changes: Change[], countsBelow: (layer: string) => number): void {
    if (changes.length === 0) return;
    const isTouched = (address: TileAddress) =>
      changes.some((change) => change.layer === address.layer && touches(change, address, countsBelow(address.layer)));
    for (const [key, entry] of this.entries?.entries() ?? []) {
      if (isTouched(entry.address)) this.entries?.delete(key);
    }
    for (const [key, flight] of this.flights) {
      if (!isTouched(flight.address)) continue;
      flight.isStale = true;
      this.flights.delete(key);
    }
  }

  get bytes(): number {
    return this.entries?.calculatedSize ?? 0;
  }

  private start(key: string, address: TileAddress, draw: () => Promise<Tile>): Flight {
    const flight: Flight = { address, isStale: false, tile: draw() };
    this.flights.set(key, flight);
    flight.tile = flight.tile.then(
      (tile) => {
        this.land(key, flight);
        if (!flight.isStale) this.entries?.set(key, { address, tile });
        return tile;
      },
      (error: unknown) => {
        this.land(key, flight);
        throw error;
      },
    );
    return flight;
  }

  private land(key: string, flight: Flight): void {
    if (this.flights.get(key) === flight) this.flights.delete(key);
  }
}

function touches(change: Change, address: TileAddress, countsBelowZoom: number): boolean {
  const box = address.z < countsBelowZoom ? change.countsBox : change.box;
  return box === null || (box !== undefined && touchesTile(box, address));
}

function keyOf({ layer, z, x, y }: TileAddress, scope: string): string {
  return `${layer}/${z}/${x}/${y}/${scope}`;
}
