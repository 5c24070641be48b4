import type { Map as GlMap } from 'maplibre-gl';
import type { DeckItems } from './deck-layers.ts';
import { ItemHits } from './item-hits.ts';
import type { LngLat, MapItem, Theme } from './types.ts';

const reachPixels = 9;
/** Width of the world in CSS pixels at zoom 0. */
const worldPixels = 512;

/** The items of a search on the map: drawn by deck.gl, whose code is fetched with the first of them. */
export class SearchItems {
  #list: MapItem[] = [];
  #hits = new ItemHits([]);
  #hovered: MapItem | null = null;
  #deck: Promise<DeckItems> | null = null;
  #isInterleaved = true;

  constructor(
    private map: GlMap,
    private theme: () => Theme,
  ) {
    map.on('webglcontextrestored', () => {
      this.#isInterleaved = false;
      this.#deck?.then((deck) => deck.remove(), reportError);
      this.#deck = null;
      this.draw();
    });
  }

  get list(): MapItem[] {
    return this.#list;
  }

  set(list: MapItem[]): void {
    this.#list = list;
    this.#hits = new ItemHits(list);
    this.#hovered = null;
    this.draw();
  }

  /** Rings the item of this id, if it is one of these. */
  hover(id: number | null): void {
    const hovered = id === null ? null : this.#hits.byId(id);
    if (hovered === this.#hovered) return;
    this.#hovered = hovered;
    this.draw();
  }

  at(position: LngLat): MapItem | null {
    return this.#hits.nearest(position, reachPixels, worldPixels * 2 ** this.map.getZoom());
  }

  draw(): void {
    if (this.#deck === null && this.#list.length === 0) return;
    this.#deck ??= import('./deck-layers.ts').then(({ DeckItems }) => new DeckItems(this.map, this.#isInterleaved));
    this.#deck.then((deck) => deck.show({ items: this.#list, hovered: this.#hovered, theme: this.theme() }), reportError);
  }
}
