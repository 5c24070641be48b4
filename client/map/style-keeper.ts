import type { GeoJSONSource, Map as GlMap, VectorTileSource } from 'maplibre-gl';
import type { OverlayData, OverlayName } from './overlay-style.ts';
import { buildStyle, type StyleInput, vectorSources } from './style.ts';

/** Keeps the GL map's style equal to what `read` describes: changes are gathered and applied once a frame, as a difference. */
export class StyleKeeper {
  #isReady = false;
  #isWaiting = false;
  /** Whether something has changed that could not be drawn yet. */
  #isStale = false;
  /** Sources that have been given the address of a new version and have not taken it up. */
  #renewing = new Set<string>();

  constructor(
    private map: GlMap,
    private read: () => StyleInput,
  ) {
    map.on('style.load', () => {
      this.#isReady = true;
      this.#renewing.clear();
      if (this.#isStale) this.refresh();
    });
    map.on('webglcontextlost', () => {
      this.#isReady = false;
      this.#isStale = true;
    });
    map.on('sourcedata', ({ sourceId, sourceDataType }) => {
      if (sourceDataType === 'content' && this.#renewing.delete(sourceId)) this.refresh();
    });
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Draws what has changed with the next frame. */
  refresh(): void {
    this.#isStale = true;
    if (!this.#isReady || this.#isWaiting || this.#renewing.size > 0) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      if (this.#isReady) this.#apply(this.read());
    });
  }

  /** Shows an overlay at once: it follows the pointer. */
  showOverlay(name: OverlayName, data: OverlayData[OverlayName]): void {
    if (this.#isReady) this.map.getSource<GeoJSONSource>(name)?.setData(data);
  }

  /** The map goes: who showed something may leave after it. */
  end(): void {
    this.#isReady = false;
  }

  #apply(input: StyleInput): void {
    this.#renewTiles(input);
    // A change of layers pauses their sources, and a paused source forgets that its tiles are old: first the tiles, then the layers.
    if (this.#renewing.size > 0) return;
    this.#isStale = false;
    this.map.setStyle(buildStyle(input), { diff: true, validate: false });
  }

  /** A new version of a layer's data is fetched into the source that is there: replacing the source would blank it meanwhile. */
  #renewTiles(input: StyleInput): void {
    for (const [id, wanted] of Object.entries(vectorSources(input.layers, input.origin))) {
      const source = this.map.getSource<VectorTileSource>(id);
      if (source === undefined || wanted.type !== 'vector' || wanted.tiles === undefined || source.tiles[0] === wanted.tiles[0]) continue;
      this.#renewing.add(id);
      source.setTiles(wanted.tiles);
    }
  }
}
